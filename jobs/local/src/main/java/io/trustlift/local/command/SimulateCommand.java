package io.trustlift.local.command;

import io.trustlift.local.process.StartException;
import io.trustlift.local.stack.Console;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.simulator.PracticeSettings;
import io.trustlift.simulator.SimulationConfig;
import io.trustlift.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a world. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description =
        "Writes the topic files of a simulated world, and truth.json with what was planted in it. The same numbers give the"
            + " same files.")
final class SimulateCommand implements Callable<Integer> {

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write to.")
  private Path out;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of every random number (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--streams",
      paramLabel = "N",
      defaultValue = "6",
      description = "Live streams; the markets take turns (default: ${DEFAULT-VALUE}).")
  private int streams;

  @Option(
      names = "--viewers",
      paramLabel = "N",
      defaultValue = "15000",
      description = "Viewers in all (default: ${DEFAULT-VALUE}).")
  private int viewers;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "60",
      description = "Length of each stream (default: ${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      converter = InstantOption.class,
      description =
          "When the first stream opens: a date (midnight UTC) or such as 2026-03-02T18:00:00Z (default: the latter).")
  private Instant start = SimulationConfig.DEFAULT_START;

  @Option(
      names = "--streams-per-day",
      paramLabel = "N",
      defaultValue = "8",
      description = "Streams that begin on one day (default: ${DEFAULT-VALUE}).")
  private int streamsPerDay;

  @Option(
      names = "--practices",
      paramLabel = "NAME",
      defaultValue = "none",
      description =
          "What placement, the picture, answers and the like do to orders: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Practices practices;

  /** Sizes of what is planted beside the effects of credentials. */
  enum Practices {
    none(PracticeSettings.none()),
    demo(PracticeSettings.demo()),
    strong(PracticeSettings.strong());

    private final PracticeSettings settings;

    Practices(PracticeSettings settings) {
      this.settings = settings;
    }
  }

  @Override
  public Integer call() throws IOException {
    SimulationConfig config =
        config(seed, streams, viewers, minutes, start, streamsPerDay)
            .withPractices(practices.settings);
    simulate(config, out, Console.standard());
    System.out.println("Files:  " + out);
    System.out.println("Next:   infra/trustlift run --input " + out + " --output DIR");
    return 0;
  }

  static SimulationConfig config(
      long seed, int streams, int viewers, int minutes, Instant start, int streamsPerDay) {
    try {
      return SimulationConfig.defaults()
          .withSeed(seed)
          .withSize(streams, viewers, minutes)
          .withStart(start)
          .withStreamsPerDay(streamsPerDay);
    } catch (IllegalArgumentException e) {
      throw new StartException("This world cannot be simulated: " + e.getMessage(), e);
    }
  }

  static void simulate(SimulationConfig config, Path out, Console console) throws IOException {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new StartException("The output " + out + " is a file: name a folder.");
    }
    Path part = out.resolve(".part");
    DataLayout.delete(part);
    try (Console.Progress progress = console.progress("Simulating", 100, "%")) {
      Simulator.simulate(
          config, part, (events, fraction) -> progress.at(Math.round(100 * fraction)));
    }
    try (Stream<Path> files = Files.list(part)) {
      for (Path file : files.sorted().toList()) {
        Files.move(file, out.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.delete(part);
  }
}

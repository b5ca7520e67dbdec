package io.trustlift.local.calibration;

import io.trustlift.local.process.StartException;
import io.trustlift.local.stack.Console;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.model.Topic;
import io.trustlift.simulator.ProgressListener;
import io.trustlift.simulator.SimulationConfig;
import io.trustlift.simulator.Simulator;
import io.trustlift.simulator.Truth;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes many worlds one after the other in event time into one input folder.
 *
 * <p>All of it lies in the past, as the job refuses what comes from the future.
 */
final class CalibrationInput {

  private static final Instant START = Instant.parse("1980-02-01T12:00:00Z");
  private static final String ALL = "ALL";
  private static final int LETTERS = 26;
  private static final long CASE_STEP = 100_000;
  private static final long SEED_STEP = 1_000_000;

  private final Path folder;
  private final Path scratch;
  private final Map<Topic, OutputStream> files = new EnumMap<>(Topic.class);
  private final List<String> freeCodes = codes();
  private final List<CalibrationWorld> worlds = new ArrayList<>();

  private CalibrationInput(Path folder) {
    this.folder = folder;
    this.scratch = folder.resolve("world");
  }

  /** How many worlds fit between the first start and an instant. */
  static long room(Instant until) {
    return (until.getEpochSecond() - START.getEpochSecond()) / CalibrationCase.SPACING.toSeconds();
  }

  /**
   * Replaces the folder.
   *
   * @param runs worlds of each case
   * @throws StartException when so many worlds would reach into the future
   */
  static List<CalibrationWorld> write(
      Path folder, List<CalibrationCase> cases, int runs, long seed, Console console)
      throws IOException {
    if ((long) cases.size() * runs > room(Instant.now())) {
      throw new StartException(
          "So many worlds do not fit into the past: at most "
              + room(Instant.now()) / cases.size()
              + " runs of "
              + cases.size()
              + " cases.");
    }
    DataLayout.delete(folder);
    Files.createDirectories(folder);
    CalibrationInput input = new CalibrationInput(folder);
    try (Console.Progress progress =
        console.progress("Simulating", (long) cases.size() * runs, "worlds")) {
      input.open();
      for (CalibrationCase kind : cases) {
        for (int run = 0; run < runs; run++) {
          input.add(kind, seed * SEED_STEP + kind.ordinal() * CASE_STEP + run);
          progress.at(input.worlds.size());
        }
      }
    } finally {
      input.close();
    }
    return List.copyOf(input.worlds);
  }

  private void open() throws IOException {
    for (Topic topic : Topic.values()) {
      files.put(
          topic, new BufferedOutputStream(Files.newOutputStream(folder.resolve(topic.fileName()))));
    }
  }

  private void add(CalibrationCase kind, long seed) throws IOException {
    int index = worlds.size();
    Instant start = START.plus(CalibrationCase.SPACING.multipliedBy(index));
    // The rate monitor goes on for as long as a market does: a market of its own lets it begin
    // anew.
    int needed = CalibrationCase.MARKETS.size();
    boolean own = kind == CalibrationCase.NULL && freeCodes.size() >= needed;
    List<String> codes = own ? List.copyOf(freeCodes.subList(0, needed)) : List.of();
    freeCodes.subList(0, codes.size()).clear();
    SimulationConfig config = kind.world(seed, start, codes, index == 0);
    Truth truth = Simulator.simulate(config, scratch, ProgressListener.NONE);
    for (Map.Entry<Topic, OutputStream> file : files.entrySet()) {
      Path part = scratch.resolve(file.getKey().fileName());
      // Nobody in a simulated world wishes to be forgotten.
      if (Files.exists(part)) {
        Files.copy(part, file.getValue());
      }
    }
    List<String> markets = own ? codes : CalibrationCase.MARKETS;
    worlds.add(
        new CalibrationWorld(
            kind,
            index,
            start,
            start.plus(CalibrationCase.SPACING),
            markets,
            own,
            config.experimentId(),
            lifts(truth.experiment(), markets)));
  }

  private static Map<String, Double> lifts(Truth.ExperimentTruth truth, List<String> markets) {
    Map<String, Double> lifts = new HashMap<>();
    lifts.put(ALL, truth.expected().orderRateLift());
    for (int i = 0; i < markets.size(); i++) {
      lifts.put(markets.get(i), truth.markets().get(i).expected().orderRateLift());
    }
    return lifts;
  }

  private void close() throws IOException {
    for (OutputStream file : files.values()) {
      file.close();
    }
    DataLayout.delete(scratch);
  }

  /** Every code of two capitals, less those of markets that have a profile of their own. */
  private static List<String> codes() {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < LETTERS * LETTERS; i++) {
      String code = "" + (char) ('A' + i / LETTERS) + (char) ('A' + i % LETTERS);
      if (!CalibrationCase.MARKETS.contains(code)) {
        codes.add(code);
      }
    }
    return codes;
  }
}

package io.trustlift.local.command;

import io.trustlift.local.calibration.Calibration;
import io.trustlift.local.calibration.CalibrationCase;
import io.trustlift.local.calibration.CalibrationReport;
import io.trustlift.local.process.StartException;
import io.trustlift.local.stack.Console;
import io.trustlift.local.stack.DataLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks the statistics on worlds whose truth is known. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    description =
        "Simulates worlds with and without effects, runs all of them through the job, and prints how often the intervals cover the"
            + " truth, how often they see what is not there, and how wrong naive comparisons are.",
    footer = {
      "",
      "planted: credentials with effects that differ from room to room. null: none has any. experiment: a randomised experiment"
          + " with an effect. aa: one without. The tables stand below DATA/calibration. Exits with 1 when something misses its"
          + " band by more than two standard errors."
    })
final class CalibrateCommand implements Callable<Integer> {

  private static final int MISSED = 1;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "20",
      converter = BatchOptions.Positive.class,
      description = "Worlds of each case (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--cases",
      paramLabel = "CASE",
      split = ",",
      defaultValue = "PLANTED,NULL,EXPERIMENT,AA",
      description = "Some of planted, null, experiment and aa, parted by commas (default: all).")
  private List<CalibrationCase> cases;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of every random number (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Writes the result as a page of Markdown as well.")
  private Path out;

  @Mixin private DataOption dataOption;
  @Mixin private BatchOptions batchOptions;

  @Override
  public Integer call() throws IOException {
    if (out != null && Files.isDirectory(out)) {
      throw new StartException("The output " + out + " is a folder: name a file.");
    }
    DataLayout data = new DataLayout(dataOption.open("calibrate").root().resolve("calibration"));
    data.create();
    RunCommand.refuseIfUp(data);
    Calibration calibration =
        new Calibration(cases.stream().distinct().sorted().toList(), runs, seed);
    CalibrationReport report = calibration.run(data, batchOptions.toOptions(), Console.standard());
    System.out.print(CalibrationText.of(report));
    if (out != null) {
      Files.writeString(out, report.markdown(), StandardCharsets.UTF_8);
      System.out.println("\nPage: " + out);
    }
    return report.holds() ? 0 : MISSED;
  }
}

package io.trustlift.bench.growth;

import io.trustlift.adapters.SourceFormats;
import io.trustlift.clickhouse.ClickHouseUrl;
import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.stack.Console;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.LiveStack;
import io.trustlift.local.stack.StackFile;
import io.trustlift.model.Parameters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long after a question its row can be seen, while a crowd watches live. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description =
        "The whole stack, live: how long after a question its row can be seen in ClickHouse, at a"
            + " steady rate of events.")
public final class LatencyBenchmark implements Callable<Integer> {

  private static final int ROOMS = 100;
  private static final int SECONDS_PER_BEAT = 30;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Events a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "60",
      description =
          "How long it is looked at, after a warm-up of half as long (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Override
  public Integer call() throws Exception {
    require(rate >= 100 && rate <= 1_000_000, "--rate is not 100 to 1000000");
    require(seconds >= 2 && seconds <= 3_600, "--seconds is not 2 to 3600");
    Path folder = Files.createTempDirectory("trustlift-latency");
    int tasks = Runtime.getRuntime().availableProcessors();
    LiveStack.Options options =
        new LiveStack.Options(0, 0, 0, tasks, tasks, SourceFormats.CONTRACT, Optional.empty());
    Crowd crowd = new Crowd(rate * SECONDS_PER_BEAT - ROOMS, ROOMS, 0, false);
    try (LiveStack stack =
        LiveStack.start(
            EngineLibrary.findHome(), new DataLayout(folder), options, Console.standard())) {
      StackFile at = stack.describe();
      try (LiveCrowd live = LiveCrowd.start(crowd, at.kafka());
          Connection connection = ClickHouseUrl.loopback(at.clickHousePort()).connect()) {
        Sightings.watch(connection, seconds * 500L);
        long before = live.sent();
        long[] delays = Sightings.watch(connection, seconds * 1_000L);
        if (delays.length == 0) {
          System.err.println(
              "No row came within the time: the job does not keep up. Try a lower --rate, or more --seconds.");
          return 1;
        }
        print(delays, (live.sent() - before) / (double) seconds);
      }
    } finally {
      DataLayout.delete(folder);
    }
    return 0;
  }

  private static void print(long[] delays, double sentPerSecond) {
    Arrays.sort(delays);
    System.out.printf(
        Locale.ROOT,
        "%,.0f events/s sent; %,d questions seen. From a question to its row, seconds:%n",
        sentPerSecond,
        delays.length);
    System.out.printf("%-44s %8s %8s %8s%n", "", "median", "p95", "max");
    line("all in all", delays, 0);
    line("apart from the watermark's bound", delays, Parameters.MAX_OUT_OF_ORDERNESS);
  }

  private static void line(String name, long[] sorted, long less) {
    System.out.printf(
        Locale.ROOT,
        "%-44s %8.2f %8.2f %8.2f%n",
        name,
        seconds(sorted, 0.5, less),
        seconds(sorted, 0.95, less),
        seconds(sorted, 1, less));
  }

  private static double seconds(long[] sorted, double quantile, long less) {
    int rank = (int) Math.ceil(quantile * sorted.length);
    return (sorted[Math.max(1, rank) - 1] - less) / 1e3;
  }

  private void require(boolean holds, String complaint) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), complaint);
    }
  }
}

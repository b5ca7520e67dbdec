package io.trustlift.bench;

import io.trustlift.bench.comparison.Comparison;
import io.trustlift.bench.comparison.Results;
import io.trustlift.bench.growth.GrowthBenchmark;
import io.trustlift.bench.growth.LatencyBenchmark;
import io.trustlift.bench.micro.MicroBenchmark;
import io.trustlift.local.process.StartException;
import io.trustlift.local.stack.Console;
import io.trustlift.local.stack.DataLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry of the benchmarks: without a name of one, the job beside what else one would use. */
@Command(
    name = "trustlift bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures, on the same simulated events in Kafka, reading alone, the whole job, and others"
            + " who answer the same question; and checks that all give the same numbers.",
    synopsisSubcommandLabel = "[BENCHMARK]",
    subcommands = {
      GrowthBenchmark.class,
      LatencyBenchmark.class,
      LiftBenchmark.class,
      MicroBenchmark.class
    })
public final class Bench implements Callable<Integer> {

  private static final int DIFFERENT = 1;

  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "10000000",
      description =
          "Viewer events, about; displays and orders go with them (default: ${DEFAULT-VALUE}).")
  private long events;

  @Option(
      names = "--rounds",
      paramLabel = "R",
      defaultValue = "3",
      description = "Runs of each, of which the median counts (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--warm-ups",
      paramLabel = "W",
      defaultValue = "1",
      description =
          "Runs of each before those that count, for the compiler of this JVM (default:"
              + " ${DEFAULT-VALUE}).")
  private int warmUps;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the simulated events (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description =
          "Parallel tasks of each operator, and partitions of each topic (default: the processors"
              + " of this machine).")
  private Integer parallelism;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Leave it at these, separated by commas (default: all).")
  private List<String> only = new ArrayList<>();

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here as well.")
  private Path json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder to work in; simulated events stay there for the next time (default: a new one"
              + " that goes).")
  private Path data;

  /** Exits with 0 when the benchmark ran, 1 when it failed, 2 when it was not understood. */
  public static void main(String[] arguments) {
    CommandLine commandLine =
        new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (!(failure instanceof StartException)) {
            throw failure;
          }
          command.getErr().println(failure.getMessage());
          return command.getCommandSpec().exitCodeOnExecutionException();
        });
    System.exit(commandLine.execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    require(events >= 1_000 && events <= 1_000_000_000, "--events is not 1000 to 1000000000");
    require(rounds >= 1 && rounds <= 1_000, "--rounds is not 1 to 1000");
    require(warmUps >= 0 && warmUps <= 1_000, "--warm-ups is not 0 to 1000");
    int tasks = parallelism == null ? Runtime.getRuntime().availableProcessors() : parallelism;
    require(tasks >= 1 && tasks <= 720, "--parallelism is not 1 to 720");
    for (String name : only) {
      require(
          Comparison.names().contains(name),
          "--only knows no " + name + ", but " + String.join(", ", Comparison.names()));
    }
    Path folder = data == null ? Files.createTempDirectory("trustlift-bench") : data;
    try (FolderLock lock = FolderLock.take(folder)) {
      Results results =
          Comparison.run(
              new Comparison.Options(
                  events, rounds, warmUps, seed, tasks, new LinkedHashSet<>(only), folder),
              Console.standard());
      System.out.println(results.table());
      if (json != null) {
        results.write(json);
      }
      return results.agree() ? 0 : DIFFERENT;
    } finally {
      if (data == null) {
        DataLayout.delete(folder);
      }
    }
  }

  private void require(boolean holds, String complaint) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), complaint);
    }
  }
}

package io.trustlift.bench.micro;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parse and the exposure logic alone, by JMH. */
@Command(
    name = "micro",
    mixinStandardHelpOptions = true,
    description =
        "What parsing an event and working off a heartbeat cost alone, without Flink: nanoseconds,"
            + " by JMH.")
public final class MicroBenchmark implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--forks",
      paramLabel = "N",
      defaultValue = "2",
      description = "Processes of each benchmark (default: ${DEFAULT-VALUE}).")
  private int forks;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "5",
      description =
          "Measured in each process, after as long a warm-up (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Override
  public Integer call() throws RunnerException {
    require(forks >= 1 && forks <= 100, "--forks is not 1 to 100");
    require(seconds >= 1 && seconds <= 3_600, "--seconds is not 1 to 3600");
    new Runner(
            new OptionsBuilder()
                .include(MicroBenchmark.class.getPackageName())
                .forks(forks)
                .warmupIterations(seconds)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(seconds)
                .measurementTime(TimeValue.seconds(1))
                .build())
        .run();
    return 0;
  }

  private void require(boolean holds, String complaint) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), complaint);
    }
  }
}

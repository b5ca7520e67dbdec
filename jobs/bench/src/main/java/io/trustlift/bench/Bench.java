package io.trustlift.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The entry of the benchmarks. */
@Command(
    name = "trustlift bench",
    mixinStandardHelpOptions = true,
    description = "Measures how fast things are on this machine.",
    synopsisSubcommandLabel = "BENCHMARK",
    subcommands = LiftBenchmark.class)
public final class Bench implements Runnable {

  @Spec private CommandSpec spec;

  /** Exits with 0 when the benchmark ran, 1 when it failed, 2 when it was not understood. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}

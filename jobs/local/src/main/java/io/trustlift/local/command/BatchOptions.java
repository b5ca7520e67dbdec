package io.trustlift.local.command;

import io.trustlift.local.stack.Batch;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a batch runs. */
final class BatchOptions {

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "2",
      converter = Positive.class,
      description = "Parallel tasks of each operator (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      converter = Positive.class,
      description = "Kafka partitions of each topic (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--web-port",
      paramLabel = "PORT",
      defaultValue = "0",
      converter = Port.class,
      description = "Port of Flink's web page while the job runs (default: a free one).")
  private int webPort;

  Batch.Options toOptions() {
    return new Batch.Options(parallelism, partitions, webPort, true);
  }

  /** A whole number from 1 to 720. */
  static final class Positive implements ITypeConverter<Integer> {

    private static final int MAX = 720;

    @Override
    public Integer convert(String text) {
      int value = Integer.parseInt(text);
      if (value < 1 || value > MAX) {
        throw new TypeConversionException("'" + text + "' is not a number from 1 to " + MAX);
      }
      return value;
    }
  }

  /** A TCP port; 0 stands for a free one. */
  static final class Port implements ITypeConverter<Integer> {

    private static final int MAX = 65_535;

    @Override
    public Integer convert(String text) {
      int value = Integer.parseInt(text);
      if (value < 0 || value > MAX) {
        throw new TypeConversionException("'" + text + "' is not a port from 0 to " + MAX);
      }
      return value;
    }
  }
}

package io.trustlift.local.command;

import io.trustlift.local.clickhouse.ClickHouseProcess;
import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.kafka.InputFolder;
import io.trustlift.local.stack.Batch;
import io.trustlift.local.stack.ClickHouseHttp;
import io.trustlift.local.stack.Console;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.EventCounts;
import io.trustlift.local.stack.StackFile;
import io.trustlift.simulator.SimulationConfig;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole way once, on a world whose truth is known. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Simulates six streams for six markets, runs them through Kafka, Flink and ClickHouse, and prints what was found beside"
            + " what was planted.")
final class DemoCommand implements Callable<Integer> {

  @Option(names = "--keep", description = "Stay up afterwards, for queries, until interrupted.")
  private boolean keep;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the simulated world (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      converter = InstantOption.class,
      description =
          "When the first stream opens: a date (midnight UTC) or such as 2026-03-02T18:00:00Z (default: 18:00 UTC on the Monday"
              + " six weeks ago, so that every order has come by now).")
  private Instant start;

  @Option(
      names = "--clickhouse-port",
      paramLabel = "PORT",
      defaultValue = "0",
      converter = BatchOptions.Port.class,
      description = "Port of ClickHouse's HTTP interface (default: a free one).")
  private int clickHousePort;

  @Mixin private DataOption dataOption;
  @Mixin private BatchOptions batchOptions;

  @Override
  public Integer call() throws Exception {
    Console console = Console.standard();
    DataLayout data = dataOption.open("demo");
    RunCommand.refuseIfUp(data);
    Batch.Options options = batchOptions.toOptions();
    Batch.check(data, options);
    try (ClickHouseProcess clickHouse =
        ClickHouseProcess.start(
            EngineLibrary.findHome(), data.clickHouse(), clickHousePort, console::line)) {
      SimulateCommand.simulate(
          SimulationConfig.defaults()
              .withSeed(seed)
              .withStart(start == null ? sixWeeksBefore(Instant.now()) : start),
          data.demoInput(),
          console);
      EventCounts counts =
          Batch.run(InputFolder.of(data.demoInput()), data, clickHouse.url(), options, console);
      System.out.println();
      System.out.print(
          DemoReport.of(new ClickHouseHttp(clickHouse.port()), data.demoInput()).text());
      System.out.println();
      System.out.println("Records: " + counts);
      System.out.println("Tables:  " + data.clickHouse() + " (database trust)");
      System.out.println("Log:     " + data.logs());
      if (keep) {
        stayUp(clickHouse, data);
      } else {
        System.out.println(
            "Next:    infra/trustlift sql \"SELECT market, count() FROM visits GROUP BY market\"");
      }
    }
    return 0;
  }

  private static Instant sixWeeksBefore(Instant now) {
    return now.atOffset(ZoneOffset.UTC)
        .toLocalDate()
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
        .minusWeeks(6)
        .atTime(18, 0)
        .toInstant(ZoneOffset.UTC);
  }

  private static void stayUp(ClickHouseProcess clickHouse, DataLayout data) throws Exception {
    StackFile.ofThisProcess(clickHouse.port(), "", "").write(data);
    System.out.println("ClickHouse: http://127.0.0.1:" + clickHouse.port() + "/?database=trust");
    System.out.println("            jdbc:clickhouse://127.0.0.1:" + clickHouse.port() + "/trust");
    System.out.println("Up until interrupted (Ctrl-C).");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(clickHouse, data), "stop"));
    new CountDownLatch(1).await();
  }

  private static void stop(ClickHouseProcess clickHouse, DataLayout data) {
    try {
      StackFile.remove(data);
    } catch (IOException e) {
      // A file that is left behind names a process that is gone, and is not believed.
    }
    clickHouse.close();
  }
}

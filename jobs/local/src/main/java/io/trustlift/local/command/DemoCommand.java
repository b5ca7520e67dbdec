package io.trustlift.local.command;

import io.trustlift.local.clickhouse.ClickHouseProcess;
import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.kafka.InputFolder;
import io.trustlift.local.process.StartException;
import io.trustlift.local.stack.Batch;
import io.trustlift.local.stack.ClickHouseHttp;
import io.trustlift.local.stack.Console;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.EventCounts;
import io.trustlift.local.stack.GrafanaProcess;
import io.trustlift.local.stack.StackFile;
import io.trustlift.simulator.SimulationConfig;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
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
  @Mixin private GrafanaOption grafanaOption;

  @Override
  public Integer call() throws Exception {
    Console console = Console.standard();
    DataLayout data = dataOption.open("demo");
    RunCommand.refuseIfUp(data);
    Optional<GrafanaProcess.Options> grafana = grafanaOption.toOptions();
    if (grafana.isPresent() && !keep) {
      throw new StartException("--grafana shows what stays up: say --keep as well.");
    }
    Batch.Options options = batchOptions.toOptions();
    Batch.check(data, options);
    try (ClickHouseProcess clickHouse =
        ClickHouseProcess.start(
            EngineLibrary.findHome(), data.clickHouse(), clickHousePort, console::line)) {
      SimulateCommand.simulate(
          SimulationConfig.demo()
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
        stayUp(clickHouse, data, grafana);
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

  private static void stayUp(
      ClickHouseProcess clickHouse, DataLayout data, Optional<GrafanaProcess.Options> grafana)
      throws Exception {
    Optional<GrafanaProcess> shown = Optional.empty();
    if (grafana.isPresent()) {
      shown =
          Optional.of(
              GrafanaProcess.start(
                  grafana.get(), EngineLibrary.findHome(), data, clickHouse.port()));
    }
    String page = shown.map(GrafanaProcess::url).orElse("");
    StackFile.ofThisProcess(clickHouse.port(), "", "", page).write(data);
    System.out.println("ClickHouse: http://127.0.0.1:" + clickHouse.port() + "/?database=trust");
    System.out.println("            jdbc:clickhouse://127.0.0.1:" + clickHouse.port() + "/trust");
    if (shown.isPresent()) {
      System.out.println("Grafana:    " + page + "?" + timeRange(clickHouse));
    }
    System.out.println("Up until interrupted (Ctrl-C).");
    Optional<GrafanaProcess> stopped = shown;
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(clickHouse, stopped, data), "stop"));
    new CountDownLatch(1).await();
  }

  /** The range of the simulated streams, which are not of today, as Grafana's links have it. */
  private static String timeRange(ClickHouseProcess clickHouse) throws IOException, SQLException {
    try (Connection connection = clickHouse.url().connect();
        Statement statement = connection.createStatement();
        ResultSet range =
            statement.executeQuery(
                "SELECT toUnixTimestamp64Milli(min(started_at)), toUnixTimestamp64Milli(max(ended_at))"
                    + " FROM trust.visits WHERE mode = 'live'")) {
      range.next();
      return "from=" + range.getLong(1) + "&to=" + range.getLong(2);
    }
  }

  private static void stop(
      ClickHouseProcess clickHouse, Optional<GrafanaProcess> grafana, DataLayout data) {
    try {
      StackFile.remove(data);
    } catch (IOException e) {
      // A file that is left behind names a process that is gone, and is not believed.
    }
    grafana.ifPresent(GrafanaProcess::close);
    clickHouse.close();
  }
}

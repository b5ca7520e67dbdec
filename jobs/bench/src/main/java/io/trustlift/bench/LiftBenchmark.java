package io.trustlift.bench;

import io.trustlift.clickhouse.LiftTerms;
import io.trustlift.clickhouse.Migrations;
import io.trustlift.local.clickhouse.ClickHouseProcess;
import io.trustlift.local.clickhouse.EngineLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long {@code credential_lift} takes over a month, with and without sums ahead. */
@Command(
    name = "lift",
    mixinStandardHelpOptions = true,
    description =
        "credential_lift over four weeks of viewer-time: any range, with sums ahead and without them.")
final class LiftBenchmark implements Callable<Integer> {

  /** The range asked for, with a name for the table. */
  private record Range(String name, String mode, String from, String to) {}

  private static final String START = "2026-06-01";

  /** Runs of the query without any sums, which takes long. */
  private static final int DIRECT_RUNS = 3;

  @Option(
      names = "--days",
      defaultValue = "28",
      description = "Days of viewer-time, 726,000 rows each (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--runs",
      defaultValue = "9",
      description = "Runs of each query, of which the median counts (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder for the tables; one that holds them already is used as it is (default: a new one that goes).")
  private Path data;

  @Override
  public Integer call() throws IOException, SQLException {
    Path folder = data == null ? Files.createTempDirectory("trustlift-bench") : data;
    try (ClickHouseProcess clickHouse =
            ClickHouseProcess.start(EngineLibrary.findHome(), folder, 0, System.err::println);
        Connection connection = clickHouse.url().connect();
        Statement statement = connection.createStatement()) {
      Migrations.ofClassPath().apply(connection);
      if (number(statement, "SELECT count() FROM trust.exposure_time_versions") == 0) {
        timed("Tables made", () -> LiftTables.fill(connection, days));
      }
      System.out.printf(
          Locale.ROOT,
          "%,d rows of exposure_time, %,d of outcomes%n",
          number(statement, "SELECT count() FROM trust.exposure_time"),
          number(statement, "SELECT count() FROM trust.outcomes"));
      timed(
          "Hours and streams summed up",
          () -> LiftTerms.refresh(connection, Duration.ZERO) ? 1 : 0);
      report(statement);
    } finally {
      if (data == null) {
        delete(folder);
      }
    }
    return 0;
  }

  private void report(Statement statement) throws SQLException {
    String last =
        text(
            statement,
            "SELECT toString(toStartOfHour(max(minute)) + INTERVAL 1 HOUR) FROM trust.exposure_time");
    String ragged =
        text(
            statement, "SELECT toString(toDateTime('" + last + "', 'UTC') - INTERVAL 1159 SECOND)");
    String week =
        text(statement, "SELECT toString(toDateTime('" + last + "', 'UTC') - INTERVAL 7 DAY)");
    Range everything = new Range("everything", "live", START + " 00:00:00", last);
    Range[] ranges = {
      everything,
      new Range("everything, replays too", "all", START + " 00:00:00", last),
      new Range("everything but bits of hours", "live", START + " 00:13:20", ragged),
      new Range("the last seven days", "live", week, last),
      new Range("an hour, from half to half", "live", START + " 01:30:00", START + " 02:30:00"),
      new Range("nothing: planning alone", "live", "2020-06-01 00:00:00", "2020-06-02 00:00:00")
    };
    System.out.printf(
        "%n%-30s %-12s %10s %10s %10s%n", "range", "focus", "median s", "least s", "rows");
    for (Range range : ranges) {
      for (String focus : new String[] {"type", "kind", "credential"}) {
        line(statement, range, focus);
      }
    }
    String sql = query(everything, "type");
    double pooled = measure(statement, sql, runs)[1];
    setAside(statement, "lift_spans");
    double hourly = measure(statement, sql, runs)[1];
    setAside(statement, "lift_builds");
    double direct = measure(statement, sql, DIRECT_RUNS)[1];
    putBack(statement, "lift_spans");
    putBack(statement, "lift_builds");
    System.out.printf(
        Locale.ROOT,
        "%nEverything by type from hourly sums only: median %.3f s, %.1f times as long;"
            + " without any sums: %.3f s, %.1f times.%n",
        hourly,
        hourly / pooled,
        direct,
        direct / pooled);
  }

  /** Leaves an empty table in the place of one. */
  private static void setAside(Statement statement, String table) throws SQLException {
    statement.execute("RENAME TABLE trust.%1$s TO trust.%1$s_aside".formatted(table));
    statement.execute("CREATE TABLE trust.%1$s AS trust.%1$s_aside".formatted(table));
  }

  private static void putBack(Statement statement, String table) throws SQLException {
    statement.execute("DROP TABLE trust." + table);
    statement.execute("RENAME TABLE trust.%1$s_aside TO trust.%1$s".formatted(table));
  }

  private void line(Statement statement, Range range, String focus) throws SQLException {
    double[] seconds = measure(statement, query(range, focus), runs);
    System.out.printf(
        Locale.ROOT,
        "%-30s %-12s %10.3f %10.3f %10.0f%n",
        range.name(),
        focus,
        seconds[1],
        seconds[0],
        seconds[2]);
  }

  private static String query(Range range, String focus) {
    return "SELECT * FROM trust.credential_lift(from = '%s', to = '%s', mode = '%s', focus = '%s', lag = 0)"
        .formatted(range.from(), range.to(), range.mode(), focus);
  }

  /** Least and median seconds, and the number of rows. */
  private static double[] measure(Statement statement, String sql, int runs) throws SQLException {
    double[] seconds = new double[runs];
    int rows = 0;
    for (int run = 0; run < runs; run++) {
      long start = System.nanoTime();
      rows = 0;
      try (ResultSet result = statement.executeQuery(sql)) {
        while (result.next()) {
          rows++;
        }
      }
      seconds[run] = (System.nanoTime() - start) / 1e9;
    }
    Arrays.sort(seconds);
    return new double[] {seconds[0], seconds[runs / 2], rows};
  }

  /** Work that may fail in the database. */
  @FunctionalInterface
  private interface Work {
    long run() throws SQLException;
  }

  private static void timed(String what, Work work) throws SQLException {
    long start = System.nanoTime();
    work.run();
    System.out.printf(Locale.ROOT, "%s in %.1f s%n", what, (System.nanoTime() - start) / 1e9);
  }

  private static long number(Statement statement, String sql) throws SQLException {
    return Long.parseLong(text(statement, sql));
  }

  private static String text(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

package io.trustlift.clickhouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Sums up the terms of hours in {@code trust.lift_terms}. */
final class LiftHours {

  private static final List<String> FOCUSES = List.of("type", "kind", "credential");

  private static final String DUE =
      """
      SELECT hour
      FROM trust.lift_touched
      GROUP BY hour
      HAVING max(touched_at) <= fromUnixTimestamp64Milli(?, 'UTC')
          AND hour NOT IN (SELECT hour FROM trust.lift_hours_ready)
      """;

  private static final String SUM_UP =
      """
      INSERT INTO trust.lift_terms
          (hour, build, focus, focus_value, market, mode, stream_id, outcome, terms)
      SELECT hour, ? AS build, ? AS focus, focus_value, market, mode, stream_id, outcome, sumForEach(sums.terms) AS terms
      FROM trust.lift_terms_between(from = ?, to = ?, mode = 'all', focus = ?, lag = 0, pooled = 0) AS sums
      WHERE hour IN (%s)
      GROUP BY hour, focus_value, market, mode, stream_id, outcome
      """
          .formatted(DUE);

  private static final String DECLARE =
      """
      INSERT INTO trust.lift_builds (hour, build, covers_until, credentials)
      SELECT hour, ?, fromUnixTimestamp64Milli(?, 'UTC'), groupUniqArrayArray(shown)
      FROM
      (
          SELECT toStartOfHour(minute) AS hour, arrayConcat(on_screen, recent) AS shown
          FROM trust.exposure_time
          WHERE toDate(minute) BETWEEN toDate(?) AND toDate(?)
          UNION ALL
          SELECT toStartOfHour(occurred_at) AS hour, arrayConcat(on_screen, recent) AS shown
          FROM trust.outcomes
          WHERE toDate(occurred_at) BETWEEN toDate(?) AND toDate(?)
      )
      WHERE hour IN (%s)
      GROUP BY hour
      """
          .formatted(DUE);

  /** What is removed is so old that no query or refresh that is under way may still need it. */
  private static final String FORGET =
      """
      DELETE FROM trust.lift_terms
      WHERE build < toUnixTimestamp64Milli(now64(3) - INTERVAL 1 HOUR)
          AND (hour, build) NOT IN (SELECT hour, build FROM trust.lift_builds FINAL)
      """;

  private static final String SIZES =
      """
      SELECT toInt32(day) AS day_number, sum(minute_rows) AS size
      FROM
      (
          SELECT toDate(hour) AS day, 0 AS minute_rows FROM (%s)
          UNION ALL
          SELECT toDate(minute) AS day, count() AS minute_rows
          FROM trust.exposure_time_versions
          WHERE toDate(minute) IN (SELECT toDate(hour) FROM (%s))
          GROUP BY day
      )
      GROUP BY day
      ORDER BY day
      """
          .formatted(DUE, DUE);

  /** Rows of viewer-time that are summed up in one statement: some hundred megabytes of memory. */
  private static final long ROWS_AT_ONCE = 1_500_000;

  /** Days that are summed up together. */
  private record Days(LocalDate first, LocalDate last) {}

  private LiftHours() {}

  /**
   * Sums up the hours that need it.
   *
   * @param build the number of these sums, greater than any before
   * @param coversUntil what was written before that, in milliseconds of the server's clock, is in
   *     the tables; hours that were written later wait
   * @return whether there were any
   */
  static boolean sumUp(Connection connection, long build, long coversUntil) throws SQLException {
    List<Days> due = daysDue(connection, coversUntil);
    if (!due.isEmpty()) {
      forget(connection);
    }
    for (Days days : due) {
      for (String focus : FOCUSES) {
        sumUp(connection, days, focus, build, coversUntil);
      }
      declare(connection, days, build, coversUntil);
    }
    return !due.isEmpty();
  }

  private static List<Days> daysDue(Connection connection, long coversUntil) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SIZES)) {
      statement.setLong(1, coversUntil);
      statement.setLong(2, coversUntil);
      List<Days> due = new ArrayList<>();
      long size = 0;
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          LocalDate day = LocalDate.ofEpochDay(rows.getLong(1));
          size += rows.getLong(2);
          if (due.isEmpty() || size > ROWS_AT_ONCE) {
            due.add(new Days(day, day));
            size = rows.getLong(2);
          } else {
            int last = due.size() - 1;
            due.set(last, new Days(due.get(last).first(), day));
          }
        }
      }
      return due;
    }
  }

  private static void sumUp(
      Connection connection, Days days, String focus, long build, long coversUntil)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SUM_UP)) {
      statement.setLong(1, build);
      statement.setString(2, focus);
      statement.setString(3, days.first() + " 00:00:00");
      statement.setString(4, days.last().plusDays(1) + " 00:00:00");
      statement.setString(5, focus);
      statement.setLong(6, coversUntil);
      statement.execute();
    }
  }

  private static void declare(Connection connection, Days days, long build, long coversUntil)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DECLARE)) {
      statement.setLong(1, build);
      statement.setLong(2, coversUntil);
      statement.setString(3, days.first().toString());
      statement.setString(4, days.last().toString());
      statement.setString(5, days.first().toString());
      statement.setString(6, days.last().toString());
      statement.setLong(7, coversUntil);
      statement.execute();
    }
  }

  private static void forget(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(FORGET);
    }
  }
}

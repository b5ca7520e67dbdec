package io.trustlift.clickhouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps {@code trust.lift_terms}, the hourly sums behind {@code trust.credential_lift}. Hours that
 * are not summed, or have changed since, are computed from the contract tables when asked: how
 * often this runs decides about speed, never about numbers.
 */
public final class LiftTerms {

  /**
   * How long an hour of a live stack must have been left alone. Longer than an insert can take: one
   * that was under way while its hour was summed is seen by its mark, which is as old as its start.
   */
  public static final Duration LIVE_QUIET = Duration.ofMinutes(2);

  private static final List<String> FOCUSES = List.of("type", "kind", "credential");

  private static final String DUE =
      """
      SELECT hour
      FROM trust.lift_hours_touched FINAL
      WHERE touched_at <= fromUnixTimestamp64Milli(?, 'UTC')
          AND hour NOT IN (SELECT hour FROM trust.lift_hours_ready)
      """;

  private static final String SUM_UP =
      """
      INSERT INTO trust.lift_terms
          (hour, build, focus, focus_value, market, mode, stream_id, outcome, exposed_events, baseline_events,
           exposed_ms, baseline_ms, strata, strata_with_events, strata_dropped, mh_exposed, mh_baseline, mh_variance,
           pearson_exposed, pearson_cross, pearson_baseline)
      SELECT hour, ?, ?, focus_value, market, mode, stream_id, outcome, exposed_events, baseline_events,
           exposed_ms, baseline_ms, strata, strata_with_events, strata_dropped, mh_exposed, mh_baseline, mh_variance,
           pearson_exposed, pearson_cross, pearson_baseline
      FROM trust.lift_terms_between(from = ?, to = ?, mode = 'all', focus = ?, lags = [0])
      WHERE hour IN (%s)
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

  private static final String FORGET =
      "ALTER TABLE trust.lift_terms DELETE WHERE build < ?"
          + " AND hour IN (SELECT hour FROM trust.lift_builds WHERE build = ?)";

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
  private record Span(LocalDate first, LocalDate last) {}

  private LiftTerms() {}

  /**
   * Sums up the hours that need it. Only exposure at the very instant of an outcome is summed; what
   * was exposed some time before is asked for rarely, and computed then.
   *
   * @param quiet how long an hour must have been left alone; zero when nothing writes any more
   * @return whether there were any
   */
  public static boolean refresh(Connection connection, Duration quiet) throws SQLException {
    long now = serverTime(connection);
    long coversUntil = now - quiet.toMillis();
    List<Span> spans = spansDue(connection, coversUntil);
    for (Span span : spans) {
      for (String focus : FOCUSES) {
        sumUp(connection, span, focus, now, coversUntil);
      }
      declare(connection, span, now, coversUntil);
    }
    if (!spans.isEmpty()) {
      forget(connection, now);
    }
    return !spans.isEmpty();
  }

  private static long serverTime(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT toUnixTimestamp64Milli(now64(3, 'UTC'))")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<Span> spansDue(Connection connection, long coversUntil) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SIZES)) {
      statement.setLong(1, coversUntil);
      statement.setLong(2, coversUntil);
      List<Span> spans = new ArrayList<>();
      long size = 0;
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          LocalDate day = LocalDate.ofEpochDay(rows.getLong(1));
          size += rows.getLong(2);
          if (spans.isEmpty() || size > ROWS_AT_ONCE) {
            spans.add(new Span(day, day));
            size = rows.getLong(2);
          } else {
            int last = spans.size() - 1;
            spans.set(last, new Span(spans.get(last).first(), day));
          }
        }
      }
      return spans;
    }
  }

  private static void sumUp(
      Connection connection, Span span, String focus, long build, long coversUntil)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SUM_UP)) {
      statement.setLong(1, build);
      statement.setString(2, focus);
      statement.setString(3, span.first() + " 00:00:00");
      statement.setString(4, span.last().plusDays(1) + " 00:00:00");
      statement.setString(5, focus);
      statement.setLong(6, coversUntil);
      statement.execute();
    }
  }

  private static void declare(Connection connection, Span span, long build, long coversUntil)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DECLARE)) {
      statement.setLong(1, build);
      statement.setLong(2, coversUntil);
      statement.setString(3, span.first().toString());
      statement.setString(4, span.last().toString());
      statement.setString(5, span.first().toString());
      statement.setString(6, span.last().toString());
      statement.setLong(7, coversUntil);
      statement.execute();
    }
  }

  private static void forget(Connection connection, long build) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
      statement.setLong(1, build);
      statement.setLong(2, build);
      statement.execute();
    }
  }
}

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
          (hour, build, focus, lag, focus_value, market, mode, stream_id, outcome, exposed_events, baseline_events,
           exposed_ms, baseline_ms, strata, strata_with_events, strata_dropped, mh_exposed, mh_baseline, mh_variance,
           pearson_exposed, pearson_cross, pearson_baseline)
      SELECT hour, ?, ?, lag, focus_value, market, mode, stream_id, outcome, exposed_events, baseline_events,
           exposed_ms, baseline_ms, strata, strata_with_events, strata_dropped, mh_exposed, mh_baseline, mh_variance,
           pearson_exposed, pearson_cross, pearson_baseline
      FROM trust.lift_terms_between(from = ?, to = ?, mode = 'all', focus = ?, lags = [0, 30, 60, 120])
      WHERE hour IN (%s)
      """
          .formatted(DUE);

  /** The lagged sets of an hour's first outcomes may hold what the hour's viewer-time does not. */
  private static final String DECLARE =
      """
      INSERT INTO trust.lift_builds (hour, build, covers_until, credentials)
      SELECT hour, ?, fromUnixTimestamp64Milli(?, 'UTC'), groupUniqArrayArray(shown)
      FROM
      (
          SELECT toStartOfHour(minute) AS hour, arrayConcat(on_screen, recent) AS shown
          FROM trust.exposure_time
          WHERE toDate(minute) = toDate(?)
          UNION ALL
          SELECT
              toStartOfHour(occurred_at) AS hour,
              arrayConcat(on_screen, recent, exposed_30s, exposed_60s, exposed_120s) AS shown
          FROM trust.outcomes
          WHERE toDate(occurred_at) = toDate(?)
      )
      WHERE hour IN (%s)
      GROUP BY hour
      """
          .formatted(DUE);

  private static final String FORGET =
      "ALTER TABLE trust.lift_terms DELETE WHERE toDate(hour) = toDate(?) AND build < ?"
          + " AND hour IN (SELECT hour FROM trust.lift_builds WHERE build = ?)";

  private LiftTerms() {}

  /**
   * Sums up the hours that need it, day by day.
   *
   * @param quiet how long an hour must have been left alone; zero when nothing writes any more
   * @return number of days with such hours
   */
  public static int refresh(Connection connection, Duration quiet) throws SQLException {
    long now = serverTime(connection);
    long coversUntil = now - quiet.toMillis();
    List<LocalDate> days = daysDue(connection, coversUntil);
    for (LocalDate day : days) {
      for (String focus : FOCUSES) {
        sumUp(connection, day, focus, now, coversUntil);
      }
      declare(connection, day, now, coversUntil);
      forget(connection, day, now);
    }
    return days.size();
  }

  private static long serverTime(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT toUnixTimestamp64Milli(now64(3, 'UTC'))")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<LocalDate> daysDue(Connection connection, long coversUntil)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT DISTINCT toInt32(toDate(hour)) AS day FROM (" + DUE + ") ORDER BY day")) {
      statement.setLong(1, coversUntil);
      List<LocalDate> days = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          days.add(LocalDate.ofEpochDay(rows.getLong(1)));
        }
      }
      return days;
    }
  }

  private static void sumUp(
      Connection connection, LocalDate day, String focus, long build, long coversUntil)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SUM_UP)) {
      statement.setLong(1, build);
      statement.setString(2, focus);
      statement.setString(3, day + " 00:00:00");
      statement.setString(4, day.plusDays(1) + " 00:00:00");
      statement.setString(5, focus);
      statement.setLong(6, coversUntil);
      statement.execute();
    }
  }

  private static void declare(Connection connection, LocalDate day, long build, long coversUntil)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DECLARE)) {
      statement.setLong(1, build);
      statement.setLong(2, coversUntil);
      statement.setString(3, day.toString());
      statement.setString(4, day.toString());
      statement.setLong(5, coversUntil);
      statement.execute();
    }
  }

  private static void forget(Connection connection, LocalDate day, long build) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
      statement.setString(1, day.toString());
      statement.setLong(2, build);
      statement.setLong(3, build);
      statement.execute();
    }
  }
}

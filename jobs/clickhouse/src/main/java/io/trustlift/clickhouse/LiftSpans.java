package io.trustlift.clickhouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Pools the hourly sums of whole streams in {@code trust.lift_span_terms}. A stream is a cluster,
 * so what the estimator needs of one that lies wholly inside a range can be added up ahead, squares
 * and products included. Streams are pooled with those that have their first and their last
 * viewer-time in the same hours, and on the same days.
 */
final class LiftSpans {

  /** Streams all of whose hours are summed, and that have rested, where they are not pooled yet. */
  private static final String FIND =
      """
      INSERT INTO trust.lift_spans_due
          (mode, grain, starts_at, ends_at, build, covers_until, catalogue_until, streams, credentials)
      WITH
          lives AS
          (
              SELECT
                  arrayJoin([toString(touched.mode), 'all']) AS mode,
                  touched.stream_id AS stream_id,
                  min(touched.hour) AS first_hour,
                  max(touched.hour) AS last_hour,
                  min(builds.covers_until) AS catalogue_until,
                  groupUniqArrayArray(builds.credentials) AS credentials
              FROM (SELECT hour, stream_id, mode, touched_at FROM trust.lift_touched FINAL WHERE stream_id != '') AS touched
              LEFT JOIN (SELECT hour, covers_until, credentials FROM trust.lift_builds FINAL) AS builds
                  ON builds.hour = touched.hour
              GROUP BY mode, stream_id
              HAVING max(touched.touched_at) <= fromUnixTimestamp64Milli(?, 'UTC')
                  AND NOT max(touched.touched_at > builds.covers_until)
          )
      SELECT
          mode,
          grain,
          if(grain = 'day', toStartOfDay(first_hour), first_hour) AS starts_at,
          if(grain = 'day', toStartOfDay(last_hour) + INTERVAL 1 DAY, last_hour + INTERVAL 1 HOUR) AS ends_at,
          ? AS build,
          fromUnixTimestamp64Milli(?, 'UTC') AS covers_until,
          min(lives.catalogue_until) AS catalogue_until,
          arraySort(groupArray(stream_id)) AS streams,
          groupUniqArrayArray(lives.credentials) AS credentials
      FROM lives
      ARRAY JOIN ['hour', 'day'] AS grain
      GROUP BY mode, grain, starts_at, ends_at
      HAVING (mode, grain, starts_at, ends_at, streams) NOT IN
          (SELECT mode, grain, starts_at, ends_at, streams FROM trust.lift_spans_ready)
      """;

  private static final String DAYS_DUE =
      """
      SELECT
          mode,
          toInt32(toDate(starts_at)) AS first_day,
          toInt32(toDate(max(ends_at) - 1)) AS last_day
      FROM trust.lift_spans_due
      WHERE build = ?
      GROUP BY mode, toDate(starts_at)
      ORDER BY mode, first_day
      """;

  private static final String SUM_UP =
      """
      INSERT INTO trust.lift_span_terms
          (mode, grain, starts_at, ends_at, build, focus, focus_value, market, outcome, terms)
      WITH
          spans AS
          (
              SELECT mode, grain, starts_at, ends_at, build, arrayJoin(streams) AS stream_id
              FROM trust.lift_spans_due
              WHERE build = ? AND mode = ? AND toDate(starts_at) = toDate(?)
          ),
          streams AS
          (
              SELECT
                  any(sums.focus) AS focus,
                  any(sums.focus_value) AS focus_value,
                  any(sums.market) AS market,
                  any(sums.outcome) AS outcome,
                  any(sums.stream_id) AS stream_id,
                  tlStreamTerms(sumForEach(sums.terms)) AS terms
              FROM trust.lift_terms AS sums
              WHERE sums.hour >= toDateTime(?, 'UTC')
                  AND sums.hour < toDateTime(?, 'UTC')
                  AND (? = 'all' OR sums.mode = ?)
                  AND (sums.hour, sums.build) IN (SELECT hour, build FROM trust.lift_builds FINAL)
                  AND sums.stream_id IN (SELECT stream_id FROM spans)
              GROUP BY sipHash128(sums.focus, sums.focus_value, sums.market, sums.outcome, sums.stream_id)
          )
      SELECT mode, grain, starts_at, ends_at, build, focus, focus_value, market, outcome, sumForEach(streams.terms) AS terms
      FROM streams
      INNER JOIN spans ON spans.stream_id = streams.stream_id
      GROUP BY mode, grain, starts_at, ends_at, build, focus, focus_value, market, outcome
      """;

  /** What is removed has been of no use for so long that no query or refresh may still need it. */
  private static final List<String> FORGET =
      List.of(
          """
          DELETE FROM trust.lift_spans
          WHERE (mode, grain, starts_at, ends_at) IN
              (SELECT mode, grain, starts_at, ends_at FROM trust.lift_spans_broken
              WHERE broken_at < now64(3, 'UTC') - INTERVAL 10 MINUTE)
          """,
          """
          DELETE FROM trust.lift_span_terms
          WHERE build < toUnixTimestamp64Milli(now64(3) - INTERVAL 1 HOUR)
              AND (mode, grain, starts_at, ends_at, build) NOT IN
                  (SELECT mode, grain, starts_at, ends_at, build FROM trust.lift_spans FINAL)
          """,
          """
          DELETE FROM trust.lift_spans_due
          WHERE build < toUnixTimestamp64Milli(now64(3) - INTERVAL 1 HOUR)
          """);

  private static final String DECLARE =
      "INSERT INTO trust.lift_spans SELECT * FROM trust.lift_spans_due WHERE build = ?";

  /** Spans that are summed up together: those of one mode that begin on one day. */
  private record Days(String mode, LocalDate first, LocalDate last) {}

  private LiftSpans() {}

  /**
   * Pools the streams that need it.
   *
   * @param build the number of these sums, greater than any before
   * @param coversUntil what was written before that, in milliseconds of the server's clock, is in
   *     the tables; streams that were written later wait
   * @return whether there were any
   */
  static boolean pool(Connection connection, long build, long coversUntil) throws SQLException {
    find(connection, build, coversUntil);
    List<Days> due = daysDue(connection, build);
    if (!due.isEmpty()) {
      forget(connection);
      for (Days days : due) {
        sumUp(connection, build, days);
      }
      declare(connection, build);
    }
    return !due.isEmpty();
  }

  private static void find(Connection connection, long build, long coversUntil)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setLong(1, coversUntil);
      statement.setLong(2, build);
      statement.setLong(3, coversUntil);
      statement.execute();
    }
  }

  private static List<Days> daysDue(Connection connection, long build) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DAYS_DUE)) {
      statement.setLong(1, build);
      List<Days> due = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          due.add(
              new Days(
                  rows.getString(1),
                  LocalDate.ofEpochDay(rows.getLong(2)),
                  LocalDate.ofEpochDay(rows.getLong(3))));
        }
      }
      return due;
    }
  }

  private static void sumUp(Connection connection, long build, Days days) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SUM_UP)) {
      statement.setLong(1, build);
      statement.setString(2, days.mode());
      statement.setString(3, days.first().toString());
      statement.setString(4, days.first() + " 00:00:00");
      statement.setString(5, days.last().plusDays(1) + " 00:00:00");
      statement.setString(6, days.mode());
      statement.setString(7, days.mode());
      statement.execute();
    }
  }

  private static void declare(Connection connection, long build) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DECLARE)) {
      statement.setLong(1, build);
      statement.execute();
    }
  }

  private static void forget(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : FORGET) {
        statement.execute(sql);
      }
    }
  }
}

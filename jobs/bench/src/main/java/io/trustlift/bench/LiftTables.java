package io.trustlift.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Contract tables of some days with 21 rooms on air at any time, each for an hour, in six markets
 * and four states: 504 rows of viewer-time a minute, 20.3 million in four weeks. They are made in
 * ClickHouse, since only their size and shape matter here.
 */
final class LiftTables {

  private static final int ROWS_PER_DAY = 504 * 24 * 60;

  private static final String CREDENTIALS =
      """
      INSERT INTO trust.credentials_versions (credential_id, event_id, event_time, type, kind, title, status)
      SELECT
          concat('c', toString(number)), 'e', '2026-01-01 00:00:00',
          ['authority', 'social_proof', 'live_demonstration', 'interaction'][number % 4 + 1],
          concat('kind', toString(number % 16)), 'title', 'active'
      FROM numbers(40)
      """;

  /**
   * For three minutes a room shows something, or nothing; its viewers differ in what they saw
   * before.
   */
  private static final String EXPOSURE_TIME =
      """
      INSERT INTO trust.exposure_time_versions (minute, stream_id, mode, market, on_screen, recent, viewer_ms)
      WITH
          number % 4 AS state,
          intDiv(number, 4) % 6 AS market_index,
          intDiv(number, 24) % 21 AS room,
          intDiv(number, 504) AS minute_index,
          concat('s', toString(intDiv(minute_index, 60)), '-', toString(room)) AS stream,
          cityHash64(stream, intDiv(minute_index, 3)) AS now_shown,
          cityHash64(stream, intDiv(minute_index, 3) - 1) AS shown_before
      SELECT
          toDateTime('2026-06-01 00:00:00', 'UTC') + 60 * minute_index,
          stream,
          if(room % 7 = 0, 'replay', 'live'),
          ['US', 'DE', 'SE', 'SG', 'JP', 'AU'][market_index + 1],
          if(now_shown % 5 < 2, [concat('c', toString(now_shown % 40))], []),
          arraySort(arrayMap(i -> concat('c', toString((shown_before + 7 * i) % 40)), range(state))),
          1 + cityHash64(number) % 600000
      FROM numbers(?, ?)
      """;

  private static final String OUTCOMES =
      """
      INSERT INTO trust.outcomes_versions
          (outcome_id, kind, occurred_at, viewer_id, market, stream_id, visit_id, mode, on_screen, recent, seen, exposed_30s,
           exposed_60s, exposed_120s, attribution, status, paid, amount, currency, version)
      SELECT
          concat('o', toString(cityHash64(stream_id, minute, market, on_screen, recent))), if(viewer_ms % 3 = 0, 'order', 'inquiry'),
          toDateTime64(minute, 3, 'UTC') + viewer_ms % 60, 'v', market, stream_id, 'visit', mode, on_screen, recent, [],
          arraySort(arrayDistinct(arrayConcat(on_screen, recent))), on_screen, recent, 'in_visit', 'paid', 1, 10, 'EUR', 1
      FROM trust.exposure_time_versions
      WHERE cityHash64(viewer_ms, stream_id, minute) % 10 = 0
      """;

  private LiftTables() {}

  /**
   * Fills the tables from 1 June 2026 on.
   *
   * @return rows of {@code exposure_time}
   */
  static long fill(Connection connection, int days) throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement exposure = connection.prepareStatement(EXPOSURE_TIME)) {
      statement.execute(CREDENTIALS);
      for (int day = 0; day < days; day++) {
        exposure.setLong(1, (long) day * ROWS_PER_DAY);
        exposure.setLong(2, ROWS_PER_DAY);
        exposure.execute();
      }
      statement.execute(OUTCOMES);
      try (ResultSet count = statement.executeQuery("SELECT count() FROM trust.exposure_time")) {
        count.next();
        return count.getLong(1);
      }
    }
  }
}

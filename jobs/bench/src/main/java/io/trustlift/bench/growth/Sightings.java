package io.trustlift.bench.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;

/** Looks at the table of outcomes again and again, and notes when each is there. */
final class Sightings {

  private static final long EVERY = 50;

  /** Further back nothing new is looked for. */
  private static final int REACH_SECONDS = 60;

  private static final String RECENT =
      """
      SELECT outcome_id, toUnixTimestamp64Milli(occurred_at)
      FROM trust.outcomes_versions
      WHERE occurred_at > now64(3) - INTERVAL ? SECOND
      """;

  private Sightings() {}

  /**
   * Looks for so many milliseconds.
   *
   * @return of each outcome that came meanwhile, the milliseconds from when it occurred to when it
   *     was seen
   */
  static long[] watch(Connection connection, long milliseconds)
      throws SQLException, InterruptedException {
    Set<String> known = new HashSet<>();
    LongStream.Builder delays = LongStream.builder();
    try (PreparedStatement recent = connection.prepareStatement(RECENT)) {
      recent.setInt(1, REACH_SECONDS);
      look(recent, known, LongStream.builder()); // what is there already is not looked for
      long end = System.currentTimeMillis() + milliseconds;
      while (System.currentTimeMillis() < end) {
        look(recent, known, delays);
        Thread.sleep(EVERY);
      }
    }
    return delays.build().toArray();
  }

  private static void look(PreparedStatement recent, Set<String> known, LongStream.Builder delays)
      throws SQLException {
    try (ResultSet rows = recent.executeQuery()) {
      long now = System.currentTimeMillis();
      while (rows.next()) {
        if (known.add(rows.getString(1))) {
          delays.add(now - rows.getLong(2));
        }
      }
    }
  }
}

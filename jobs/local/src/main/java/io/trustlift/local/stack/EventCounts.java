package io.trustlift.local.stack;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many records came to which end.
 *
 * @param byReason rejected records by reason
 */
public record EventCounts(
    long read,
    long used,
    long duplicate,
    long bot,
    long rejected,
    long erased,
    Map<String, Long> byReason) {

  private static final String SQL =
      """
      SELECT disposition, reason, toInt64(sum(events)) AS events
      FROM trust.event_counts
      GROUP BY disposition, reason
      ORDER BY disposition, reason
      """;

  /** As the table says now. */
  public static EventCounts of(Connection connection) throws SQLException {
    Map<String, Long> ends = new LinkedHashMap<>();
    Map<String, Long> byReason = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SQL)) {
      while (rows.next()) {
        ends.merge(rows.getString(1), rows.getLong(3), Long::sum);
        if (!rows.getString(2).isEmpty()) {
          byReason.put(rows.getString(2), rows.getLong(3));
        }
      }
    }
    return new EventCounts(
        ends.getOrDefault("read", 0L),
        ends.getOrDefault("used", 0L),
        ends.getOrDefault("duplicate", 0L),
        ends.getOrDefault("bot", 0L),
        ends.getOrDefault("rejected", 0L),
        ends.getOrDefault("erased", 0L),
        byReason);
  }

  /** Whether every record that was read came to an end, and to one only. */
  public boolean addUp() {
    return read == used + duplicate + bot + rejected + erased;
  }

  @Override
  public String toString() {
    return String.format(
        "%,d read = %,d used + %,d duplicate + %,d bot + %,d rejected%s%s",
        read,
        used,
        duplicate,
        bot,
        rejected,
        byReason.isEmpty() ? "" : " " + byReason,
        erased == 0 ? "" : String.format(" + %,d erased", erased));
  }
}

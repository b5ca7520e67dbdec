package io.trustlift.local.stack;

import io.trustlift.model.ViewerHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds and deletes the rows of one viewer in all tables. */
final class ErasedRows {

  /** Tables with a column {@code viewer_id}. */
  private static final List<String> OF_VIEWERS =
      List.of(
          "visits_versions",
          "outcomes_versions",
          "replies_versions",
          "experiment_assignments_versions",
          "experiment_triggers_versions");

  private static final String NOW_SETTINGS = " SETTINGS mutations_sync = 2";

  private final Connection connection;
  private final String id;

  /**
   * The rows of a viewer.
   *
   * @param id as it stands behind the source
   */
  ErasedRows(Connection connection, String id) {
    this.connection = connection;
    this.id = id;
  }

  /**
   * How many rows of each table name the viewer, in any column of text, in any version of a row.
   */
  Map<String, Long> count() throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    for (Map.Entry<String, List<String>> table : textColumns().entrySet()) {
      String sql =
          "SELECT count() FROM trust.`%s` WHERE %s"
              .formatted(
                  table.getKey(),
                  String.join(" OR ", table.getValue().stream().map(ErasedRows::names).toList()));
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        for (int i = 0; i < table.getValue().size(); i++) {
          bindName(statement, 2 * i + 1);
        }
        try (ResultSet count = statement.executeQuery()) {
          count.next();
          rows.put(table.getKey(), count.getLong(1));
        }
      }
    }
    return rows;
  }

  private Map<String, List<String>> textColumns() throws SQLException {
    Map<String, List<String>> columns = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                """
                SELECT c.table, if(startsWith(c.type, 'Array'), 'arrayStringConcat(`' || c.name || '`, \\'|\\')', '`' || c.name || '`')
                FROM system.columns AS c
                INNER JOIN system.tables AS t ON t.database = c.database AND t.name = c.table
                WHERE c.database = 'trust' AND c.type LIKE '%String%' AND t.engine LIKE '%MergeTree'
                ORDER BY c.table, c.position
                """)) {
      while (found.next()) {
        columns
            .computeIfAbsent(found.getString(1), any -> new ArrayList<>())
            .add(found.getString(2));
      }
    }
    return columns;
  }

  /** Whether a text names the viewer: as a word of its own, for one id may begin another. */
  private static String names(String text) {
    return "(position(%1$s, ?) > 0 AND match(%1$s, ?))".formatted(text);
  }

  private void bindName(PreparedStatement statement, int index) throws SQLException {
    statement.setString(index, id);
    statement.setString(index + 1, "(^|[^0-9A-Za-z_-])" + literally(id) + "($|[^0-9A-Za-z_-])");
  }

  private static String literally(String id) {
    return id.replaceAll("[^0-9A-Za-z\\x{80}-\\x{10FFFF}]", "\\\\$0");
  }

  /** Deletes them, on disk too, and returns when they are gone. */
  void delete() throws SQLException {
    List<Hour> hours = hoursOfOutcomes();
    for (String table : OF_VIEWERS) {
      execute("ALTER TABLE trust." + table + " DELETE WHERE viewer_id = ?" + NOW_SETTINGS);
    }
    String letters =
        "ALTER TABLE trust.rejected_events_versions DELETE WHERE "
            + names("payload")
            + " OR "
            + names("key")
            + NOW_SETTINGS;
    try (PreparedStatement statement = connection.prepareStatement(letters)) {
      bindName(statement, 1);
      bindName(statement, 3);
      statement.execute();
    }
    touch(hours);
  }

  /** What the sums behind lifts are kept by; the start of the hour is in seconds since 1970. */
  private record Hour(long start, String streamId, String mode) {}

  private List<Hour> hoursOfOutcomes() throws SQLException {
    List<Hour> hours = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT DISTINCT
                toUnixTimestamp(toStartOfHour(occurred_at)),
                if(attribution = 'in_visit', stream_id, ''),
                if(attribution = 'in_visit', mode, '')
            FROM trust.outcomes_versions
            WHERE viewer_id = ?
            """)) {
      statement.setString(1, id);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          hours.add(new Hour(found.getLong(1), found.getString(2), found.getString(3)));
        }
      }
    }
    return hours;
  }

  /**
   * Voids the sums behind lifts that the deleted outcomes are in. Only now: a sum that is made
   * between a mark and the deletion would count as new.
   */
  private void touch(List<Hour> hours) throws SQLException {
    if (hours.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO trust.lift_touched (hour, stream_id, mode, touched_at) VALUES (?, ?, ?, ?)")) {
      for (Hour hour : hours) {
        insert.setLong(1, hour.start());
        insert.setString(2, hour.streamId());
        insert.setString(3, hour.mode());
        insert.setLong(4, System.currentTimeMillis());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void execute(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, id);
      statement.execute();
    }
  }

  /** Whether the job has forgotten the viewer as of an instant, epoch milliseconds, or later. */
  boolean isInLedger(long erasedAt) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT count() FROM trust.erasures_versions WHERE viewer_hash = ? AND erased_at >= fromUnixTimestamp64Milli(?)")) {
      statement.setString(1, ViewerHash.of(id));
      statement.setLong(2, erasedAt);
      try (ResultSet count = statement.executeQuery()) {
        count.next();
        return count.getLong(1) > 0;
      }
    }
  }
}

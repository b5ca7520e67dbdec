package io.trustlift.local.redrive;

import io.trustlift.model.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ledger {@code trust.redrives}. Every value is bound. */
final class RedriveLedger {

  /** Hashes asked for at once: a query's text is not to be longer than a server takes. */
  private static final int AT_ONCE = 1_000;

  private static final String INSERT =
      "INSERT INTO trust.redrives_versions (topic, partition, offset, redrive_id, state, event_hash, ends_before,"
          + " sent_partition, sent_offset, written_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final Connection connection;

  RedriveLedger(Connection connection) {
    this.connection = connection;
  }

  /** Writes rows; they are on disk when it returns. */
  void write(List<LedgerRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (LedgerRow row : rows) {
        insert.setString(1, row.letter().topic().topicName());
        insert.setInt(2, row.letter().partition());
        insert.setLong(3, row.letter().offset());
        insert.setString(4, row.redriveId());
        insert.setString(5, row.state().text());
        insert.setString(6, row.eventHash());
        insert.setObject(7, row.endsBefore());
        insert.setInt(8, row.sentPartition());
        insert.setLong(9, row.sentOffset());
        insert.setLong(10, System.currentTimeMillis());
        insert.setInt(11, row.state().version());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Those of which it is not known whether they were sent. */
  List<LedgerRow> inDoubt() throws SQLException {
    List<LedgerRow> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT topic, partition, offset, redrive_id, event_hash, arrayStringConcat(ends_before, ',')"
                    + " FROM trust.redrives WHERE state = 'sending' ORDER BY topic, partition, offset")) {
      while (found.next()) {
        rows.add(
            new LedgerRow(
                new Position(Topic.ofName(found.getString(1)), found.getInt(2), found.getLong(3)),
                found.getString(4),
                LedgerRow.State.SENDING,
                found.getString(5),
                numbers(found.getString(6)),
                0,
                0));
      }
    }
    return rows;
  }

  private static List<Long> numbers(String text) {
    return text.isEmpty() ? List.of() : Arrays.stream(text.split(",")).map(Long::valueOf).toList();
  }

  /**
   * With which dead letter each of these events was sent. One that was rejected again does not
   * count: it was not used, and a later repair of it may be.
   */
  Map<String, Position> sentEvents(List<String> hashes) throws SQLException {
    Map<String, Position> sent = new HashMap<>();
    String sql =
        "SELECT event_hash, topic, partition, offset FROM trust.redrives"
            + " WHERE state IN ('sending', 'sent') AND has(?, event_hash)"
            + " AND NOT (state = 'sent' AND (topic, sent_partition, sent_offset)"
            + " IN (SELECT topic, partition, offset FROM trust.rejected_events_versions))";
    for (int from = 0; from < hashes.size(); from += AT_ONCE) {
      List<String> some = hashes.subList(from, Math.min(from + AT_ONCE, hashes.size()));
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setObject(1, some);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            sent.put(
                rows.getString(1),
                new Position(Topic.ofName(rows.getString(2)), rows.getInt(3), rows.getLong(4)));
          }
        }
      }
    }
    return sent;
  }
}

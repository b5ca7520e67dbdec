package io.trustlift.local.redrive;

import io.trustlift.model.Reason;
import io.trustlift.model.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code trust.dead_letters}. Every value is bound, none gets into a query's text. */
public final class DeadLetterTable {

  /** Offsets asked for at once: a query's text is not to be longer than a server takes. */
  private static final int AT_ONCE = 1_000;

  // Key and payload are any bytes, which the driver would take for UTF-8.
  private static final String LETTERS =
      "SELECT topic, partition, offset, reason, detail, hex(key), hex(payload), status FROM trust.dead_letters";

  private static final String SELECTED =
      " WHERE reason = ? AND (? = '' OR topic = ?)"
          + " AND rejected_at >= fromUnixTimestamp64Milli(?) AND rejected_at < fromUnixTimestamp64Milli(?)";

  private final Connection connection;

  public DeadLetterTable(Connection connection) {
    this.connection = connection;
  }

  /** Those that wait, by topic, partition and offset. */
  public List<DeadLetter> waiting(Selection selection) throws SQLException {
    String sql =
        LETTERS + SELECTED + " AND status = 'waiting' ORDER BY topic, partition, offset LIMIT ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, selection);
      statement.setInt(6, selection.limit());
      return letters(statement);
    }
  }

  /** How many there are of each status, whatever the limit. */
  public Map<DeadLetter.Status, Long> statuses(Selection selection) throws SQLException {
    Map<DeadLetter.Status, Long> counts = new EnumMap<>(DeadLetter.Status.class);
    String sql = "SELECT status, count() FROM trust.dead_letters" + SELECTED + " GROUP BY status";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, selection);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          counts.put(DeadLetter.Status.of(rows.getString(1)), rows.getLong(2));
        }
      }
    }
    return counts;
  }

  private static void bind(PreparedStatement statement, Selection selection) throws SQLException {
    String topic = selection.topic().map(Topic::topicName).orElse("");
    statement.setString(1, selection.reason().text());
    statement.setString(2, topic);
    statement.setString(3, topic);
    statement.setLong(4, selection.since().toEpochMilli());
    statement.setLong(5, selection.until().toEpochMilli());
  }

  /** Those at certain positions, whatever their status; where none stands there is none. */
  public Map<Position, DeadLetter> at(Collection<Position> positions) throws SQLException {
    Map<Position, DeadLetter> found = new HashMap<>();
    Map<Topic, Map<Integer, List<Long>>> offsets = new EnumMap<>(Topic.class);
    for (Position position : positions) {
      offsets
          .computeIfAbsent(position.topic(), any -> new TreeMap<>())
          .computeIfAbsent(position.partition(), any -> new ArrayList<>())
          .add(position.offset());
    }
    for (Map.Entry<Topic, Map<Integer, List<Long>>> topic : offsets.entrySet()) {
      for (Map.Entry<Integer, List<Long>> partition : topic.getValue().entrySet()) {
        List<Long> all = partition.getValue();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
          List<Long> some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
          at(topic.getKey(), partition.getKey(), some)
              .forEach(letter -> found.put(letter.position(), letter));
        }
      }
    }
    return found;
  }

  private List<DeadLetter> at(Topic topic, int partition, List<Long> offsets) throws SQLException {
    String sql = LETTERS + " WHERE topic = ? AND partition = ? AND has(?, offset)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, topic.topicName());
      statement.setInt(2, partition);
      statement.setObject(3, offsets);
      return letters(statement);
    }
  }

  private static List<DeadLetter> letters(PreparedStatement statement) throws SQLException {
    List<DeadLetter> letters = new ArrayList<>();
    HexFormat hex = HexFormat.of();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        letters.add(
            new DeadLetter(
                new Position(Topic.ofName(rows.getString(1)), rows.getInt(2), rows.getLong(3)),
                reason(rows.getString(4)),
                rows.getString(5),
                hex.parseHex(rows.getString(6)),
                hex.parseHex(rows.getString(7)),
                DeadLetter.Status.of(rows.getString(8))));
      }
    }
    return letters;
  }

  private static Reason reason(String text) {
    return Arrays.stream(Reason.values())
        .filter(reason -> reason.text().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Not a reason: " + text));
  }
}

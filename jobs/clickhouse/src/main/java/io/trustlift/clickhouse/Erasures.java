package io.trustlift.clickhouse;

import io.trustlift.model.row.ErasureRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ledger of erased viewers, {@code trust.erasures}. */
public final class Erasures {

  private Erasures() {}

  /** Up to when each viewer's events count for nothing, epoch milliseconds by the viewer's hash. */
  public static Map<String, Long> read(Connection connection) throws SQLException {
    Map<String, Long> erasedAt = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT viewer_hash, toUnixTimestamp64Milli(erased_at) FROM trust.erasures")) {
      while (rows.next()) {
        erasedAt.put(rows.getString(1), rows.getLong(2));
      }
    }
    return erasedAt;
  }

  /** Adds a viewer to the ledger. */
  public static void write(Connection connection, ErasureRow row) throws SQLException {
    RowInsert.prepare(connection, RowWriters.ERASURES).send(List.of(row));
  }
}

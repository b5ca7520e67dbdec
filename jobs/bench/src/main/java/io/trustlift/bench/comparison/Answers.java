package io.trustlift.bench.comparison;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** Answers that come out of ClickHouse. */
final class Answers {

  private Answers() {}

  /**
   * The cells of a query.
   *
   * @param sql gives measure, minute in epoch milliseconds, market, credential, and amount
   */
  static Map<Cell, Long> read(Connection connection, String sql) throws SQLException {
    Map<Cell, Long> cells = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        if (rows.getLong(5) != 0) {
          Cell cell =
              new Cell(rows.getString(1), rows.getLong(2), rows.getString(3), rows.getString(4));
          cells.merge(cell, rows.getLong(5), Long::sum);
        }
      }
    }
    return cells;
  }
}

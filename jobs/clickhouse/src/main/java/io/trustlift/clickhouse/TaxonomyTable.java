package io.trustlift.clickhouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * Fills {@code trust.taxonomy} from its CSV file. Readers see the old content or the new, never a
 * part.
 */
final class TaxonomyTable {

  private static final String INSERT =
      """
      INSERT INTO trust.taxonomy_loading
      (type, kind, example, section, scope, scheme, valid_markets, expected_markets, expected_pull)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

  private TaxonomyTable() {}

  static void load(Connection connection, String csv) throws SQLException {
    List<Map<String, String>> rows = CsvTable.rows(csv);
    try (Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE TABLE trust.taxonomy_loading");
      try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
        for (Map<String, String> row : rows) {
          insert.setString(1, row.get("type"));
          insert.setString(2, row.get("kind"));
          insert.setString(3, row.get("example"));
          insert.setString(4, row.get("section"));
          insert.setString(5, row.get("scope"));
          insert.setString(6, row.get("scheme"));
          insert.setObject(7, markets(row.get("valid_markets")));
          insert.setObject(8, markets(row.get("expected_markets")));
          insert.setString(9, row.get("expected_pull"));
          insert.addBatch();
        }
        insert.executeBatch();
      }
      statement.execute(
          "ALTER TABLE trust.taxonomy REPLACE PARTITION tuple() FROM trust.taxonomy_loading");
    }
  }

  private static List<String> markets(String field) {
    return field.isEmpty() ? List.of() : List.of(field.split("\\|"));
  }
}

package io.trustlift.clickhouse;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fills a table of reference data from its CSV file, {@code sql/reference/<table>.csv}, whose first
 * line names columns of the table; what goes into an array is parted by {@code |}. Readers see the
 * old content or the new, never a part.
 */
final class ReferenceTable {

  /** A line with more or fewer fields than the first is a mistake, not an empty field. */
  private static final ObjectReader CSV =
      new CsvMapper()
          .enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS)
          .enable(CsvParser.Feature.FAIL_ON_MISSING_HEADER_COLUMNS)
          .readerForMapOf(String.class)
          .with(CsvSchema.emptySchema().withHeader());

  private ReferenceTable() {}

  /**
   * Puts the content of the file in place of the table's, by way of {@code trust.<table>_loading}.
   *
   * @param table name of a table in {@code trust}
   */
  static void load(Connection connection, String table, String csv) throws SQLException {
    List<Map<String, String>> rows = rows(csv);
    String loading = "trust." + table + "_loading";
    try (Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE TABLE " + loading);
      if (!rows.isEmpty()) {
        insert(connection, table, loading, rows);
      }
      statement.execute(
          "ALTER TABLE trust." + table + " REPLACE PARTITION tuple() FROM " + loading);
    }
  }

  /** The lines after the first as maps from the names in the first line. */
  static List<Map<String, String>> rows(String csv) {
    try (MappingIterator<Map<String, String>> lines = CSV.readValues(csv)) {
      return lines.readAll();
    } catch (IOException e) {
      throw new IllegalArgumentException("no table of reference data: " + e.getMessage(), e);
    }
  }

  private static void insert(
      Connection connection, String table, String loading, List<Map<String, String>> rows)
      throws SQLException {
    List<String> columns = rows.get(0).keySet().stream().sorted().toList();
    Set<String> arrays = arrayColumns(connection, table);
    String sql =
        "INSERT INTO %s (%s) VALUES (%s)"
            .formatted(
                loading,
                String.join(", ", columns),
                String.join(", ", Collections.nCopies(columns.size(), "?")));
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (Map<String, String> row : rows) {
        for (int i = 0; i < columns.size(); i++) {
          String field = row.get(columns.get(i));
          if (arrays.contains(columns.get(i))) {
            insert.setObject(i + 1, field.isEmpty() ? List.of() : List.of(field.split("\\|")));
          } else {
            insert.setString(i + 1, field);
          }
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static Set<String> arrayColumns(Connection connection, String table) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT name FROM system.columns WHERE database = 'trust' AND table = ? AND type LIKE 'Array%'")) {
      statement.setString(1, table);
      Set<String> names = new HashSet<>();
      try (ResultSet columns = statement.executeQuery()) {
        while (columns.next()) {
          names.add(columns.getString(1));
        }
      }
      return names;
    }
  }
}

package io.trustlift.local.chaos;

import io.trustlift.local.stack.ClickHouseHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of every table that the job writes, as text: what a reader sees, with all columns but
 * the wall clocks of writing and the note whether a row of an outcome was written before, which
 * depend on when things were read and not on what.
 */
record TableRows(Map<String, List<String>> byTable) {

  private static final String TABLES =
      """
      SELECT name FROM system.tables
      WHERE database = 'trust' AND endsWith(name, '_versions') AND startsWith(engine, 'Replacing')
        AND name NOT IN ('fx_rates_versions', 'settings_versions')
      """;

  static TableRows of(int clickHousePort) throws IOException {
    ClickHouseHttp clickHouse = new ClickHouseHttp(clickHousePort);
    Map<String, List<String>> tables = new TreeMap<>();
    for (String table : lines(clickHouse, TABLES, "TSV")) {
      String sql =
          "SELECT * EXCEPT '^(rejected_at|recorded_at|revision)$' FROM trust." + table + " FINAL";
      List<String> rows = new ArrayList<>(lines(clickHouse, sql, "JSONEachRow"));
      rows.sort(null);
      tables.put(table.replace("_versions", ""), rows);
    }
    return new TableRows(tables);
  }

  private static List<String> lines(ClickHouseHttp clickHouse, String sql, String format)
      throws IOException {
    try (var in = clickHouse.query(sql, format, Map.of())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  long size() {
    return byTable.values().stream().mapToLong(List::size).sum();
  }

  /** Rows that stand on one side only, or more often there; with the table before each. */
  List<String> differencesTo(TableRows others) {
    List<String> differences = new ArrayList<>();
    byTable.forEach(
        (table, rows) -> {
          Map<String, Integer> counts = new HashMap<>();
          rows.forEach(row -> counts.merge(row, 1, Integer::sum));
          others
              .byTable()
              .getOrDefault(table, List.of())
              .forEach(row -> counts.merge(row, -1, Integer::sum));
          counts.forEach(
              (row, count) -> {
                if (count != 0) {
                  differences.add(table + (count > 0 ? " has too much: " : " lacks: ") + row);
                }
              });
        });
    differences.sort(null);
    return differences;
  }
}

package io.trustlift.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares tables as multisets of rows, on the columns that the expected rows have; {@code
 * viewer_ms} is summed over any further key columns.
 */
public final class TablesDiff {
  private static final int SHOWN_ROWS = 10;
  private static final int SHOWN_CHARACTERS = 1_000;
  private static final String SUMMED = "viewer_ms";

  private TablesDiff() {}

  /** A report of what is missing and what is surplus, empty if the tables are equal. */
  public static String between(Tables expected, Tables actual) {
    return between(expected, actual, Tables.NAMES);
  }

  /** The same for some of the tables. */
  public static String between(Tables expected, Tables actual, List<String> tables) {
    StringBuilder report = new StringBuilder();
    for (String table : tables) {
      report.append(between(table, expected.rows(table), actual.rows(table)));
    }
    return report.toString();
  }

  private static String between(
      String table, List<Map<String, Object>> expected, List<Map<String, Object>> actual) {
    Set<String> columns = new TreeSet<>();
    (expected.isEmpty() ? actual : expected).forEach(row -> columns.addAll(row.keySet()));
    Map<Map<String, Object>, Long> difference = new LinkedHashMap<>();
    multiset(expected, columns).forEach((row, n) -> difference.merge(row, n, Long::sum));
    multiset(actual, columns).forEach((row, n) -> difference.merge(row, -n, Long::sum));

    List<String> missing = new ArrayList<>();
    List<String> surplus = new ArrayList<>();
    difference.forEach((row, n) -> (n > 0 ? missing : surplus).addAll(repeated(row, n)));
    missing.sort(CodePoints.ORDER);
    surplus.sort(CodePoints.ORDER);
    if (missing.isEmpty() && surplus.isEmpty()) {
      return "";
    }
    return "%s: %d rows expected, %d found%n%s%s"
        .formatted(
            table,
            expected.size(),
            actual.size(),
            list("missing", missing),
            list("surplus", surplus));
  }

  private static List<String> repeated(Map<String, Object> row, long n) {
    List<String> rows = new ArrayList<>();
    for (long i = 0; i < Math.abs(n); i++) {
      rows.add(Rows.text(row));
    }
    return rows;
  }

  /** How often each row occurs, after the sums over further key columns. */
  private static Map<Map<String, Object>, Long> multiset(
      List<Map<String, Object>> rows, Set<String> columns) {
    List<Map<String, Object>> cut = rows.stream().map(row -> cut(row, columns)).toList();
    Map<Map<String, Object>, Long> multiset = new LinkedHashMap<>();
    for (Map<String, Object> row : columns.contains(SUMMED) ? summed(cut) : cut) {
      multiset.merge(row, 1L, Long::sum);
    }
    return multiset;
  }

  /** A column that a row lacks shows as {@code null} under its name. */
  private static Map<String, Object> cut(Map<String, Object> row, Set<String> columns) {
    Map<String, Object> cut = new TreeMap<>();
    columns.forEach(column -> cut.put(column, row.get(column)));
    return cut;
  }

  private static List<Map<String, Object>> summed(List<Map<String, Object>> rows) {
    Map<Map<String, Object>, Long> sums = new LinkedHashMap<>();
    for (Map<String, Object> row : rows) {
      Map<String, Object> key = new TreeMap<>(row);
      Long viewerMs = (Long) key.remove(SUMMED);
      sums.merge(key, viewerMs == null ? 0L : viewerMs, Long::sum);
    }
    List<Map<String, Object>> summed = new ArrayList<>();
    sums.forEach(
        (key, viewerMs) -> {
          Map<String, Object> row = new TreeMap<>(key);
          row.put(SUMMED, viewerMs);
          summed.add(row);
        });
    return summed;
  }

  private static String list(String title, List<String> rows) {
    StringBuilder list = new StringBuilder();
    if (!rows.isEmpty()) {
      list.append("  %s: %d%n".formatted(title, rows.size()));
      rows.stream()
          .limit(SHOWN_ROWS)
          .forEach(row -> list.append("    ").append(shortened(row)).append("\n"));
    }
    return list.toString();
  }

  private static String shortened(String row) {
    return row.length() <= SHOWN_CHARACTERS
        ? row
        : row.substring(0, SHOWN_CHARACTERS) + "... " + row.length() + " characters";
  }
}

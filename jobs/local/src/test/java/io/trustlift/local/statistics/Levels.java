package io.trustlift.local.statistics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A query as a chain of nested SELECTs, each of which adds columns that are computed from those of
 * the levels below. The views are written like this, too: a function's text is pasted wherever it
 * is called, so what is used more than once should be a column.
 */
final class Levels {

  private String sql = "SELECT 1";
  private final Map<String, String> columns = new LinkedHashMap<>();

  /** Adds a column to the level that is open. */
  Levels with(String name, String expression) {
    if (columns.put(name, expression) != null) {
      throw new IllegalArgumentException("column " + name + " is there already");
    }
    return this;
  }

  Levels with(String name, double value) {
    return with(name, literal(value));
  }

  /** Closes the level; columns added from here on may use its columns. */
  Levels next() {
    String list =
        columns.entrySet().stream()
            .map(column -> column.getValue() + " AS " + column.getKey())
            .collect(Collectors.joining(", "));
    sql = "SELECT *, " + list + " FROM (" + sql + ")";
    columns.clear();
    return this;
  }

  /** The query, all levels closed. */
  String sql() {
    return columns.isEmpty() ? sql : next().sql;
  }

  /** A number as a constant of type Float64 with all its digits. */
  static String literal(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return "toFloat64(" + value + ")";
  }

  /** Numbers as a constant of type Array(Float64). */
  static String array(double... values) {
    return Arrays.stream(values)
        .mapToObj(Levels::literal)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}

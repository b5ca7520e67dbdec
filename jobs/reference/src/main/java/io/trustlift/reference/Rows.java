package io.trustlift.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows as maps from column to value, in one form so that rows of different origin compare. */
final class Rows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Text(Map<String, Object> row, String text) {}

  private Rows() {}

  /** A row of column, value, column, value... in this class's form. */
  static Map<String, Object> row(Object... columnsAndValues) {
    Map<String, Object> row = new TreeMap<>();
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
    }
    return normal(row);
  }

  /** Integers as Long, arrays as lists of text, amounts as plain decimal text. */
  static Map<String, Object> normal(Map<String, ?> row) {
    Map<String, Object> normal = new TreeMap<>();
    row.forEach((column, value) -> normal.put(column, normal(column, value)));
    return normal;
  }

  private static Object normal(String column, Object value) {
    if (value == null) {
      return null;
    }
    if (column.equals("amount") || column.endsWith("_amount")) {
      BigDecimal amount = new BigDecimal(value.toString()).stripTrailingZeros();
      return amount.signum() == 0 ? "0" : amount.toPlainString();
    }
    if (value instanceof Long || value instanceof String) {
      return value;
    }
    if (value instanceof Number number) {
      return new BigDecimal(number.toString()).longValueExact();
    }
    if (value instanceof Boolean flag) {
      return flag ? 1L : 0L;
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    if (value instanceof Object[] array) {
      return Arrays.stream(array).map(String::valueOf).toList();
    }
    return value.toString();
  }

  /** Rows that differ have texts that differ, which {@code toString} does not promise. */
  static String text(Map<String, Object> row) {
    try {
      return JSON.writeValueAsString(row);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static List<Map<String, Object>> sorted(Collection<Map<String, Object>> rows) {
    return rows.stream()
        .map(row -> new Text(row, text(row)))
        .sorted(Comparator.comparing(Text::text))
        .map(Text::row)
        .toList();
  }

  /** "Floor of the instant to 60 000." */
  static long minute(long t) {
    return Math.floorDiv(t, Parameters.MINUTE) * Parameters.MINUTE;
  }
}

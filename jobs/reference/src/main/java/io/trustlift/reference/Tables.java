package io.trustlift.reference;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows of the contract's tables, sorted. Columns are those of the contract, in alphabetic order;
 * values are {@code Long}, {@code String}, {@code List<String>} or null.
 */
public final class Tables {
  /** The tables of the contract. */
  public static final List<String> NAMES =
      List.of(
          "exposure_time",
          "visits",
          "outcomes",
          "replies",
          "displays",
          "experiment_triggers",
          "rejected_events");

  private final Map<String, List<Map<String, Object>>> rows = new TreeMap<>();
  private final Map<Topic, TopicCounts> counts;

  /**
   * Takes rows by table; a table that is not in the map has none. Numbers, booleans, arrays and
   * amounts may have any common type and are brought into one form.
   */
  public static Tables of(Map<String, ? extends List<? extends Map<String, ?>>> rows) {
    return new Tables(rows, Map.of());
  }

  Tables(
      Map<String, ? extends List<? extends Map<String, ?>>> rows, Map<Topic, TopicCounts> counts) {
    if (!NAMES.containsAll(rows.keySet())) {
      throw new IllegalArgumentException("tables " + rows.keySet() + " are not all of " + NAMES);
    }
    for (String name : NAMES) {
      List<? extends Map<String, ?>> table = rows.get(name);
      this.rows.put(
          name, table == null ? List.of() : Rows.sorted(table.stream().map(Rows::normal).toList()));
    }
    this.counts = Map.copyOf(counts);
  }

  public List<Map<String, Object>> rows(String table) {
    List<Map<String, Object>> found = rows.get(table);
    if (found == null) {
      throw new IllegalArgumentException("no such table: " + table);
    }
    return found;
  }

  public Map<String, List<Map<String, Object>>> byName() {
    return Collections.unmodifiableMap(rows);
  }

  /** What became of the records of each topic; only the reference knows. */
  public Map<Topic, TopicCounts> counts() {
    return counts;
  }

  /** The sum of an integer column. */
  public long sum(String table, String column) {
    return rows(table).stream().mapToLong(row -> (Long) row.get(column)).sum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tables tables && rows.equals(tables.rows);
  }

  @Override
  public int hashCode() {
    return rows.hashCode();
  }

  @Override
  public String toString() {
    return rows.toString();
  }
}

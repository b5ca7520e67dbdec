package io.trustlift.clickhouse;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * How rows of one type go into their physical table {@code trust.<name>_versions}: column by
 * column, and which rows are versions of one another. Writing a row twice, or an older version of
 * it after a newer one, changes nothing that a reader of the view {@code trust.<name>} sees.
 *
 * <p>Writers have no state and may be shared between threads.
 *
 * @param <R> the row type
 */
public final class RowWriter<R> implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * What of a row goes into a column.
   *
   * @param <R> the row type
   */
  interface Value<R> extends Function<R, Object>, Serializable {}

  /**
   * Epoch milliseconds of a row.
   *
   * @param <R> the row type
   */
  interface Millis<R> extends ToLongFunction<R>, Serializable {}

  private record Column<R>(String name, Value<R> value) implements Serializable {}

  private final String name;
  private final ArrayList<Column<R>> columns;
  private final ArrayList<Column<R>> key;
  private final Column<R> version;

  private RowWriter(Columns<R> columns, Column<R> version, List<Column<R>> key) {
    this.name = columns.name;
    this.columns = new ArrayList<>(columns.columns);
    this.key = new ArrayList<>(key);
    this.version = version;
  }

  /** Begins with the columns of {@code trust.<name>_versions}. */
  static <R> Columns<R> into(String name) {
    return new Columns<>(name);
  }

  /** The physical table in {@code trust}. */
  public String table() {
    return name + "_versions";
  }

  /** The columns that are written; the table may have others with a default. */
  public List<String> columns() {
    return names(columns);
  }

  /** The columns of {@link #key}. */
  public List<String> keyColumns() {
    return names(key);
  }

  /** The column of {@link #isNoOlder}; empty where the row that is written last is the newest. */
  public String versionColumn() {
    return version == null ? "" : version.name();
  }

  private static <R> List<String> names(List<Column<R>> columns) {
    return columns.stream().map(Column::name).toList();
  }

  /** The value of a column, by its place in {@link #columns}, as the driver takes it. */
  Object value(R row, int column) {
    return columns.get(column).value().apply(row);
  }

  /** What the versions of one row have in common, and no other row has. */
  public Object key(R row) {
    Object[] values = new Object[key.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = key.get(i).value().apply(row);
    }
    return Arrays.asList(values);
  }

  /** Whether a row that is written later takes the place of another one with the same key. */
  @SuppressWarnings("unchecked") // one column has values of one type
  public boolean isNoOlder(R later, R earlier) {
    return version == null
        || ((Comparable<Object>) version.value().apply(later))
                .compareTo(version.value().apply(earlier))
            >= 0;
  }

  /**
   * The columns of a writer to be.
   *
   * @param <R> the row type
   */
  static final class Columns<R> {

    private final String name;
    private final List<Column<R>> columns = new ArrayList<>();

    private Columns(String name) {
      this.name = name;
    }

    Columns<R> column(String column, Value<R> value) {
      columns.add(new Column<>(column, value));
      return this;
    }

    /** A {@code DateTime} or {@code DateTime64(3)} from epoch milliseconds. */
    Columns<R> instant(String column, Millis<R> millis) {
      return column(column, row -> Instant.ofEpochMilli(millis.applyAsLong(row)));
    }

    /** Of the rows with the same key the one with the greatest version stands. */
    RowWriter<R> greatest(String version, String... key) {
      return new RowWriter<>(this, named(version), named(key));
    }

    /** Of the rows with the same key the one that came last stands; they are alike. */
    RowWriter<R> oneRowFor(String... key) {
      return new RowWriter<>(this, null, named(key));
    }

    private List<Column<R>> named(String... names) {
      return Arrays.stream(names).map(this::named).toList();
    }

    private Column<R> named(String column) {
      return columns.stream().filter(one -> one.name().equals(column)).findFirst().orElseThrow();
    }
  }
}

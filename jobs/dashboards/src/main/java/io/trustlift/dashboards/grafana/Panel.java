package io.trustlift.dashboards.grafana;

import java.util.List;

/**
 * A panel, or the heading of those that follow.
 *
 * @param kind how it shows its rows
 * @param title of the panel
 * @param description what it shows, numerator and denominator, and the class of its evidence
 * @param sql a thin SELECT over views
 * @param columns of the query, all of them
 * @param width of 24
 * @param height in Grafana's rows of 30 pixels
 * @param timeFrom how far back it looks whatever the dashboard's range, such as {@code 42d}; empty
 *     for the dashboard's
 */
public record Panel(
    Kind kind,
    String title,
    String description,
    String sql,
    List<Column> columns,
    int width,
    int height,
    String timeFrom) {

  /** How rows are shown. */
  public enum Kind {
    /** The heading of the panels that follow. */
    HEADING,
    /** One row, a number for each column. */
    NUMBERS,
    TABLE,
    /** Columns along a column {@code time}; text columns part the lines. */
    OVER_TIME,
    /** A bar for each row: the first column names it, the others are its length. */
    BARS,
    /** Points: the first column is how far to the right, the others the height. */
    FOREST,
    /** Lines: the first column is how far to the right, the others the height. */
    CURVES,
    /** A grid: the first column down, the second across, the third in it. */
    GRID
  }

  public static final int FULL_WIDTH = 24;
  private static final int USUAL_HEIGHT = 9;
  private static final int LOW = 4;

  public Panel {
    sql = sql.strip();
    columns = List.copyOf(columns);
  }

  public static Panel heading(String title) {
    return new Panel(Kind.HEADING, title, "", "", List.of(), FULL_WIDTH, 1, "");
  }

  public static Panel numbers(String title, String description, String sql, Column... columns) {
    return new Panel(Kind.NUMBERS, title, description, sql, List.of(columns), FULL_WIDTH, LOW, "");
  }

  public static Panel table(String title, String description, String sql, Column... columns) {
    return of(Kind.TABLE, title, description, sql, columns);
  }

  public static Panel overTime(String title, String description, String sql, Column... columns) {
    return of(Kind.OVER_TIME, title, description, sql, columns);
  }

  /** A panel of another kind. */
  public static Panel of(
      Kind kind, String title, String description, String sql, Column... columns) {
    return new Panel(kind, title, description, sql, List.of(columns), FULL_WIDTH, USUAL_HEIGHT, "");
  }

  public Panel size(int newWidth, int newHeight) {
    return new Panel(kind, title, description, sql, columns, newWidth, newHeight, timeFrom);
  }

  public Panel half() {
    return size(FULL_WIDTH / 2, height);
  }

  public Panel lookingBack(String range) {
    return new Panel(kind, title, description, sql, columns, width, height, range);
  }
}

package io.trustlift.report;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.List;

/** A table without lines: text begins at the left of a column, numbers end at its right. */
public final class TextTable {

  private static final int WIDEST = 60;

  private final List<Column> columns = new ArrayList<>();
  private final List<Object[]> rows = new ArrayList<>();

  /** Columns of text, by their headers. */
  public TextTable text(String... headers) {
    return columns(HorizontalAlign.LEFT, headers);
  }

  /** Columns of numbers, by their headers. */
  public TextTable numbers(String... headers) {
    return columns(HorizontalAlign.RIGHT, headers);
  }

  private TextTable columns(HorizontalAlign align, String... headers) {
    for (String header : headers) {
      columns.add(new Column().header(header).headerAlign(align).dataAlign(align).maxWidth(WIDEST));
    }
    return this;
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException unless there is a cell for each column
   */
  public void row(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells in a table of " + columns.size() + " columns");
    }
    rows.add(cells);
  }

  @Override
  public String toString() {
    String drawn =
        AsciiTable.getTable(
            AsciiTable.NO_BORDERS, columns.toArray(Column[]::new), rows.toArray(Object[][]::new));
    StringBuilder text = new StringBuilder();
    drawn.lines().forEach(line -> text.append(line.stripTrailing()).append('\n'));
    return text.toString();
  }
}

package io.trustlift.clickhouse;

import java.util.Collections;

/** Builds the text of inserts. */
final class Insert {

  private Insert() {}

  /** An INSERT of the given columns of {@code trust.<table>_versions}, one parameter each. */
  static String into(String table, String... columns) {
    return header(table, columns)
        + "("
        + String.join(", ", Collections.nCopies(columns.length, "?"))
        + ")";
  }

  /** The INSERT up to and with {@code VALUES}. */
  static String header(String table, String... columns) {
    return "INSERT INTO trust." + table + "_versions (" + String.join(", ", columns) + ") VALUES ";
  }
}

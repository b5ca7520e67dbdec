package io.trustlift.clickhouse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads comma-separated values as RFC 4180 has them: fields may stand in double quotes, a quote in
 * them is doubled.
 */
final class CsvTable {

  private final String text;
  private int at;

  private CsvTable(String text) {
    this.text = text;
  }

  /**
   * The lines after the first as maps from the names in the first line.
   *
   * @throws IllegalArgumentException if a line has more or fewer fields than the first, naming the
   *     line
   */
  static List<Map<String, String>> rows(String text) {
    CsvTable table = new CsvTable(text.replace("\r\n", "\n"));
    List<String> header = table.line();
    List<Map<String, String>> rows = new ArrayList<>();
    while (table.at < table.text.length()) {
      List<String> fields = table.line();
      if (fields.size() != header.size()) {
        throw new IllegalArgumentException(
            "record %d has %d fields, not %d"
                .formatted(rows.size() + 2, fields.size(), header.size()));
      }
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < header.size(); i++) {
        row.put(header.get(i), fields.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  private List<String> line() {
    List<String> fields = new ArrayList<>();
    do {
      fields.add(field());
    } while (skip(','));
    skip('\n');
    return fields;
  }

  private String field() {
    StringBuilder field = new StringBuilder();
    if (skip('"')) {
      while (at < text.length()) {
        if (skip('"') && !peek('"')) {
          break;
        }
        field.append(text.charAt(at++));
      }
    }
    while (at < text.length() && !peek(',') && !peek('\n')) {
      field.append(text.charAt(at++));
    }
    return field.toString();
  }

  private boolean peek(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private boolean skip(char c) {
    boolean found = peek(c);
    if (found) {
      at++;
    }
    return found;
  }
}

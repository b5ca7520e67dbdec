package io.trustlift.local.clickhouse;

import io.trustlift.clickhouse.SqlLexer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An INSERT whose rows follow its text, told from the rows. Texts are bytes; they are looked at as
 * ISO 8859-1, in which every byte is a character and ASCII is ASCII.
 */
final class InsertStatement {

  private static final Pattern INSERT = Pattern.compile("\\s*INSERT\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern SOURCE =
      Pattern.compile(
          "\\b(?:(VALUES)\\b|(SELECT|WITH|FROM)\\b|FORMAT\\s+(\\w+))", Pattern.CASE_INSENSITIVE);

  private final byte[] sql;
  private final String format;
  private final int rowsStart;

  private InsertStatement(byte[] sql, String format, int rowsStart) {
    this.sql = sql;
    this.format = format;
    this.rowsStart = rowsStart;
  }

  /**
   * The statement at the beginning of a text; null where there is none, or one whose rows come from
   * a query.
   *
   * @param text the beginning of what was sent; a statement longer than this is not found
   */
  static InsertStatement at(byte[] text) {
    String code = SqlLexer.codeOnly(new String(text, StandardCharsets.ISO_8859_1));
    if (!INSERT.matcher(code).lookingAt()) {
      return null;
    }
    Matcher source = SOURCE.matcher(code);
    while (source.find()) {
      int start = source.start();
      if (depth(code, start) > 0 || isPartOfName(code, start)) {
        continue;
      }
      if (source.group(2) != null) {
        return null;
      }
      boolean values = source.group(1) != null;
      return new InsertStatement(
          Arrays.copyOf(text, start),
          values ? "Values" : source.group(3),
          values ? source.end() : afterLineEnd(code, source.end()));
    }
    return new InsertStatement(text, "Values", text.length);
  }

  /** The text up to and without {@code VALUES} or {@code FORMAT}. */
  byte[] sql() {
    return sql;
  }

  /** The format of the rows. */
  String format() {
    return format;
  }

  /** Index of the first byte of the rows. */
  int rowsStart() {
    return rowsStart;
  }

  private static int depth(String code, int end) {
    int depth = 0;
    for (int i = 0; i < end; i++) {
      char c = code.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      }
    }
    return depth;
  }

  /** A table may be called {@code db.values}. */
  private static boolean isPartOfName(String code, int start) {
    return start > 0 && code.charAt(start - 1) == '.';
  }

  /**
   * ClickHouse skips blanks after the name of the format and then one line end, no more: rows may
   * begin with either.
   */
  private static int afterLineEnd(String code, int end) {
    int at = end;
    while (at < code.length() && (code.charAt(at) == ' ' || code.charAt(at) == '\t')) {
      at++;
    }
    if (at < code.length() && code.charAt(at) == '\r') {
      at++;
    }
    if (at < code.length() && code.charAt(at) == '\n') {
      at++;
    }
    return at;
  }
}

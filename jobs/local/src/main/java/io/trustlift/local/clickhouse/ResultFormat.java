package io.trustlift.local.clickhouse;

import io.trustlift.clickhouse.SqlLexer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The format that a result will have.
 *
 * @param name as ClickHouse calls it
 * @param delivery how it can be had from the engine
 */
record ResultFormat(String name, Delivery delivery) {

  /**
   * How a result can be had. The engine formats each piece of a streamed result as if it were a
   * whole one, so only formats whose wholes may be put one behind the other can be streamed as they
   * are.
   */
  enum Delivery {
    /** In one go, from the memory of the engine. */
    WHOLE,
    /** In pieces. */
    PIECES,
    /** In pieces that each repeat the names, or names and types, of the columns. */
    PIECES_WITH_HEADER
  }

  private static final Set<String> IN_PIECES =
      Set.of(
          "tabseparated",
          "tsv",
          "tabseparatedraw",
          "tsvraw",
          "csv",
          "jsoneachrow",
          "jsonlines",
          "ndjson",
          "jsoncompacteachrow",
          "rowbinary",
          "native",
          "null");

  private static final String WITH_HEADER = "rowbinarywithnamesandtypes";

  private static final Pattern AT_THE_END =
      Pattern.compile(
          "\\bFORMAT\\s+(\\w+)\\s*(?:SETTINGS\\b[^;]*)?[;\\s]*$", Pattern.CASE_INSENSITIVE);
  private static final Pattern ANYWHERE =
      Pattern.compile("\\bFORMAT\\s+\\w", Pattern.CASE_INSENSITIVE);

  /** The format that a statement names, or the given one if it names none. */
  static ResultFormat of(byte[] sql, String otherwise) {
    String code = SqlLexer.codeOnly(new String(sql, StandardCharsets.ISO_8859_1));
    Matcher named = AT_THE_END.matcher(code);
    if (named.find()) {
      return of(named.group(1));
    }
    // A format that is named where it is not expected is taken whole, to be on the safe side.
    return ANYWHERE.matcher(code).find()
        ? new ResultFormat(otherwise, Delivery.WHOLE)
        : of(otherwise);
  }

  /** The format of the given name. */
  static ResultFormat of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals(WITH_HEADER)) {
      return new ResultFormat(name, Delivery.PIECES_WITH_HEADER);
    }
    return new ResultFormat(name, IN_PIECES.contains(lower) ? Delivery.PIECES : Delivery.WHOLE);
  }

  /** Whether results are in blocks of the native protocol. */
  boolean isNative() {
    return name.equalsIgnoreCase("Native");
  }

  /** The media type that goes with it. */
  String contentType() {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith("eachrow") || lower.equals("jsonlines") || lower.equals("ndjson")) {
      return "application/x-ndjson; charset=UTF-8";
    }
    if (lower.startsWith("json")) {
      return "application/json; charset=UTF-8";
    }
    if (lower.startsWith("csv")) {
      return "text/csv; charset=UTF-8";
    }
    if (lower.startsWith("tabseparated") || lower.startsWith("tsv")) {
      return "text/tab-separated-values; charset=UTF-8";
    }
    if (lower.startsWith("pretty") || lower.equals("vertical")) {
      return "text/plain; charset=UTF-8";
    }
    return "application/octet-stream";
  }
}

package io.trustlift.local.clickhouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A data type of ClickHouse, as far as it is needed to find the end of a column in the {@code
 * Native} format.
 *
 * @param name such as {@code Array}
 * @param arguments texts between the parentheses, such as {@code Nullable(String)}
 */
record NativeType(String name, List<String> arguments) {

  /** Bytes of a value, for types whose values are all as long. */
  private static final Map<String, Integer> WIDTHS =
      Map.ofEntries(
          Map.entry("UInt8", 1),
          Map.entry("UInt16", 2),
          Map.entry("UInt32", 4),
          Map.entry("UInt64", 8),
          Map.entry("UInt128", 16),
          Map.entry("UInt256", 32),
          Map.entry("Int8", 1),
          Map.entry("Int16", 2),
          Map.entry("Int32", 4),
          Map.entry("Int64", 8),
          Map.entry("Int128", 16),
          Map.entry("Int256", 32),
          Map.entry("BFloat16", 2),
          Map.entry("Float32", 4),
          Map.entry("Float64", 8),
          Map.entry("Bool", 1),
          Map.entry("Nothing", 1),
          Map.entry("Enum8", 1),
          Map.entry("Enum16", 2),
          Map.entry("Date", 2),
          Map.entry("Date32", 4),
          Map.entry("DateTime", 4),
          Map.entry("DateTime64", 8),
          Map.entry("Time", 4),
          Map.entry("Time64", 8),
          Map.entry("UUID", 16),
          Map.entry("IPv4", 4),
          Map.entry("IPv6", 16));

  /** Takes the text of a type apart. */
  static NativeType parse(String text) {
    int open = text.indexOf('(');
    if (open < 0) {
      return new NativeType(text, List.of());
    }
    return new NativeType(
        text.substring(0, open), split(text.substring(open + 1, text.lastIndexOf(')'))));
  }

  /** Bytes of a value; -1 for types whose values differ in length. */
  int width() {
    if (name.equals("FixedString")) {
      return Integer.parseInt(arguments.get(0));
    }
    if (name.equals("Decimal")) {
      int precision = Integer.parseInt(arguments.get(0));
      return precision <= 9 ? 4 : precision <= 18 ? 8 : precision <= 38 ? 16 : 32;
    }
    if (name.startsWith("Interval")) {
      return 8;
    }
    return WIDTHS.getOrDefault(name, -1);
  }

  /** An argument as a type, without the name that a member of a named tuple has before it. */
  NativeType argument(int index) {
    String text = arguments.get(index);
    int space = text.indexOf(' ');
    int open = text.indexOf('(');
    boolean named = space >= 0 && (open < 0 || space < open);
    return parse(named ? text.substring(space + 1) : text);
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted && c == '(') {
        depth++;
      } else if (!quoted && c == ')') {
        depth--;
      } else if (!quoted && c == ',' && depth == 0) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(text.substring(start).strip());
    return parts;
  }
}

package io.trustlift.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Values of a foreign record as text, numbers in plain notation and to the last digit. */
final class Texts {

  /** What a number may have before and after its point and still be written out. */
  private static final int MOST_DIGITS = 40;

  private Texts() {}

  /** The value at a path of names; empty where there is none, or no text, number or boolean. */
  static String at(JsonNode node, String... path) {
    JsonNode found = node;
    for (String name : path) {
      found = found.path(name);
    }
    return of(found);
  }

  static String of(JsonNode node) {
    if (node.isTextual()) {
      String text = node.textValue().strip();
      return text.equals("(not set)") ? "" : text;
    }
    if (node.isBigDecimal()) {
      return plain(node.decimalValue());
    }
    return node.isNumber() || node.isBoolean() ? node.asText() : "";
  }

  /** An amount that was sent as text may have an exponent too. */
  static String amount(String text) {
    try {
      return text.isEmpty() ? text : plain(new BigDecimal(text));
    } catch (NumberFormatException notANumber) {
      return text;
    }
  }

  private static String plain(BigDecimal number) {
    if (Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS) {
      return number.toString();
    }
    // 100.0 and 1E+2 are both 100; cents keep their places.
    BigDecimal shortest = number.stripTrailingZeros();
    return (shortest.scale() < 0 ? shortest.setScale(0) : shortest).toPlainString();
  }

  /** The first that is not empty; empty when all are. */
  static String first(String... values) {
    for (String value : values) {
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }
}

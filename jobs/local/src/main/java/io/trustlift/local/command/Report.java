package io.trustlift.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** How numbers and tables are shown to people. What is not known is a dash. */
final class Report {

  private static final String UNKNOWN = "-";

  private Report() {}

  static boolean isKnown(JsonNode value) {
    return value != null && value.isNumber();
  }

  /** A plain number. */
  static String number(JsonNode value, int decimals) {
    return isKnown(value)
        ? String.format(Locale.ROOT, "%." + decimals + "f", value.doubleValue())
        : UNKNOWN;
  }

  /** A whole number. */
  static String count(JsonNode value) {
    return isKnown(value) ? String.format(Locale.ROOT, "%,d", value.longValue()) : UNKNOWN;
  }

  /** A share as per cent. */
  static String percent(JsonNode share, int decimals) {
    return isKnown(share)
        ? String.format(Locale.ROOT, "%." + decimals + "f %%", 100 * share.doubleValue())
        : UNKNOWN;
  }

  /** A relative lift with its sign, from the lift. */
  static String lift(JsonNode lift) {
    return isKnown(lift) ? lift(lift.doubleValue()) : UNKNOWN;
  }

  /** A relative lift with its sign, from the ratio. */
  static String liftOfRatio(JsonNode ratio) {
    return isKnown(ratio) ? lift(ratio.doubleValue() - 1) : UNKNOWN;
  }

  private static String lift(double lift) {
    return String.format(Locale.ROOT, "%+.1f %%", 100 * lift);
  }

  /** An interval of two values that are shown already. */
  static String interval(String low, String high) {
    return low.equals(UNKNOWN) || high.equals(UNKNOWN) ? UNKNOWN : low + " to " + high;
  }

  static String pValue(JsonNode p) {
    if (!isKnown(p)) {
      return UNKNOWN;
    }
    double value = p.doubleValue();
    return value < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", value);
  }

  /** A verdict in words. */
  static String verdict(String verdict) {
    return switch (verdict) {
      case "up" -> "goes up";
      case "down" -> "goes down";
      case "no_clear_change" -> "no clear change";
      case "too_little_data" -> "too little data";
      case "unhealthy" -> "not to be read: unhealthy";
      default -> verdict;
    };
  }
}

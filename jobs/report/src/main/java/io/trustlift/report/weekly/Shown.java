package io.trustlift.report.weekly;

import java.util.Locale;

/** How numbers are written, on the page and in the text alike. What is not known is a dash. */
final class Shown {

  static final String UNKNOWN = "–";

  /** Below this share a tenth of a per cent is too coarse. */
  private static final double FEW = 0.05;

  private static final String MINUS = "−";

  private Shown() {}

  static String value(Metric.Unit unit, Double value) {
    if (value == null) {
      return UNKNOWN;
    }
    return switch (unit) {
      case COUNT, MINUTES, MONEY -> number(value, 0);
      case MONEY_RATE, PER_1000 -> number(value, 2);
      case SHARE -> number(100 * value, value != 0 && Math.abs(value) < FEW ? 2 : 1) + " %";
      case SECONDS -> number(value, 1) + " s";
      case MS -> number(value, 0) + " ms";
    };
  }

  /** A move: rates in basis points, all else in per cent. */
  static String change(boolean inBasisPoints, Double change) {
    if (change == null) {
      return UNKNOWN;
    }
    String size =
        inBasisPoints
            ? number(Math.abs(change), Math.abs(change) < 9.95 ? 1 : 0) + " bp"
            : number(100 * Math.abs(change), 1) + " %";
    boolean nothing = size.startsWith("0.0 ");
    return (nothing ? "±" : change < 0 ? MINUS : "+") + size;
  }

  /** A relative lift with its sign. */
  static String lift(Double lift) {
    return change(false, lift);
  }

  static String share(Double share, int decimals) {
    return share == null ? UNKNOWN : number(100 * share, decimals) + " %";
  }

  static String number(Double value, int decimals) {
    return value == null
        ? UNKNOWN
        : String.format(Locale.ROOT, "%,." + decimals + "f", value).replace("-", MINUS);
  }

  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String signal(String signal) {
    return switch (signal) {
      case "outside" -> "outside limits";
      case "eight_on_one_side" -> "8 or more on one side";
      case "three_of_four" -> "3 of 4 near a limit";
      default -> signal.replace('_', ' ');
    };
  }

  /** Words of an identifier: «who_are_you» as «who are you». */
  static String words(String identifier) {
    return identifier.replace('_', ' ');
  }
}

package io.trustlift.model.json;

import io.trustlift.model.Event;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The contract's form of RFC 3339 time stamps, which is narrower than what {@code java.time} reads:
 * capital {@code T} and {@code Z}, seconds 00-59 and always there, years 1970-9999, offsets of
 * hours and minutes.
 */
final class Rfc3339 {

  /** The greatest time of the contract, the last millisecond of the year 9999. */
  static final long MAX_TIME = 253_402_300_799_999L;

  private static final int SECONDS_END = "2026-01-21T09:12:49".length();

  private Rfc3339() {}

  /**
   * Epoch milliseconds of {@code text}, a finer fraction cut off; {@link Event#NO_TIME} where it is
   * not of the form.
   */
  static long parse(String text) {
    if (text.length() <= SECONDS_END || !separatorsStand(text)) {
      return Event.NO_TIME;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 2);
    int day = digits(text, 8, 2);
    int hour = digits(text, 11, 2);
    int minute = digits(text, 14, 2);
    int second = digits(text, 17, 2);
    if (year < 1970 || month < 1 || month > 12 || day < 1 || hour < 0 || hour > 23) {
      return Event.NO_TIME;
    }
    if (minute < 0 || minute > 59 || second < 0 || second > 59) {
      return Event.NO_TIME;
    }
    if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
      return Event.NO_TIME;
    }
    int zoneAt = SECONDS_END;
    int millis = 0;
    if (text.charAt(zoneAt) == '.') {
      int fractionAt = zoneAt + 1;
      zoneAt = fractionAt;
      while (zoneAt < text.length() && isDigit(text.charAt(zoneAt))) {
        if (zoneAt - fractionAt < 3) {
          millis = millis * 10 + (text.charAt(zoneAt) - '0');
        }
        zoneAt++;
      }
      int fractionDigits = zoneAt - fractionAt;
      if (fractionDigits == 0) {
        return Event.NO_TIME;
      }
      for (int i = fractionDigits; i < 3; i++) {
        millis *= 10;
      }
    }
    int offsetMinutes = offsetMinutes(text, zoneAt);
    if (offsetMinutes == Integer.MIN_VALUE) {
      return Event.NO_TIME;
    }
    long seconds =
        LocalDate.of(year, month, day).toEpochDay() * 86_400
            + (hour * 60L + minute - offsetMinutes) * 60
            + second;
    long time = seconds * 1000 + millis;
    return time < 0 || time > MAX_TIME ? Event.NO_TIME : time;
  }

  private static boolean separatorsStand(String text) {
    return text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == 'T'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':';
  }

  /** Minutes east of UTC, or {@link Integer#MIN_VALUE} where the rest of the text is no zone. */
  private static int offsetMinutes(String text, int at) {
    int rest = text.length() - at;
    if (rest == 1 && text.charAt(at) == 'Z') {
      return 0;
    }
    if (rest != 6 || text.charAt(at + 3) != ':') {
      return Integer.MIN_VALUE;
    }
    char sign = text.charAt(at);
    int hours = digits(text, at + 1, 2);
    int minutes = digits(text, at + 4, 2);
    boolean offset =
        (sign == '+' || sign == '-') && hours >= 0 && hours <= 23 && minutes >= 0 && minutes <= 59;
    if (!offset) {
      return Integer.MIN_VALUE;
    }
    return (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
  }

  /** The number that stands in {@code count} digits, or -1. */
  private static int digits(String text, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}

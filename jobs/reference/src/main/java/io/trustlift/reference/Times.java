package io.trustlift.reference;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a time is written ("Input topics"). */
final class Times {
  static final long MAX = 253_402_300_799_999L;

  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");

  private static final Pattern RFC_3339 =
      Pattern.compile(
          "([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]+))?"
              + "(?:Z|([+-])([0-9]{2}):([0-9]{2}))");

  private Times() {}

  /** Epoch milliseconds of an integer or of RFC 3339 text; empty if it is no time. */
  static OptionalLong parse(Object value) {
    if (value instanceof Json.Numeral number && INTEGER.matcher(number.text()).matches()) {
      return inRange(Long.parseLong(number.text()));
    }
    return value instanceof String text ? parseText(text) : OptionalLong.empty();
  }

  private static OptionalLong parseText(String text) {
    Matcher m = RFC_3339.matcher(text);
    if (!m.matches() || Integer.parseInt(m.group(1)) < 1970) {
      return OptionalLong.empty();
    }
    try {
      long seconds =
          LocalDateTime.of(
                  Integer.parseInt(m.group(1)),
                  Integer.parseInt(m.group(2)),
                  Integer.parseInt(m.group(3)),
                  Integer.parseInt(m.group(4)),
                  Integer.parseInt(m.group(5)),
                  Integer.parseInt(m.group(6)))
              .toEpochSecond(ZoneOffset.UTC);
      return m.group(8) == null
          ? inRange(seconds * 1000 + millis(m.group(7)))
          : withOffset(seconds * 1000 + millis(m.group(7)), m);
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong withOffset(long local, Matcher m) {
    int hours = Integer.parseInt(m.group(9));
    int minutes = Integer.parseInt(m.group(10));
    if (hours > 23 || minutes > 59) {
      return OptionalLong.empty();
    }
    long offset = (hours * 60L + minutes) * 60_000L;
    return inRange(m.group(8).equals("+") ? local - offset : local + offset);
  }

  /** "A fraction beyond milliseconds is cut off." */
  private static long millis(String fraction) {
    return fraction == null ? 0 : Long.parseLong((fraction + "00").substring(0, 3));
  }

  private static OptionalLong inRange(long time) {
    return time < 0 || time > MAX ? OptionalLong.empty() : OptionalLong.of(time);
  }
}

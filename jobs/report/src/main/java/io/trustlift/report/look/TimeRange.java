package io.trustlift.report.look;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;

/**
 * The time that a request is about, as it was written: {@code all}, {@code 24h}, {@code 7d}, {@code
 * 28d}, all of which end with the data, or {@code BEGIN..END} in UTC with an end that is left out.
 * Kept as written, so that "all" stays one question when the data grow.
 */
record TimeRange(String text) {

  static final TimeRange ALL = new TimeRange("all");

  private static final Map<String, Duration> LASTS =
      Map.of("24h", Duration.ofHours(24), "7d", Duration.ofDays(7), "28d", Duration.ofDays(28));
  private static final DateTimeFormatter SQL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2106-02-07T00:00:00Z");

  /** From and to, as SQL has them. */
  record Bounds(String from, String to) {}

  /**
   * Reads one.
   *
   * @throws LookException when it is not understood
   */
  static TimeRange parse(String text) {
    if (text.isEmpty() || text.equals("all")) {
      return ALL;
    }
    if (!LASTS.containsKey(text)) {
      Instant[] ends = ends(text);
      if (!ends[0].isBefore(ends[1])) {
        throw LookException.badRequest("The range " + text + " ends before it begins.");
      }
    }
    return new TimeRange(text);
  }

  /** What it comes to for data that reach from {@code stamp.first()} to {@code stamp.end()}. */
  Bounds bounds(Stamp stamp) {
    if (!equals(ALL) && !LASTS.containsKey(text)) {
      Instant[] ends = ends(text);
      return new Bounds(SQL.format(ends[0]), SQL.format(ends[1]));
    }
    if (!stamp.hasData()) {
      return new Bounds(SQL.format(EARLIEST), SQL.format(EARLIEST.plusSeconds(1)));
    }
    if (equals(ALL)) {
      return new Bounds(stamp.first(), stamp.end());
    }
    Instant end = LocalDateTime.parse(stamp.end(), SQL).toInstant(ZoneOffset.UTC);
    return new Bounds(SQL.format(end.minus(LASTS.get(text))), stamp.end());
  }

  private static Instant[] ends(String text) {
    String[] parts = text.split("\\.\\.", -1);
    if (parts.length != 2) {
      throw notUnderstood(text);
    }
    return new Instant[] {instant(parts[0], text), instant(parts[1], text)};
  }

  private static Instant instant(String part, String text) {
    try {
      Instant instant =
          part.length() == 10
              ? LocalDate.parse(part).atStartOfDay().toInstant(ZoneOffset.UTC)
              : LocalDateTime.parse(part).toInstant(ZoneOffset.UTC);
      if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
        throw LookException.badRequest(
            "The range " + text + " leaves the calendar, which is 1970 to 2106.");
      }
      return instant;
    } catch (DateTimeParseException e) {
      throw notUnderstood(text);
    }
  }

  private static LookException notUnderstood(String text) {
    return LookException.badRequest(
        "The range "
            + text
            + " is not understood: it is all, 24h, 7d, 28d, or such as 2026-03-02..2026-03-09 or 2026-03-02T18:00..2026-03-02T20:00"
            + " (UTC).");
  }
}

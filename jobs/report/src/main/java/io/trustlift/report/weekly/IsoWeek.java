package io.trustlift.report.weekly;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A week of ISO 8601.
 *
 * @param monday its first day
 */
public record IsoWeek(LocalDate monday) {

  private static final Pattern TEXT = Pattern.compile("(\\d{4})-[Ww](\\d{2})");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter DAY_OF_YEAR =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  public IsoWeek {
    if (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
      throw new IllegalArgumentException(monday + " is no Monday");
    }
  }

  /** The week that holds a day. */
  public static IsoWeek of(LocalDate day) {
    return new IsoWeek(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
  }

  /**
   * Reads such as 2026-W53.
   *
   * @throws IllegalArgumentException when it is no week, with a message for a person
   */
  public static IsoWeek parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a week such as 2026-W47");
    }
    int year = Integer.parseInt(matcher.group(1));
    int number = Integer.parseInt(matcher.group(2));
    try {
      LocalDate inYear = LocalDate.of(year, 7, 1);
      long weeks = inYear.range(IsoFields.WEEK_OF_WEEK_BASED_YEAR).getMaximum();
      if (number < 1 || number > weeks) {
        throw new IllegalArgumentException(
            "'" + text + "' is not a week: " + year + " has weeks W01 to W" + weeks);
      }
      return of(inYear.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is not a week such as 2026-W47", e);
    }
  }

  /** The Monday after. */
  public LocalDate end() {
    return monday.plusWeeks(1);
  }

  /** In words: «16 Nov to 22 Nov 2026». */
  public String days() {
    return DAY.format(monday) + " to " + DAY_OF_YEAR.format(end().minusDays(1));
  }

  /** Such as 2026-W47. */
  @Override
  public String toString() {
    return "%04d-W%02d"
        .formatted(
            monday.get(IsoFields.WEEK_BASED_YEAR), monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }
}

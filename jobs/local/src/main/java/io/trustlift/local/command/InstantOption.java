package io.trustlift.local.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An instant as it is typed: a date, which is its midnight in UTC, or RFC 3339. */
final class InstantOption implements ITypeConverter<Instant> {

  private static final DateTimeFormatter FOR_SQL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** What a {@code DateTime} of the tables can hold. */
  private static final Instant LAST = Instant.parse("2106-02-07T00:00:00Z");

  @Override
  public Instant convert(String text) {
    Instant instant = parse(text);
    if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LAST)) {
      throw new TypeConversionException("'" + text + "' is not between 1970 and 2106");
    }
    return instant;
  }

  private static Instant parse(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'" + text + "' is neither a date such as 2026-03-02 nor such as 2026-03-02T18:00:00Z");
    }
  }

  /** As ClickHouse reads it. */
  static String sql(Instant instant) {
    return FOR_SQL.format(instant);
  }
}

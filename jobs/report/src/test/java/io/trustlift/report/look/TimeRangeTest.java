package io.trustlift.report.look;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRangeTest {

  private static final Stamp STAMP =
      new Stamp(
          "2026-03-02 18:00:00.000", "2026-03-20 07:14:34.120", "2026-03-20 07:15:00.000", "1");

  @ParameterizedTest
  @CsvSource({
    "all, 2026-03-02 18:00:00.000, 2026-03-20 07:15:00.000",
    "'', 2026-03-02 18:00:00.000, 2026-03-20 07:15:00.000",
    "24h, 2026-03-19 07:15:00.000, 2026-03-20 07:15:00.000",
    "7d, 2026-03-13 07:15:00.000, 2026-03-20 07:15:00.000",
    "28d, 2026-02-20 07:15:00.000, 2026-03-20 07:15:00.000",
    "2026-03-02..2026-03-09, 2026-03-02 00:00:00.000, 2026-03-09 00:00:00.000",
    "2026-03-02T18:30..2026-03-02T20:00:01, 2026-03-02 18:30:00.000, 2026-03-02 20:00:01.000",
  })
  void endsWithTheDataOrWhereItSays(String text, String from, String to) {
    assertThat(TimeRange.parse(text).bounds(STAMP)).isEqualTo(new TimeRange.Bounds(from, to));
  }

  @Test
  void withoutDataItIsEmptyButARange() {
    assertThat(TimeRange.parse("7d").bounds(Stamp.NOTHING))
        .isEqualTo(new TimeRange.Bounds("1970-01-01 00:00:00.000", "1970-01-01 00:00:01.000"));
  }
}

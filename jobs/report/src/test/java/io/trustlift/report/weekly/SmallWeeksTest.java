package io.trustlift.report.weekly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SmallWeeksTest {

  private static final LocalDate SMALL = LocalDate.of(2026, 3, 2);

  private final SmallWeeks small = new SmallWeeks(Set.of(new SmallWeeks.Week("DE", SMALL)));

  @Test
  void nothingIsToldOfASmallWeek() {
    WeekValue told = withhold("DE", SMALL);
    assertThat(told.value()).isNull();
    assertThat(told.weekChange()).isNull();
    assertThat(told.yearChange()).isNull();
    assertThat(told.atStake()).isNull();
    assertThat(told.signals()).isEmpty();
    assertThat(told.over()).isFalse();
    assertThat(told.shown()).isEqualTo(Shown.UNKNOWN);
  }

  /** A change would give the small week away. */
  @Test
  void whatIsComparedWithASmallWeekIsToldWithoutTheComparison() {
    WeekValue next = withhold("DE", SMALL.plusWeeks(1));
    assertThat(next.value()).isEqualTo(7.0);
    assertThat(next.before()).isNull();
    assertThat(next.weekChange()).isNull();
    assertThat(next.yearChange()).isEqualTo(0.5);
    WeekValue yearLater = withhold("DE", SMALL.plusWeeks(52));
    assertThat(yearLater.value()).isEqualTo(7.0);
    assertThat(yearLater.yearBefore()).isNull();
    assertThat(yearLater.yearChange()).isNull();
    assertThat(yearLater.weekChange()).isEqualTo(0.1);
  }

  @Test
  void otherWeeksAndMarketsAreToldAsTheyAre() {
    assertThat(withhold("US", SMALL)).isEqualTo(value("US", SMALL));
    assertThat(withhold("DE", SMALL.minusWeeks(1))).isEqualTo(value("DE", SMALL.minusWeeks(1)));
  }

  private WeekValue withhold(String market, LocalDate monday) {
    return small.withhold(List.of(value(market, monday))).get(0);
  }

  private static WeekValue value(String market, LocalDate monday) {
    return new WeekValue(
        market,
        Metric.ORDERS,
        Metric.Unit.COUNT,
        false,
        monday,
        7.0,
        6.0,
        0.1,
        5.0,
        0.5,
        4.0,
        1.0,
        9.0,
        List.of("beyond_limit"),
        true,
        false,
        100.0);
  }
}

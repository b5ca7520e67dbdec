package io.trustlift.report.weekly;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Rows of {@code weekly_metrics} as they might be. */
final class Weeks {

  static final LocalDate LAST = LocalDate.of(2026, 11, 16);

  private Weeks() {}

  /** The last week of a metric; with one signal where it has limits and is beyond them. */
  static WeekValue week(String market, Metric metric, Double value, Double atStake) {
    boolean signal = atStake != null;
    return new WeekValue(
        market,
        metric,
        Metric.Unit.COUNT,
        false,
        LAST,
        value,
        100.0,
        value == null ? null : value / 100 - 1,
        null,
        null,
        signal ? 90.0 : null,
        signal ? 80.0 : null,
        signal ? 100.0 : null,
        signal ? List.of("outside") : List.of(),
        true,
        false,
        atStake);
  }

  /** Values of successive weeks, the last in {@link #LAST}, without limits. */
  static List<WeekValue> series(Double... values) {
    List<WeekValue> weeks = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      weeks.add(
          new WeekValue(
              "DE",
              Metric.ORDERS,
              Metric.Unit.COUNT,
              false,
              LAST.minusWeeks(values.length - 1L - i),
              values[i],
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              List.of(),
              true,
              i == values.length - 1,
              null));
    }
    return weeks;
  }

  static Review review(List<WeekValue> rows, String... markets) {
    List<Review.Market> known = new ArrayList<>();
    for (String market : markets) {
      known.add(new Review.Market(market, market, "UTC"));
    }
    return new Review(
        new IsoWeek(LAST),
        "2026-11-24 23:55",
        "EUR",
        "",
        known,
        Review.byMetric(rows),
        List.of(),
        new Review.Library(3, 1, 0, 0, 2, List.of(), List.of(), List.of()),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Review.Topic("DE", "<b>who_are_you</b>", 10, 4)));
  }
}

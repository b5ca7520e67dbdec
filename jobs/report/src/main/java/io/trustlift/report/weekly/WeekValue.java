package io.trustlift.report.weekly;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of {@code weekly_metrics}. What is not known is null.
 *
 * @param start the week's Monday
 * @param unit how the value is written
 * @param weekChange from the week before: a share, or basis points where {@code inBasisPoints}
 * @param yearChange from 52 weeks before, likewise
 * @param provisional it may still change
 * @param atStake money that a signal is ranked by
 */
record WeekValue(
    String market,
    Metric metric,
    Metric.Unit unit,
    boolean inBasisPoints,
    LocalDate start,
    Double value,
    Double before,
    Double weekChange,
    Double yearBefore,
    Double yearChange,
    Double centre,
    Double lower,
    Double upper,
    List<String> signals,
    boolean over,
    boolean provisional,
    Double atStake) {

  static WeekValue of(JsonNode row) {
    List<String> signals = new ArrayList<>();
    row.get("signals").forEach(signal -> signals.add(signal.asText()));
    return new WeekValue(
        row.get("market").asText(),
        Metric.of(row.get("metric").asText()),
        unit(row.get("unit").asText()),
        row.get("moves").asText().equals("basis_points"),
        LocalDate.parse(row.get("week_start").asText()),
        number(row, "value"),
        number(row, "before"),
        number(row, "week_change"),
        number(row, "year_before"),
        number(row, "year_change"),
        number(row, "centre"),
        number(row, "lower"),
        number(row, "upper"),
        List.copyOf(signals),
        row.get("over").asInt() == 1,
        row.get("provisional").asInt() == 1,
        number(row, "at_stake"));
  }

  /**
   * The same without anything that tells of so few people that it might tell of one of them.
   *
   * @param own whether it is this week that is small, not only the one before, or a year before
   */
  WeekValue withheld(boolean own, boolean weekBefore, boolean yearEarlier) {
    boolean noWeek = own || weekBefore;
    boolean noYear = own || yearEarlier;
    return new WeekValue(
        market,
        metric,
        unit,
        inBasisPoints,
        start,
        own ? null : value,
        weekBefore ? null : before,
        noWeek ? null : weekChange,
        yearEarlier ? null : yearBefore,
        noYear ? null : yearChange,
        centre,
        lower,
        upper,
        own ? List.of() : signals,
        !own && over,
        provisional,
        own ? null : atStake);
  }

  private static Metric.Unit unit(String name) {
    return switch (name) {
      case "count" -> Metric.Unit.COUNT;
      case "minutes" -> Metric.Unit.MINUTES;
      case "money" -> Metric.Unit.MONEY;
      case "money_rate" -> Metric.Unit.MONEY_RATE;
      case "per_1000" -> Metric.Unit.PER_1000;
      case "share" -> Metric.Unit.SHARE;
      case "seconds" -> Metric.Unit.SECONDS;
      case "ms" -> Metric.Unit.MS;
      default -> throw new IllegalArgumentException("no unit is called " + name);
    };
  }

  private static Double number(JsonNode row, String column) {
    JsonNode value = row.get(column);
    return value != null && value.isNumber() ? value.doubleValue() : null;
  }

  public IsoWeek week() {
    return new IsoWeek(start);
  }

  /** The value, as it is written. */
  public String shown() {
    return Shown.value(unit, value);
  }

  public String shownWeekChange() {
    return Shown.change(inBasisPoints, weekChange);
  }

  public String shownYearChange() {
    return Shown.change(inBasisPoints, yearChange);
  }

  public String shownCentre() {
    return Shown.value(unit, centre);
  }

  /** The limits; a dash where there are none. */
  public String shownLimits() {
    return lower == null || upper == null
        ? Shown.UNKNOWN
        : Shown.value(unit, lower) + " to " + Shown.value(unit, upper);
  }

  /** The signals in words; empty without any. */
  public String shownSignals() {
    return signals.stream().map(Shown::signal).collect(java.util.stream.Collectors.joining("; "));
  }

  public boolean hasSignal() {
    return !signals.isEmpty();
  }
}

package io.trustlift.report.weekly;

import java.util.Map;

/** What templates say of numbers and of names in the tables. */
final class Words {

  private static final Map<String, String> VERDICTS =
      Map.ofEntries(
          Map.entry("up", "goes up"),
          Map.entry("down", "goes down"),
          Map.entry("no_clear_change", "no clear change"),
          Map.entry("too_little_data", "too little data"),
          Map.entry("unhealthy", "not to be read: unhealthy"),
          Map.entry("less_than_claimed", "less than claimed"),
          Map.entry("more_than_claimed", "more than claimed"),
          Map.entry("in_line", "in line with the claim"),
          Map.entry("not_shown", "not shown"));

  private static final Map<String, String> BANDS =
      Map.of(
          "live", "during the stream",
          "replay", "during a replay",
          "an hour", "within an hour after",
          "a day", "within a day after",
          "a week", "within a week after",
          "no visit", "without a visit");

  public String verdict(String verdict) {
    return VERDICTS.getOrDefault(verdict, Shown.words(verdict));
  }

  public String band(String band) {
    return BANDS.getOrDefault(band, band);
  }

  public String lift(Double lift) {
    return Shown.lift(lift);
  }

  public String interval(Double low, Double high) {
    return low == null || high == null
        ? Shown.UNKNOWN
        : Shown.lift(low) + " to " + Shown.lift(high);
  }

  public String number(Number value, long decimals) {
    return value == null ? Shown.UNKNOWN : Shown.number(value.doubleValue(), (int) decimals);
  }

  public String words(String identifier) {
    return Shown.words(identifier);
  }

  /** Money that a signal is ranked by. */
  public String money(Double money) {
    return Shown.number(money, 0);
  }
}

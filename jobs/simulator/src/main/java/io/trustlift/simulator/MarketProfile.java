package io.trustlift.simulator;

import java.util.List;

/**
 * How people of one market watch and buy.
 *
 * @param code ISO 3166-1 alpha-2
 * @param currency ISO 4217
 * @param currencyPerDollar rough exchange rate; it scales prices only
 * @param decimals of a price in the currency
 * @param language most viewers' language, BCP 47
 * @param inquiriesPerMinute base rate of inquiries of a casual viewer, per viewer-minute
 * @param ordersPerMinute base rate of decisions to buy of a casual viewer, per viewer-minute
 * @param latencyMillis typical delay of the video
 * @param stallChance share of the heartbeats that report a stall
 * @param deferralHours median delay of an order that is not placed at once
 */
record MarketProfile(
    String code,
    String currency,
    double currencyPerDollar,
    int decimals,
    String language,
    double inquiriesPerMinute,
    double ordersPerMinute,
    int latencyMillis,
    double stallChance,
    double deferralHours) {

  private static final List<MarketProfile> ALL =
      List.of(
          new MarketProfile("US", "USD", 1, 2, "en", 0.030, 0.010, 1_900, 0.05, 6),
          new MarketProfile("DE", "EUR", 0.92, 2, "de", 0.026, 0.009, 1_500, 0.04, 26),
          new MarketProfile("SE", "SEK", 10.4, 2, "sv", 0.024, 0.009, 1_300, 0.03, 18),
          new MarketProfile("SG", "SGD", 1.34, 2, "en", 0.034, 0.010, 900, 0.06, 3),
          new MarketProfile("JP", "JPY", 150, 0, "ja", 0.024, 0.009, 1_100, 0.03, 30),
          new MarketProfile("AU", "AUD", 1.53, 2, "en", 0.028, 0.010, 2_300, 0.11, 8));

  static MarketProfile of(String code) {
    for (MarketProfile profile : ALL) {
      if (profile.code.equals(code)) {
        return profile;
      }
    }
    throw new IllegalArgumentException("no profile of market " + code);
  }

  double perMinute(OutcomeKind outcome) {
    return outcome == OutcomeKind.ORDER ? ordersPerMinute : inquiriesPerMinute;
  }

  /** A language of one viewer of this market. */
  String drawLanguage(Draws draws) {
    if (code.equals("SG") && draws.chance(0.45)) {
      return "zh";
    }
    return draws.chance(0.9) ? language : "en";
  }
}

package io.trustlift.simulator;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rates of one market in one room, per viewer-millisecond.
 *
 * <p>A rate is {@code base x engagement x room x heat x product of the rate ratios of the exposed
 * types}; see the package description.
 */
final class Hazards {
  /** How much more an engaged viewer asks and buys per minute than a casual one. */
  static final double ENGAGED_FACTOR = 1.25;

  private static final int SETS = 1 << CredentialType.values().length;

  private final double[][] byTypes = new double[OutcomeKind.values().length][SETS];
  private final double[] highest = new double[OutcomeKind.values().length];
  private final double[][] ratios =
      new double[OutcomeKind.values().length][CredentialType.values().length];

  private Hazards() {}

  /**
   * The rates of every market in one room.
   *
   * @param draws of this room's own effects
   */
  static Map<String, Hazards> ofRoom(SimulationConfig config, Draws draws) {
    double[][] factors = new double[OutcomeKind.values().length][CredentialType.values().length];
    for (double[] ofOutcome : factors) {
      Arrays.setAll(ofOutcome, type -> draws.factor(config.effects().effectSigma()));
    }
    Map<String, Hazards> byMarket = new TreeMap<>();
    for (String market : config.markets()) {
      byMarket.put(market, of(MarketProfile.of(market), config.effects(), factors));
    }
    return byMarket;
  }

  private static Hazards of(MarketProfile market, EffectSettings effects, double[][] factors) {
    Hazards hazards = new Hazards();
    for (OutcomeKind outcome : OutcomeKind.values()) {
      double base = market.perMinute(outcome) * effects.baseRateFactor() / ContractTimes.MINUTE;
      for (CredentialType type : CredentialType.values()) {
        hazards.ratios[outcome.index()][type.index()] =
            effects.rateRatio(market.code(), type, outcome)
                * factors[outcome.index()][type.index()];
      }
      for (int types = 0; types < SETS; types++) {
        double rate = base;
        for (CredentialType type : CredentialType.values()) {
          if ((types & type.bit()) != 0) {
            rate *= hazards.ratios[outcome.index()][type.index()];
          }
        }
        hazards.byTypes[outcome.index()][types] = rate;
        hazards.highest[outcome.index()] = Math.max(hazards.highest[outcome.index()], rate);
      }
    }
    return hazards;
  }

  /** Rate of a casual viewer at room and heat 1 who is exposed to a set of types. */
  double rate(OutcomeKind outcome, int types) {
    return byTypes[outcome.index()][types];
  }

  /** The rate ratio of a type in this room. */
  double ratio(OutcomeKind outcome, CredentialType type) {
    return ratios[outcome.index()][type.index()];
  }

  /** The highest {@link #rate} over all sets of types. */
  double highest(OutcomeKind outcome) {
    return highest[outcome.index()];
  }
}

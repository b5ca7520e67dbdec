package io.trustlift.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * What is planted in a world.
 *
 * @param rateRatios effects; what is not listed is 1, and of a repeated cell the last counts
 * @param roomSigma standard deviation of a room's log rate
 * @param heatSigma standard deviation over time of a room's log heat
 * @param baseRateFactor multiplies every base rate of inquiries and orders
 * @param effectSigma standard deviation, from room to room, of the log of a rate ratio. A room's
 *     ratio is the planted one times a log-normal factor of mean 1, drawn for each type and
 *     outcome: the planted one stays the mean of the ratios, which is what a Mantel-Haenszel ratio
 *     (a mean of the strata's ratios, weighted by what was to be expected without exposure)
 *     estimates.
 * @param viewerSigma standard deviation of a viewer's log rate, beside being engaged or not; the
 *     factor has mean 1 and stays with the viewer
 */
public record EffectSettings(
    List<RateRatio> rateRatios,
    double roomSigma,
    double heatSigma,
    double baseRateFactor,
    double effectSigma,
    double viewerSigma) {

  public EffectSettings {
    rateRatios = List.copyOf(rateRatios);
    requireWithin("roomSigma", roomSigma, 0, 2);
    requireWithin("heatSigma", heatSigma, 0, 2);
    requireWithin("baseRateFactor", baseRateFactor, 0, 100);
    requireWithin("effectSigma", effectSigma, 0, 1);
    requireWithin("viewerSigma", viewerSigma, 0, 2);
  }

  /** The demo's world: effects that follow the taxonomy's expected markets. */
  public static EffectSettings defaults() {
    List<RateRatio> ratios = new ArrayList<>();
    // Per type: the rate ratio of orders, then that of inquiries.
    plant(ratios, "US", new double[] {1.6, 0.9, 1.3, 1.1, 1.2, 1.15, 1.0, 1.2});
    plant(ratios, "DE", new double[] {1.8, 0.8, 1.0, 1.0, 1.3, 1.1, 1.1, 1.2});
    plant(ratios, "SE", new double[] {1.8, 0.85, 1.1, 1.0, 1.2, 1.0, 1.0, 1.15});
    plant(ratios, "SG", new double[] {1.0, 1.0, 1.9, 1.4, 1.15, 1.1, 1.9, 1.6});
    plant(ratios, "JP", new double[] {1.2, 0.9, 1.1, 1.0, 1.7, 1.4, 1.0, 1.0});
    plant(ratios, "AU", new double[] {1.5, 0.9, 1.3, 1.1, 1.0, 1.0, 1.2, 1.1});
    return new EffectSettings(ratios, 0.35, 0.55, 1, 0, 0);
  }

  /** The null world: no credential has any effect; the confounding stays. */
  public static EffectSettings none() {
    return defaults().withRateRatios(List.of());
  }

  /** The same with other effects. */
  public EffectSettings withRateRatios(List<RateRatio> ratios) {
    return new EffectSettings(
        ratios, roomSigma, heatSigma, baseRateFactor, effectSigma, viewerSigma);
  }

  /** The same with other base rates. */
  public EffectSettings withBaseRateFactor(double value) {
    return new EffectSettings(rateRatios, roomSigma, heatSigma, value, effectSigma, viewerSigma);
  }

  /** The same with another variation of the effects from room to room. */
  public EffectSettings withEffectSigma(double value) {
    return new EffectSettings(rateRatios, roomSigma, heatSigma, baseRateFactor, value, viewerSigma);
  }

  /** The same with viewers that differ more or less. */
  public EffectSettings withViewerSigma(double value) {
    return new EffectSettings(rateRatios, roomSigma, heatSigma, baseRateFactor, effectSigma, value);
  }

  /** The planted rate ratio of a cell. */
  public double rateRatio(String market, CredentialType type, OutcomeKind outcome) {
    double found = 1;
    for (RateRatio ratio : rateRatios) {
      if (ratio.market().equals(market) && ratio.type() == type && ratio.outcome() == outcome) {
        found = ratio.rateRatio();
      }
    }
    return found;
  }

  static void requireWithin(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(name + " outside [" + low + ", " + high + "]: " + value);
    }
  }

  private static void plant(List<RateRatio> ratios, String market, double[] orderThenInquiry) {
    for (CredentialType type : CredentialType.values()) {
      int at = 2 * type.index();
      ratios.add(new RateRatio(market, type, OutcomeKind.ORDER, orderThenInquiry[at]));
      ratios.add(new RateRatio(market, type, OutcomeKind.INQUIRY, orderThenInquiry[at + 1]));
    }
  }
}

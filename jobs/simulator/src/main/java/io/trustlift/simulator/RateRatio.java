package io.trustlift.simulator;

/**
 * A planted effect: by how much the hazard of an outcome is multiplied while a credential type is
 * exposed.
 *
 * @param market ISO 3166-1 alpha-2
 * @param rateRatio above 0; 1 is no effect
 */
public record RateRatio(String market, CredentialType type, OutcomeKind outcome, double rateRatio) {
  public RateRatio {
    if (!(rateRatio > 0 && rateRatio < 100)) {
      throw new IllegalArgumentException("rate ratio outside (0, 100): " + rateRatio);
    }
  }
}

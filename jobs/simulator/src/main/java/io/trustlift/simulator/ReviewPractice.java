package io.trustlift.simulator;

/** Whose review it is, and whether it was paid for. */
record ReviewPractice(PracticeSettings.Reviews factors) implements Practice {
  @Override
  public double orderFactor(Moment moment) {
    return moment.shown(
        CredentialType.SOCIAL_PROOF, display -> of(display.credential().standing()));
  }

  @Override
  public double highest() {
    double most = Math.max(factors.verified(), factors.unverified());
    return Math.max(1, Math.max(most, factors.incentivised()));
  }

  /** The factor of a review. */
  double of(Standing standing) {
    return switch (standing) {
      case VERIFIED -> factors.verified();
      case UNVERIFIED -> factors.unverified();
      case INCENTIVISED -> factors.incentivised();
      case NOT_STATED -> 1;
    };
  }
}

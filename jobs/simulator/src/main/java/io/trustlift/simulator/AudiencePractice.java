package io.trustlift.simulator;

/** Trust matters most at first sight. */
record AudiencePractice(double returningShare) implements Practice {
  @Override
  public double share(CredentialType type, Moment moment) {
    return moment.past().returning() ? returningShare : 1;
  }

  @Override
  public boolean lessens() {
    return true;
  }
}

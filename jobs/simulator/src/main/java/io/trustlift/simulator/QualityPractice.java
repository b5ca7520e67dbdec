package io.trustlift.simulator;

/** A stalling picture sells less, and makes papers on it say less. */
record QualityPractice(PracticeSettings.Quality settings) implements Practice {
  @Override
  public double orderFactor(Moment moment) {
    return bad(moment) ? settings.orderFactor() : 1;
  }

  @Override
  public double highest() {
    return Math.max(1, settings.orderFactor());
  }

  @Override
  public double share(CredentialType type, Moment moment) {
    return type == CredentialType.AUTHORITY && bad(moment) ? settings.authorityShare() : 1;
  }

  @Override
  public boolean lessens() {
    return true;
  }

  private static boolean bad(Moment moment) {
    return moment.live() && moment.room().badSpells().bad(moment.market(), moment.time());
  }
}

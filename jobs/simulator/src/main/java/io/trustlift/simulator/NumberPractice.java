package io.trustlift.simulator;

/** Too much at once is too much. */
record NumberPractice(double manyAtOnce) implements Practice {
  private static final int MANY = 3;

  @Override
  public double orderFactor(Moment moment) {
    return onScreen(moment) >= MANY ? manyAtOnce : 1;
  }

  @Override
  public double highest() {
    return Math.max(1, manyAtOnce);
  }

  private static long onScreen(Moment moment) {
    return moment.exposed().stream()
        .filter(Exposed::onScreen)
        .map(each -> each.display().credential().credentialId())
        .distinct()
        .count();
  }
}

package io.trustlift.simulator;

/** Whoever is answered quickly buys more often. */
record AnswerPractice(PracticeSettings.Answers factors) implements Practice {
  @Override
  public double orderFactor(Moment moment) {
    long millis = moment.answeredIn();
    if (millis < 0) {
      return 1;
    }
    if (millis <= 10 * ContractTimes.SECOND) {
      return factors.withinTenSeconds();
    }
    if (millis <= 30 * ContractTimes.SECOND) {
      return factors.withinThirtySeconds();
    }
    return millis <= 2 * ContractTimes.MINUTE ? factors.withinTwoMinutes() : 1;
  }

  @Override
  public double highest() {
    return Math.max(
        Math.max(1, factors.withinTenSeconds()),
        Math.max(factors.withinThirtySeconds(), factors.withinTwoMinutes()));
  }
}

package io.trustlift.simulator;

/** The semantics contract's parameters that the world obeys, in milliseconds. */
final class ContractTimes {
  /** Continuous on-screen time that counts as a view. */
  static final long MIN_VIEW = 2_000;

  /** How long a hidden credential still counts as recent. */
  static final long CARRY_OVER = 300_000;

  /** End of a display that is never hidden. */
  static final long MAX_DISPLAY = 14_400_000;

  /** Silence after which a visit is over. */
  static final long VISIT_GAP = 90_000;

  static final long SECOND = 1_000;
  static final long MINUTE = 60_000;
  static final long HOUR = 3_600_000;
  static final long DAY = 86_400_000;

  private ContractTimes() {}
}

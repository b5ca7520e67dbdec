package io.trustlift.simulator;

/**
 * One thing beside exposure itself that moves the rates of outcomes. A rate is that of {@link
 * Hazards}, with each exposed type's log rate ratio multiplied by the {@link #share} of every
 * practice; that of orders is multiplied by every {@link #orderFactor} as well.
 */
interface Practice {
  /** By what the rate of orders is multiplied. */
  default double orderFactor(Moment moment) {
    return 1;
  }

  /** A bound of {@link #orderFactor}, at least 1. */
  default double highest() {
    return 1;
  }

  /** What is left of the log rate ratio of an exposed type, 0 to 1. */
  default double share(CredentialType type, Moment moment) {
    return 1;
  }

  /** Whether {@link #share} is ever below 1. */
  default boolean lessens() {
    return false;
  }
}

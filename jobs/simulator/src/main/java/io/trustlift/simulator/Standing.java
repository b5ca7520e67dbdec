package io.trustlift.simulator;

/** What the catalogue states of a review. */
enum Standing {
  VERIFIED(true, false),
  UNVERIFIED(false, false),
  INCENTIVISED(false, true),
  NOT_STATED(null, null);

  private final Boolean verified;
  private final Boolean incentivised;

  Standing(Boolean verified, Boolean incentivised) {
    this.verified = verified;
    this.incentivised = incentivised;
  }

  /** Null where it is not stated. */
  Boolean verified() {
    return verified;
  }

  /** Null where it is not stated. */
  Boolean incentivised() {
    return incentivised;
  }
}

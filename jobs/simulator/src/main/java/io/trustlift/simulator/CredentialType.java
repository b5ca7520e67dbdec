package io.trustlift.simulator;

import com.fasterxml.jackson.annotation.JsonValue;

/** The four types of trust credentials. */
public enum CredentialType {
  AUTHORITY("authority", 0),
  SOCIAL_PROOF("social_proof", 1),
  LIVE_DEMONSTRATION("live_demonstration", 2),
  INTERACTION("interaction", 3);

  private final String wireName;
  private final int index;

  CredentialType(String wireName, int index) {
    this.wireName = wireName;
    this.index = index;
  }

  /** The name in events and tables. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** The type's place in arrays. */
  int index() {
    return index;
  }

  /** The type's bit in a set of types. */
  int bit() {
    return 1 << index;
  }
}

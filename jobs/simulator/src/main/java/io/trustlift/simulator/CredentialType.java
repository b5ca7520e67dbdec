package io.trustlift.simulator;

import com.fasterxml.jackson.annotation.JsonValue;

/** The four types of trust credentials. */
public enum CredentialType {
  AUTHORITY("authority"),
  SOCIAL_PROOF("social_proof"),
  LIVE_DEMONSTRATION("live_demonstration"),
  INTERACTION("interaction");

  private final String wireName;

  CredentialType(String wireName) {
    this.wireName = wireName;
  }

  /** The name in events and tables. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** The type's bit in a set of types. */
  int bit() {
    return 1 << ordinal();
  }
}

package io.trustlift.simulator;

import com.fasterxml.jackson.annotation.JsonValue;

/** What credentials may move. */
public enum OutcomeKind {
  INQUIRY("inquiry"),
  ORDER("order");

  private final String wireName;

  OutcomeKind(String wireName) {
    this.wireName = wireName;
  }

  /** The name in tables. */
  @JsonValue
  public String wireName() {
    return wireName;
  }
}

package io.trustlift.simulator;

import com.fasterxml.jackson.annotation.JsonValue;

/** What credentials may move. */
public enum OutcomeKind {
  INQUIRY("inquiry", 0),
  ORDER("order", 1);

  private final String wireName;
  private final int index;

  OutcomeKind(String wireName, int index) {
    this.wireName = wireName;
    this.index = index;
  }

  /** The name in tables. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** The outcome's place in arrays. */
  int index() {
    return index;
  }
}

package io.trustlift.model;

/** Whether a visit watches the stream as it happens or its recording. */
public enum Mode {
  LIVE("live"),
  REPLAY("replay");

  private final String text;

  Mode(String text) {
    this.text = text;
  }

  /** As it stands in events and tables. */
  public String text() {
    return text;
  }
}

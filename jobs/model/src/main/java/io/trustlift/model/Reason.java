package io.trustlift.model;

/** Why an event could not be used, in the order in which the reasons are checked. */
public enum Reason {
  /** Not a JSON object in UTF-8, nested deeper than 64, or over 64 KiB. */
  MALFORMED("malformed"),
  /**
   * A required field is missing, or a listed field has the wrong type or a value that is not
   * allowed.
   */
  INVALID("invalid"),
  /** More than five minutes ahead of its Kafka record time. */
  FUTURE("future"),
  /** A hide whose display was never shown, or not before it. */
  ORPHAN_HIDE("orphan_hide"),
  /** Behind the watermark with rows that are final already, or outside {@code order_window}. */
  LATE("late");

  private final String text;

  Reason(String text) {
    this.text = text;
  }

  /** As it stands in {@code rejected_events}. */
  public String text() {
    return text;
  }
}

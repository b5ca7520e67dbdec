package io.trustlift.model;

/** What a record's bytes turned out to be. */
public sealed interface ParsedRecord {

  /** A valid event. */
  record Valid(Event event) implements ParsedRecord {}

  /** A valid viewer event of a suspected bot: counted and otherwise ignored. */
  record Bot(long eventTime) implements ParsedRecord {}

  /**
   * An event that cannot be used.
   *
   * @param reason {@link Reason#MALFORMED} or {@link Reason#INVALID}
   * @param detail what is wrong, naming the field
   * @param eventTime epoch milliseconds, or {@link Event#NO_TIME} where it cannot be read
   */
  record Unusable(Reason reason, String detail, long eventTime) implements ParsedRecord {}
}

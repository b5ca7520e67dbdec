package io.trustlift.local.redrive;

import io.trustlift.model.Reason;
import java.util.Locale;

/**
 * A record that the job could not use, with what became of it since.
 *
 * @param detail what was wrong, in words
 * @param key the record's key as it stands behind the source; empty where there was none
 * @param payload the record's value as it stands behind the source: byte for byte, but for viewer
 *     ids where a secret makes pseudonyms of them
 */
@SuppressWarnings("ArrayRecordComponent") // identity is the position; the bytes only travel
public record DeadLetter(
    Position position, Reason reason, String detail, byte[] key, byte[] payload, Status status) {

  /** What became of it, in the order in which people are told. */
  public enum Status {
    /** Nothing yet. */
    WAITING,
    /** A redrive broke off: the next one finds out whether it was sent. */
    IN_DOUBT,
    /** Sent in again, and not rejected. */
    REDRIVEN,
    /** Sent in again, and rejected again: the new dead letter goes on for it. */
    REJECTED_AGAIN,
    /** Its event was sent in with another dead letter. */
    DUPLICATE;

    /** As it stands in {@code trust.dead_letters}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Status of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }
}

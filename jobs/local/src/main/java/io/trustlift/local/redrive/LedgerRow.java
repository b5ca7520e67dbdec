package io.trustlift.local.redrive;

import java.util.List;

/**
 * A row of {@code trust.redrives}.
 *
 * @param redriveId of the run
 * @param endsBefore where the topic's partitions ended before the send
 * @param sentPartition of the record that was sent; 0 unless the state is {@link State#SENT}
 * @param sentOffset of the record that was sent; 0 unless the state is {@link State#SENT}
 */
record LedgerRow(
    Position letter,
    String redriveId,
    State state,
    String eventHash,
    List<Long> endsBefore,
    int sentPartition,
    long sentOffset) {

  /** What is known of a send. */
  enum State {
    /** About to be sent, or in doubt. */
    SENDING("sending"),
    /** Committed. */
    SENT("sent"),
    /** Certain not to have been committed. */
    ABORTED("aborted"),
    /** Not sent, for its event was sent with another dead letter. */
    DUPLICATE("duplicate");

    private final String text;

    State(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    /** A decision takes the place of what went before it. */
    int version() {
      return this == SENDING ? 0 : 1;
    }
  }

  static LedgerRow sending(Outgoing outgoing, String redriveId, List<Long> endsBefore) {
    return new LedgerRow(
        outgoing.letter(), redriveId, State.SENDING, outgoing.eventHash(), endsBefore, 0, 0);
  }

  static LedgerRow duplicate(Outgoing outgoing, String redriveId) {
    return new LedgerRow(
        outgoing.letter(), redriveId, State.DUPLICATE, outgoing.eventHash(), List.of(), 0, 0);
  }

  LedgerRow sent(Place place) {
    return new LedgerRow(
        letter, redriveId, State.SENT, eventHash, endsBefore, place.partition(), place.offset());
  }

  LedgerRow aborted() {
    return new LedgerRow(letter, redriveId, State.ABORTED, eventHash, endsBefore, 0, 0);
  }
}

package io.trustlift.model;

/**
 * A valid event as it was read, with where it stood: should it turn out later that it cannot be
 * used, the whole record goes to the dead letters.
 *
 * @param topic that it was read from, and is counted under: of a record that was translated from
 *     another format not always the event's
 * @param recordTime Kafka record time, epoch milliseconds
 * @param key the record's key, byte for byte; empty where there was none
 * @param payload the record's value, byte for byte
 */
@SuppressWarnings(
    "ArrayRecordComponent") // identity is topic, partition and offset; the bytes only travel
public record Received(
    Event event,
    Topic topic,
    int partition,
    long offset,
    long recordTime,
    byte[] key,
    byte[] payload) {

  private static final byte[] NONE = {};

  /** An event of the topic that it was read from. */
  public Received(
      Event event, int partition, long offset, long recordTime, byte[] key, byte[] payload) {
    this(event, event.topic(), partition, offset, recordTime, key, payload);
  }

  public long eventTime() {
    return event.eventTime();
  }

  /** The same without the bytes, for an event that can no longer be rejected. */
  public Received withoutBytes() {
    return key.length == 0 && payload.length == 0
        ? this
        : new Received(event, topic, partition, offset, recordTime, NONE, NONE);
  }

  /** This event as a dead letter. */
  public Rejected rejected(Reason reason, String detail) {
    return new Rejected(
        topic, partition, offset, recordTime, key, payload, reason, detail, event.eventTime());
  }
}

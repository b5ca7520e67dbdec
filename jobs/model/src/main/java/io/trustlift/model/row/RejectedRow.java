package io.trustlift.model.row;

/**
 * A row of {@code rejected_events}: an event that could not be used, whole, with the reason. Topic,
 * partition and offset identify it, so that writing it twice leaves one row.
 *
 * @param reason {@code malformed}, {@code invalid}, {@code future}, {@code orphan_hide} or {@code
 *     late}
 * @param detail what was wrong, in words, naming the field
 * @param payload the record's value, byte for byte
 * @param key the record's key, byte for byte; empty where there was none
 * @param eventTime epoch milliseconds, or null where the event has none that can be read
 * @param rejectedAt wall clock at the rejection, epoch milliseconds
 */
@SuppressWarnings(
    "ArrayRecordComponent") // identity is topic, partition and offset; the bytes only travel
public record RejectedRow(
    String topic,
    int partition,
    long offset,
    String reason,
    String detail,
    byte[] payload,
    byte[] key,
    Long eventTime,
    long rejectedAt) {}

package io.trustlift.model;

/**
 * A record that could not be used: a dead letter.
 *
 * @param recordTime Kafka record time, epoch milliseconds
 * @param key the record's key, byte for byte; empty where there was none
 * @param payload the record's value, byte for byte
 * @param detail what was wrong, in words
 * @param eventTime epoch milliseconds, or {@link Event#NO_TIME}
 */
@SuppressWarnings(
    "ArrayRecordComponent") // identity is topic, partition and offset; the bytes only travel
public record Rejected(
    Topic topic,
    int partition,
    long offset,
    long recordTime,
    byte[] key,
    byte[] payload,
    Reason reason,
    String detail,
    long eventTime) {}

package io.trustlift.model.row;

/**
 * A row of {@code event_counts}: how many records of a topic came to which end. For every topic and
 * minute, {@code read} equals the sum of {@code used}, {@code duplicate}, {@code bot} and {@code
 * rejected} once all has been processed.
 *
 * @param minute of the Kafka record time, epoch milliseconds
 * @param disposition {@code read}, {@code used}, {@code duplicate}, {@code bot} or {@code rejected}
 * @param reason of a rejection; empty otherwise
 * @param events count so far; it only grows, so it is the row's version too
 */
public record EventCountRow(
    String topic, long minute, String disposition, String reason, long events) {}

package io.trustlift.model.row;

/**
 * A row of {@code quality_minutes_versions}: one measure of how well a stream came through, summed
 * over the events of a minute.
 *
 * @param minute epoch milliseconds
 * @param measure {@code stall_ms}, {@code latency_ms}, or {@code latency_le_N}: events that told a
 *     latency of that class
 * @param amount sum so far; it only grows, so it is the row's version too
 */
public record QualityRow(
    long minute, String streamId, String mode, String market, String measure, long amount) {}

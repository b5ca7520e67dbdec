package io.trustlift.model.row;

/**
 * A row of {@code schedule}: an entry of the plan of streams.
 *
 * @param eventTime epoch milliseconds; of the entries of a stream the latest counts, then the
 *     greater {@code eventId}
 * @param plannedStart epoch milliseconds
 * @param series empty where there is none
 * @param status {@code planned} or {@code cancelled}
 */
public record ScheduleRow(
    String streamId,
    String eventId,
    long eventTime,
    long plannedStart,
    String series,
    String status) {}

package io.trustlift.model.row;

import java.util.List;

/**
 * A row of {@code visits}: one visit, open or closed.
 *
 * @param startedAt epoch milliseconds
 * @param endedAt time of the visit's last event so far, epoch milliseconds
 * @param exposedMs milliseconds with any credential on screen
 * @param seen sorted ids of the credentials viewed by {@code endedAt}
 * @param stallMs sum of the milliseconds that playback stalled
 * @param version number of the visit's events behind this row: the row of more events replaces the
 *     other
 */
public record VisitRow(
    String visitId,
    String viewerId,
    String streamId,
    String mode,
    String market,
    long startedAt,
    long endedAt,
    long exposedMs,
    List<String> seen,
    int questions,
    int productClicks,
    int addToCarts,
    int shares,
    long stallMs,
    long version) {}

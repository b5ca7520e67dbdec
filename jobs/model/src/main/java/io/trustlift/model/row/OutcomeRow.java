package io.trustlift.model.row;

import java.math.BigDecimal;
import java.util.List;

/**
 * A row of {@code outcomes}: an inquiry or an order, with what its viewer had on screen, had seen
 * shortly before, and had seen in the visit.
 *
 * @param kind {@code inquiry} or {@code order}
 * @param occurredAt epoch milliseconds
 * @param attribution {@code in_visit}, {@code post_visit} or {@code none}
 * @param status of an order's latest event; empty for an inquiry
 * @param amount of an order's latest event, at most 14 digits before the point and 4 after; 0 for
 *     an inquiry
 * @param version number of the order's events behind this row (1 for an inquiry): more events
 *     replace fewer
 */
public record OutcomeRow(
    String outcomeId,
    String kind,
    long occurredAt,
    String viewerId,
    String market,
    String streamId,
    String visitId,
    String mode,
    List<String> onScreen,
    List<String> recent,
    List<String> seen,
    String attribution,
    String status,
    boolean paid,
    BigDecimal amount,
    String currency,
    long version) {}

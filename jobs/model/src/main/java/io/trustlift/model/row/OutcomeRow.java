package io.trustlift.model.row;

import java.math.BigDecimal;
import java.util.List;

/**
 * A row of {@code outcomes}: an inquiry or an order, with what its viewer had on screen, had seen
 * shortly before, and had seen in the visit.
 *
 * @param kind {@code inquiry} or {@code order}
 * @param occurredAt epoch milliseconds
 * @param exposed30s sorted ids on screen or recent 30 seconds before; empty where that was before
 *     the visit, or {@code attribution} is not {@code in_visit}
 * @param exposed60s the same 60 seconds before
 * @param exposed120s the same 120 seconds before
 * @param attribution {@code in_visit}, {@code post_visit} or {@code none}
 * @param status of an order's latest event; empty for an inquiry
 * @param amount of an order's latest event, at most 14 digits before the point and 4 after; 0 for
 *     an inquiry
 * @param paidAmount of an order's latest {@code paid} event; 0 without one
 * @param refundedAmount of an order's latest {@code refunded} event; 0 without one
 * @param topic what an inquiry is about; empty where it was not told, and for an order
 * @param language of who inquired, as the producer labelled it; empty where it did not, and for an
 *     order
 * @param version number of the order's events behind this row (1 for an inquiry): more events
 *     replace fewer
 * @param revision whether a row of this outcome was written before; all but status, money and
 *     version is as it was then
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
    List<String> exposed30s,
    List<String> exposed60s,
    List<String> exposed120s,
    String attribution,
    String status,
    boolean paid,
    BigDecimal amount,
    BigDecimal paidAmount,
    BigDecimal refundedAmount,
    String currency,
    String topic,
    String language,
    long version,
    boolean revision) {}

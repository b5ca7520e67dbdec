package io.trustlift.model.row;

import java.util.List;

/**
 * A row of {@code experiments}: one entry of one experiment. All entries are kept; the latest by
 * {@code eventTime}, then {@code eventId}, is the experiment.
 *
 * @param eventTime epoch milliseconds
 * @param control one of {@code variants}
 * @param variants in the order of their code points
 * @param shares of the variants, in their order; they add up to 1
 * @param plannedEffect relative lift, or null where not stated
 * @param startedAt epoch milliseconds
 * @param endedAt epoch milliseconds, or null while open
 */
public record ExperimentRow(
    String experimentId,
    String eventId,
    long eventTime,
    String name,
    String control,
    List<String> variants,
    List<Double> shares,
    String primaryMetric,
    Double plannedEffect,
    long startedAt,
    Long endedAt) {}

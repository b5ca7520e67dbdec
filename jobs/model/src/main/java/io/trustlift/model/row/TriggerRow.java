package io.trustlift.model.row;

/**
 * A row of {@code experiment_triggers}: the first instant at which an assigned viewer could have
 * met the experiment.
 *
 * @param triggeredAt epoch milliseconds
 */
public record TriggerRow(
    String experimentId,
    String viewerId,
    String variant,
    String market,
    String streamId,
    long triggeredAt) {}

package io.trustlift.model.row;

/**
 * A row of {@code shows}: a display as its show event told of it on arrival, seconds before it is
 * settled. Only what is on air now is asked of it, and only until {@code displays} knows better.
 *
 * @param shownAt epoch milliseconds
 */
public record ShowRow(
    String displayId,
    String streamId,
    String credentialId,
    String placement,
    String experimentId,
    String variant,
    long shownAt) {}

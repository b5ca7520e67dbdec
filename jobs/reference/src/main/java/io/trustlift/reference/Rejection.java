package io.trustlift.reference;

/** A row of {@code rejected_events}; {@code eventTime} is null where there is none. */
record Rejection(Topic topic, String reason, String payload, Long eventTime) {}

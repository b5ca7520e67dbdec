package io.trustlift.simulator;

/** A stream that is open, and what it shows. */
record Room(StreamPlan stream, DisplaySchedule schedule) {}

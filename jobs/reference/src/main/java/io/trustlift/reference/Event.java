package io.trustlift.reference;

/** What all five kinds of events have. */
interface Event {
  String eventId();

  long time();

  /** The record's key in Kafka. */
  String key();
}

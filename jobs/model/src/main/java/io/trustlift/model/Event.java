package io.trustlift.model;

/** A valid event of one of the six topics. Text that is absent is the empty string. */
public sealed interface Event
    permits ViewerEvent,
        DisplayEvent,
        OrderEvent,
        AssignmentEvent,
        CredentialEvent,
        ExperimentEvent,
        ScheduleEvent,
        ErasureEvent {

  /** Stands for a time that is absent. */
  long NO_TIME = Long.MIN_VALUE;

  Topic topic();

  String eventId();

  /** Epoch milliseconds, 0 to 253402300799999. */
  long eventTime();

  /** The value that the topic is keyed by. */
  String key();
}

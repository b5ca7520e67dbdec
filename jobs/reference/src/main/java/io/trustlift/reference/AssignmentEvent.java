package io.trustlift.reference;

import java.util.Comparator;

/** An event of {@code live.experiment-assignments}. */
record AssignmentEvent(String eventId, long time, String experiment, String viewer, String variant)
    implements Event {

  /** "Ties and order": the first assignment has the smaller event_id. */
  static final Comparator<AssignmentEvent> FIRST =
      Comparator.comparingLong(AssignmentEvent::time)
          .thenComparing(AssignmentEvent::eventId, CodePoints.ORDER);

  @Override
  public String key() {
    return viewer;
  }

  static AssignmentEvent read(Fields fields) throws InvalidException {
    return new AssignmentEvent(
        fields.requiredId("event_id"),
        fields.requiredTime("event_time"),
        fields.requiredId("experiment_id"),
        fields.requiredId("viewer_id"),
        fields.requiredId("variant"));
  }
}

package io.trustlift.model;

/**
 * A viewer was put into one arm of an experiment. The first assignment, by time, is the one that
 * counts.
 */
public record AssignmentEvent(
    String eventId, long eventTime, String experimentId, String viewerId, String variant)
    implements Event {

  @Override
  public Topic topic() {
    return Topic.EXPERIMENT_ASSIGNMENTS;
  }

  @Override
  public String key() {
    return viewerId;
  }
}

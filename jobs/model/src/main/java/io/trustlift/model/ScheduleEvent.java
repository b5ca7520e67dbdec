package io.trustlift.model;

/**
 * A stream as it was planned. Of the entries of one stream the latest counts.
 *
 * @param plannedStart epoch milliseconds
 * @param series what the stream is an episode of; empty where it is of none
 * @param cancelled whether it has been called off
 */
public record ScheduleEvent(
    String eventId,
    long eventTime,
    String streamId,
    long plannedStart,
    String series,
    boolean cancelled)
    implements Event {

  @Override
  public Topic topic() {
    return Topic.SCHEDULE;
  }

  @Override
  public String key() {
    return streamId;
  }
}

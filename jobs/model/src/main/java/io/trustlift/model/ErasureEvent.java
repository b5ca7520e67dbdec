package io.trustlift.model;

/**
 * A viewer asked to be forgotten: whatever is held of the viewer goes, and so does every event of
 * the viewer up to this one's time that comes later.
 */
public record ErasureEvent(String eventId, long eventTime, String viewerId) implements Event {

  @Override
  public Topic topic() {
    return Topic.ERASURES;
  }

  @Override
  public String key() {
    return viewerId;
  }
}

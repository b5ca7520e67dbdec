package io.trustlift.model;

/**
 * Something a viewer did in a room, or the host's {@link Type#REPLY} to it.
 *
 * @param viewerId who did it; of a reply, the asker
 * @param inReplyTo of a reply, the question's {@code event_id}; else empty or what the producer
 *     wrote
 * @param mediaTime in a replay the instant of the recording that is being shown, epoch
 *     milliseconds, not after {@code eventTime}; else {@link Event#NO_TIME}
 * @param stallMs milliseconds that playback stalled since the last event, at least 0
 * @param latencyMs how far playback was behind the host, milliseconds; {@link #NO_LATENCY} where it
 *     was not told
 * @param subject what a question is about, the field {@code topic}; empty where it was not told
 * @param language of the viewer, as the producer labelled it; empty where it was not told
 */
public record ViewerEvent(
    String eventId,
    long eventTime,
    Type type,
    String streamId,
    String viewerId,
    String market,
    Mode mode,
    String inReplyTo,
    long mediaTime,
    int stallMs,
    int latencyMs,
    String subject,
    String language)
    implements Event {

  /** In place of a latency that was not told. */
  public static final int NO_LATENCY = -1;

  /** What happened. */
  public enum Type {
    JOIN,
    HEARTBEAT,
    LEAVE,
    QUESTION,
    COMMENT,
    PRODUCT_CLICK,
    ADD_TO_CART,
    SHARE,
    FOLLOW,
    REPLY
  }

  @Override
  public Topic topic() {
    return Topic.VIEWER_EVENTS;
  }

  @Override
  public String key() {
    return viewerId;
  }
}

package io.trustlift.reference;

import java.util.Comparator;
import java.util.Set;

/** An event of {@code live.viewer-events}; {@code mediaTime} is null if absent. */
record ViewerEvent(
    String eventId,
    long time,
    String type,
    String stream,
    String viewer,
    String market,
    String mode,
    String inReplyTo,
    Long mediaTime,
    long stallMs,
    boolean bot)
    implements Event {

  static final Set<String> TYPES =
      Set.of(
          "join",
          "heartbeat",
          "leave",
          "question",
          "comment",
          "product_click",
          "add_to_cart",
          "share",
          "follow",
          "reply");

  /** "Visits": in the order of (event_time, leave last, event_id). */
  static final Comparator<ViewerEvent> VISIT_ORDER =
      Comparator.comparingLong(ViewerEvent::time)
          .thenComparing(ViewerEvent::isLeave)
          .thenComparing(ViewerEvent::eventId, CodePoints.ORDER);

  @Override
  public String key() {
    return viewer;
  }

  boolean isLeave() {
    return type.equals("leave");
  }

  boolean isReply() {
    return type.equals("reply");
  }

  boolean isQuestion() {
    return type.equals("question");
  }

  static ViewerEvent read(Fields fields) throws InvalidException {
    String mode = fields.oneOf("mode", Set.of("live", "replay"));
    ViewerEvent event =
        new ViewerEvent(
            fields.requiredId("event_id"),
            fields.requiredTime("event_time"),
            fields.requiredOneOf("event_type", TYPES),
            fields.requiredId("stream_id"),
            fields.requiredId("viewer_id"),
            fields.requiredMarket("market"),
            mode.isEmpty() ? "live" : mode,
            fields.id("in_reply_to"),
            fields.time("media_time"),
            fields.count("stall_ms"),
            fields.flag("is_bot"));
    fields.count("latency_ms");
    fields.text("product_id");
    fields.text("language");
    fields.text("topic");
    if (event.isReply() && event.inReplyTo.isEmpty()) {
      throw new InvalidException("in_reply_to", "is missing");
    }
    if (event.mode.equals("replay") && (event.mediaTime == null || event.mediaTime > event.time)) {
      throw new InvalidException("media_time", "is missing, or after event_time");
    }
    return event;
  }
}

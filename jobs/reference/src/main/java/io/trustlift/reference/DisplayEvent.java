package io.trustlift.reference;

import java.util.Comparator;
import java.util.Set;

/** An event of {@code live.overlay-displays}. */
record DisplayEvent(
    String eventId,
    long time,
    String action,
    String stream,
    String displayId,
    String credential,
    String placement,
    String product,
    String experiment,
    String variant)
    implements Event {

  static final Set<String> PLACEMENTS =
      Set.of("backdrop", "detail_page", "bullet_scroll", "interlude", "host_mention");

  /** "Ties and order": the first show and the first hide have the smaller event_id. */
  static final Comparator<DisplayEvent> FIRST =
      Comparator.comparingLong(DisplayEvent::time)
          .thenComparing(DisplayEvent::eventId, CodePoints.ORDER);

  @Override
  public String key() {
    return stream;
  }

  boolean isShow() {
    return action.equals("show");
  }

  boolean isSameDisplay(DisplayEvent other) {
    return stream.equals(other.stream) && displayId.equals(other.displayId);
  }

  static DisplayEvent read(Fields fields) throws InvalidException {
    DisplayEvent event =
        new DisplayEvent(
            fields.requiredId("event_id"),
            fields.requiredTime("event_time"),
            fields.requiredOneOf("action", Set.of("show", "hide")),
            fields.requiredId("stream_id"),
            fields.requiredId("display_id"),
            fields.id("credential_id"),
            fields.oneOf("placement", PLACEMENTS),
            fields.text("product_id"),
            fields.id("experiment_id"),
            fields.id("variant"));
    if (event.isShow() && event.credential.isEmpty()) {
      throw new InvalidException("credential_id", "is missing");
    }
    if (event.experiment.isEmpty() != event.variant.isEmpty()) {
      throw new InvalidException("experiment_id", "and variant: both or neither");
    }
    return event;
  }
}

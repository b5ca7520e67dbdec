package io.trustlift.model.json;

import io.trustlift.model.Event;
import io.trustlift.model.Mode;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.ParsedRecord.Bot;
import io.trustlift.model.ParsedRecord.Valid;
import io.trustlift.model.ViewerEvent;
import io.trustlift.model.json.Field.InvalidField;
import java.util.Locale;
import java.util.Map;

/** Reads a {@code viewer-events} record. */
final class ViewerEventReader extends EventReader {

  private static final Map<String, ViewerEvent.Type> EVENT_TYPES =
      named(ViewerEvent.Type.values(), type -> type.name().toLowerCase(Locale.ROOT));
  private static final Map<String, Mode> MODES = named(Mode.values(), Mode::text);

  private final Field eventType = field("event_type");
  private final Field streamId = field("stream_id");
  private final Field viewerId = field("viewer_id");
  private final Field market = field("market");
  private final Field mode = field("mode");
  private final Field inReplyTo = field("in_reply_to");
  private final Field mediaTime = field("media_time");
  private final Field productId = field("product_id");
  private final Field language = field("language");
  private final Field topic = field("topic");
  private final Field stallMs = field("stall_ms");
  private final Field latencyMs = field("latency_ms");
  private final Field isBot = field("is_bot");

  @Override
  ParsedRecord record() throws InvalidField {
    String id = eventId.requiredId();
    long time = eventTime.requiredTime();
    ViewerEvent.Type type = eventType.requiredOneOf(EVENT_TYPES);
    Mode watched = mode.oneOf(MODES, Mode.LIVE);
    String question = type == ViewerEvent.Type.REPLY ? inReplyTo.requiredId() : inReplyTo.id();
    long shown = watched == Mode.REPLAY ? mediaTime.requiredTime() : mediaTime.time();
    if (watched == Mode.REPLAY && shown > time) {
      throw new InvalidField("media_time", "is after event_time");
    }
    productId.text();
    Boolean bot = isBot.flag();
    ViewerEvent event =
        new ViewerEvent(
            id,
            time,
            type,
            streamId.requiredId(),
            viewerId.requiredId(),
            market.requiredCapitals(2),
            watched,
            question,
            watched == Mode.REPLAY ? shown : Event.NO_TIME,
            stallMs.count(),
            latencyMs.countOr(ViewerEvent.NO_LATENCY),
            topic.text(),
            language.text());
    return Boolean.TRUE.equals(bot) ? new Bot(time) : new Valid(event);
  }
}

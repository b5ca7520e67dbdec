package io.trustlift.model.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.trustlift.model.AssignmentEvent;
import io.trustlift.model.CredentialEvent;
import io.trustlift.model.DisplayEvent;
import io.trustlift.model.ErasureEvent;
import io.trustlift.model.Event;
import io.trustlift.model.ExperimentEvent;
import io.trustlift.model.Mode;
import io.trustlift.model.OrderEvent;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.ParsedRecord.Bot;
import io.trustlift.model.ParsedRecord.Unusable;
import io.trustlift.model.ParsedRecord.Valid;
import io.trustlift.model.Reason;
import io.trustlift.model.ScheduleEvent;
import io.trustlift.model.Topic;
import io.trustlift.model.ViewerEvent;
import io.trustlift.model.json.Fields.InvalidField;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads a record of an input topic: strict JSON, then every listed field by its type and allowed
 * values. One pass over the bytes by a streaming parser. Not thread-safe: one parser per reader.
 */
public final class EventParser {

  /** The longest record that is read, in bytes. */
  public static final int MAX_BYTES = 64 * 1024;

  /** The deepest nesting that is read, the outer object being level 1. */
  static final int MAX_DEPTH = 64;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_BYTES)
                  .maxNameLength(MAX_BYTES)
                  .maxStringLength(MAX_BYTES)
                  .build())
          .build();

  private static final Map<String, ViewerEvent.Type> EVENT_TYPES =
      named(ViewerEvent.Type.values(), type -> type.name().toLowerCase(java.util.Locale.ROOT));
  private static final Map<String, Mode> MODES = named(Mode.values(), Mode::text);
  private static final Map<String, OrderEvent.Status> ORDER_STATUSES =
      named(OrderEvent.Status.values(), OrderEvent.Status::text);
  private static final Map<String, Boolean> ACTIONS = Map.of("show", true, "hide", false);
  private static final Map<String, Boolean> CREDENTIAL_STATUSES =
      Map.of("active", false, "revoked", true);
  private static final Map<String, Boolean> PLANS = Map.of("planned", false, "cancelled", true);
  private static final Map<String, String> PLACEMENTS =
      itself("backdrop", "detail_page", "bullet_scroll", "interlude", "host_mention");
  private static final Map<String, String> CREDENTIAL_TYPES =
      itself("authority", "social_proof", "live_demonstration", "interaction");
  private static final Map<String, String> METRICS =
      itself(
          "order_rate",
          "revenue_per_viewer",
          "inquiry_rate",
          "orders_per_inquirer",
          "refund_rate",
          "stall_share",
          "watch_minutes");
  private static final String DEFAULT_METRIC = "order_rate";

  private final Fields viewerFields =
      new Fields(
          "event_id",
          "event_time",
          "event_type",
          "stream_id",
          "viewer_id",
          "market",
          "mode",
          "in_reply_to",
          "media_time",
          "product_id",
          "language",
          "topic",
          "stall_ms",
          "latency_ms",
          "is_bot");
  private final Fields displayFields =
      new Fields(
          "event_id",
          "event_time",
          "display_id",
          "stream_id",
          "action",
          "credential_id",
          "placement",
          "product_id",
          "experiment_id",
          "variant");
  private final Fields orderFields =
      new Fields(
          "event_id",
          "event_time",
          "order_id",
          "status",
          "viewer_id",
          "market",
          "amount",
          "currency",
          "stream_id",
          "product_id",
          "quantity");
  private final Fields assignmentFields =
      new Fields("event_id", "event_time", "experiment_id", "viewer_id", "variant");
  private final Fields credentialFields =
      new Fields(
          "event_id",
          "event_time",
          "credential_id",
          "type",
          "kind",
          "title",
          "status",
          "issuer",
          "scheme",
          "section",
          "owner",
          "evidence_url",
          "valid_from",
          "valid_until",
          "reviewed_at",
          "verified",
          "incentivised",
          "valid_markets",
          "product_ids");
  private final Fields experimentFields =
      new Fields(
          "event_id",
          "event_time",
          "experiment_id",
          "name",
          "control",
          "shares",
          "primary_metric",
          "planned_effect",
          "started_at",
          "ended_at");
  private final Fields erasureFields = new Fields("event_id", "event_time", "viewer_id");
  private final Fields scheduleFields =
      new Fields("event_id", "event_time", "stream_id", "planned_start", "series", "status");

  /**
   * Reads one record.
   *
   * @param value the record's value; null counts as malformed
   */
  public ParsedRecord parse(Topic topic, byte[] value) {
    if (value == null) {
      return malformed("has no value");
    }
    if (value.length > MAX_BYTES) {
      return malformed("is over " + MAX_BYTES + " bytes");
    }
    String complaint = StrictText.complaint(value);
    if (complaint != null) {
      return malformed(complaint);
    }
    Fields fields = fieldsOf(topic);
    try (JsonParser json = JSON.createParser(value)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return malformed("is not a JSON object");
      }
      fields.read(json);
      if (json.nextToken() != null) {
        return malformed("goes on after the JSON object");
      }
    } catch (IOException e) {
      return malformed("is not JSON that can be read");
    }
    try {
      return valid(topic);
    } catch (InvalidField e) {
      return new Unusable(Reason.INVALID, e.getMessage(), readableTime(fields));
    }
  }

  private Fields fieldsOf(Topic topic) {
    return switch (topic) {
      case VIEWER_EVENTS -> viewerFields;
      case OVERLAY_DISPLAYS -> displayFields;
      case ORDERS -> orderFields;
      case EXPERIMENT_ASSIGNMENTS -> assignmentFields;
      case CREDENTIALS -> credentialFields;
      case EXPERIMENTS -> experimentFields;
      case SCHEDULE -> scheduleFields;
      case ERASURES -> erasureFields;
    };
  }

  private ParsedRecord valid(Topic topic) throws InvalidField {
    return switch (topic) {
      case VIEWER_EVENTS -> viewerEvent();
      case OVERLAY_DISPLAYS -> new Valid(displayEvent());
      case ORDERS -> new Valid(orderEvent());
      case EXPERIMENT_ASSIGNMENTS -> new Valid(assignmentEvent());
      case CREDENTIALS -> new Valid(credentialEvent());
      case EXPERIMENTS -> new Valid(experimentEvent());
      case SCHEDULE -> new Valid(scheduleEvent());
      case ERASURES -> new Valid(erasureEvent());
    };
  }

  private ParsedRecord viewerEvent() throws InvalidField {
    Fields f = viewerFields;
    String eventId = f.requiredId("event_id");
    long eventTime = f.requiredTime("event_time");
    ViewerEvent.Type type = f.requiredOneOf("event_type", EVENT_TYPES);
    Mode mode = f.oneOf("mode", MODES, Mode.LIVE);
    String inReplyTo =
        type == ViewerEvent.Type.REPLY ? f.requiredId("in_reply_to") : f.id("in_reply_to");
    long mediaTime = mode == Mode.REPLAY ? f.requiredTime("media_time") : f.time("media_time");
    if (mode == Mode.REPLAY && mediaTime > eventTime) {
      throw new InvalidField("media_time", "is after event_time");
    }
    f.text("product_id");
    Boolean bot = f.flag("is_bot");
    ViewerEvent event =
        new ViewerEvent(
            eventId,
            eventTime,
            type,
            f.requiredId("stream_id"),
            f.requiredId("viewer_id"),
            f.requiredCapitals("market", 2),
            mode,
            inReplyTo,
            mode == Mode.REPLAY ? mediaTime : Event.NO_TIME,
            f.count("stall_ms"),
            f.countOr("latency_ms", ViewerEvent.NO_LATENCY),
            f.text("topic"),
            f.text("language"));
    return Boolean.TRUE.equals(bot) ? new Bot(eventTime) : new Valid(event);
  }

  private DisplayEvent displayEvent() throws InvalidField {
    Fields f = displayFields;
    boolean show = f.requiredOneOf("action", ACTIONS);
    String experimentId = f.id("experiment_id");
    String variant = f.id("variant");
    if (experimentId.isEmpty() != variant.isEmpty()) {
      throw new InvalidField("experiment_id", "and variant stand together or not at all");
    }
    return new DisplayEvent(
        f.requiredId("event_id"),
        f.requiredTime("event_time"),
        f.requiredId("display_id"),
        f.requiredId("stream_id"),
        show,
        show ? f.requiredId("credential_id") : f.id("credential_id"),
        f.oneOf("placement", PLACEMENTS, ""),
        f.text("product_id"),
        experimentId,
        variant);
  }

  private OrderEvent orderEvent() throws InvalidField {
    Fields f = orderFields;
    f.text("product_id");
    f.count("quantity");
    return new OrderEvent(
        f.requiredId("event_id"),
        f.requiredTime("event_time"),
        f.requiredId("order_id"),
        f.requiredOneOf("status", ORDER_STATUSES),
        f.requiredId("viewer_id"),
        f.requiredCapitals("market", 2),
        f.requiredAmount("amount"),
        f.requiredCapitals("currency", 3),
        f.text("stream_id"));
  }

  private AssignmentEvent assignmentEvent() throws InvalidField {
    Fields f = assignmentFields;
    return new AssignmentEvent(
        f.requiredId("event_id"),
        f.requiredTime("event_time"),
        f.requiredId("experiment_id"),
        f.requiredId("viewer_id"),
        f.requiredId("variant"));
  }

  private CredentialEvent credentialEvent() throws InvalidField {
    Fields f = credentialFields;
    return new CredentialEvent(
        f.requiredId("event_id"),
        f.requiredTime("event_time"),
        f.requiredId("credential_id"),
        f.requiredOneOf("type", CREDENTIAL_TYPES),
        f.requiredText("kind"),
        f.requiredText("title"),
        f.requiredOneOf("status", CREDENTIAL_STATUSES),
        f.text("issuer"),
        f.text("scheme"),
        f.text("section"),
        f.text("owner"),
        f.text("evidence_url"),
        f.time("valid_from"),
        f.time("valid_until"),
        f.time("reviewed_at"),
        f.flag("verified"),
        f.flag("incentivised"),
        f.texts("valid_markets"),
        f.texts("product_ids"));
  }

  private ErasureEvent erasureEvent() throws InvalidField {
    Fields f = erasureFields;
    return new ErasureEvent(
        f.requiredId("event_id"), f.requiredTime("event_time"), f.requiredId("viewer_id"));
  }

  private ScheduleEvent scheduleEvent() throws InvalidField {
    Fields f = scheduleFields;
    return new ScheduleEvent(
        f.requiredId("event_id"),
        f.requiredTime("event_time"),
        f.requiredId("stream_id"),
        f.requiredTime("planned_start"),
        f.text("series"),
        f.oneOf("status", PLANS, false));
  }

  private ExperimentEvent experimentEvent() throws InvalidField {
    Fields f = experimentFields;
    String eventId = f.requiredId("event_id");
    long eventTime = f.requiredTime("event_time");
    String experimentId = f.requiredId("experiment_id");
    String control = f.requiredId("control");
    SortedMap<String, Double> shares = f.requiredShares("shares");
    if (!shares.containsKey(control)) {
      throw new InvalidField("control", "is none of the variants in shares");
    }
    long startedAt = f.time("started_at");
    startedAt = startedAt == Event.NO_TIME ? eventTime : startedAt;
    long endedAt = f.time("ended_at");
    if (endedAt != Event.NO_TIME && endedAt <= startedAt) {
      throw new InvalidField("ended_at", "is not after started_at, which is event_time if absent");
    }
    return new ExperimentEvent(
        eventId,
        eventTime,
        experimentId,
        f.text("name"),
        control,
        List.copyOf(shares.keySet()),
        List.copyOf(shares.values()),
        f.oneOf("primary_metric", METRICS, DEFAULT_METRIC),
        f.positive("planned_effect"),
        startedAt,
        endedAt);
  }

  private static long readableTime(Fields fields) {
    try {
      return fields.time("event_time");
    } catch (InvalidField e) {
      return Event.NO_TIME;
    }
  }

  private static Unusable malformed(String detail) {
    return new Unusable(Reason.MALFORMED, "the record " + detail, Event.NO_TIME);
  }

  private static <T> Map<String, T> named(T[] values, Function<T, String> name) {
    return Arrays.stream(values).collect(Collectors.toUnmodifiableMap(name, Function.identity()));
  }

  private static Map<String, String> itself(String... values) {
    return named(values, Function.identity());
  }
}

package io.trustlift.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sorts the records of a file as the semantics contract does, before anything is joined. */
final class ContractCheck {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> EVENT_TYPES =
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
  private static final Map<Topic, List<String>> REQUIRED_IDS =
      Map.of(
          Topic.VIEWER_EVENTS, List.of("event_id", "stream_id", "viewer_id"),
          Topic.OVERLAY_DISPLAYS, List.of("event_id", "display_id", "stream_id"),
          Topic.ORDERS, List.of("event_id", "order_id", "viewer_id"),
          Topic.EXPERIMENT_ASSIGNMENTS,
              List.of("event_id", "experiment_id", "viewer_id", "variant"),
          Topic.CREDENTIALS, List.of("event_id", "credential_id"),
          Topic.EXPERIMENTS, List.of("event_id", "experiment_id"),
          Topic.SCHEDULE, List.of("event_id", "stream_id"));

  private long records;
  private long malformed;
  private long invalid;
  private long duplicates;
  private long bots;
  private long valid;
  private long greatestDisorder;
  private long latest;

  private ContractCheck() {}

  static ContractCheck of(Path directory, Topic topic) throws IOException {
    ContractCheck check = new ContractCheck();
    Map<String, String> known = new HashMap<>();
    try (BufferedReader lines = Files.newBufferedReader(directory.resolve(topic.fileName()))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        check.add(topic, line, known);
      }
    }
    return check;
  }

  long records() {
    return records;
  }

  long malformed() {
    return malformed;
  }

  long invalid() {
    return invalid;
  }

  long duplicates() {
    return duplicates;
  }

  long bots() {
    return bots;
  }

  long valid() {
    return valid;
  }

  /** How far a valid record comes after one of a later event time, milliseconds. */
  long greatestDisorder() {
    return greatestDisorder;
  }

  long latest() {
    return latest;
  }

  private void add(Topic topic, String line, Map<String, String> known) {
    records++;
    JsonNode event = parse(line);
    if (event == null || !event.isObject() || event.path("event_time").isNull()) {
      malformed++;
      return;
    }
    if (!isTime(event.path("event_time")) || !hasIds(topic, event) || !fits(topic, event)) {
      invalid++;
      return;
    }
    long time = WorldFiles.time(event.get("event_time"));
    greatestDisorder = Math.max(greatestDisorder, latest - time);
    latest = Math.max(latest, time);
    String before = known.putIfAbsent(event.get("event_id").textValue(), line);
    if (before != null) {
      if (!before.equals(line)) {
        throw new AssertionError("an event_id used twice: " + line);
      }
      duplicates++;
    } else if (event.path("is_bot").booleanValue()) {
      bots++;
    } else {
      valid++;
    }
  }

  private static JsonNode parse(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (IOException e) {
      return null;
    }
  }

  private static boolean isTime(JsonNode value) {
    if (value.isIntegralNumber()) {
      return value.longValue() >= 0;
    }
    if (!value.isTextual()
        || !value.textValue().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z")) {
      return false;
    }
    try {
      return WorldFiles.time(value) >= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean hasIds(Topic topic, JsonNode event) {
    return REQUIRED_IDS.get(topic).stream()
        .map(event::path)
        .allMatch(id -> isText(id) && !id.textValue().contains("|"));
  }

  private static boolean isText(JsonNode value) {
    return value.isTextual() && !value.textValue().isEmpty();
  }

  private static boolean fits(Topic topic, JsonNode event) {
    return switch (topic) {
      case VIEWER_EVENTS -> fitsViewer(event);
      case OVERLAY_DISPLAYS -> fitsDisplay(event);
      case ORDERS -> fitsOrder(event);
      case EXPERIMENT_ASSIGNMENTS -> true;
      case EXPERIMENTS -> fitsExperiment(event);
      case SCHEDULE ->
          isTime(event.path("planned_start"))
              && optional(
                  event.path("status"),
                  Set.of("planned", "cancelled").contains(event.path("status").asText()));
      case CREDENTIALS ->
          Set.of("authority", "social_proof", "live_demonstration", "interaction")
                  .contains(event.path("type").asText())
              && isText(event.path("kind"))
              && isText(event.path("title"))
              && Set.of("active", "revoked").contains(event.path("status").asText())
              && optional(event.path("valid_markets"), event.path("valid_markets").isArray())
              && optional(event.path("product_ids"), event.path("product_ids").isArray())
              && optional(event.path("valid_from"), isTime(event.path("valid_from")))
              && optional(event.path("valid_until"), isTime(event.path("valid_until")))
              && optional(event.path("reviewed_at"), isTime(event.path("reviewed_at")))
              && optional(event.path("verified"), event.path("verified").isBoolean());
    };
  }

  private static boolean fitsViewer(JsonNode event) {
    String type = event.path("event_type").asText();
    String mode = event.path("mode").asText("live");
    boolean replay = mode.equals("replay");
    JsonNode media = event.path("media_time");
    return EVENT_TYPES.contains(type)
        && event.path("market").asText().matches("[A-Z]{2}")
        && (!type.equals("reply") || isText(event.path("in_reply_to")))
        && (replay || mode.equals("live") || event.path("mode").isMissingNode())
        && (!replay
            || (isTime(media)
                && WorldFiles.time(media) <= WorldFiles.time(event.get("event_time"))))
        && isCount(event.path("stall_ms"))
        && isCount(event.path("latency_ms"))
        && optional(event.path("is_bot"), event.path("is_bot").isBoolean());
  }

  private static boolean fitsDisplay(JsonNode event) {
    String action = event.path("action").asText();
    return Set.of("show", "hide").contains(action)
        && (action.equals("hide") || isText(event.path("credential_id")))
        && isText(event.path("experiment_id")) == isText(event.path("variant"))
        && optional(
            event.path("placement"),
            Set.of("backdrop", "detail_page", "bullet_scroll", "interlude", "host_mention")
                .contains(event.path("placement").asText()));
  }

  private static boolean fitsOrder(JsonNode event) {
    return Set.of("placed", "paid", "cancelled", "refunded").contains(event.path("status").asText())
        && event.path("market").asText().matches("[A-Z]{2}")
        && event.path("amount").asText().matches("\\d{1,14}(\\.\\d{1,4})?")
        && event.path("currency").asText().matches("[A-Z]{3}")
        && isCount(event.path("quantity"));
  }

  private static boolean fitsExperiment(JsonNode event) {
    JsonNode shares = event.path("shares");
    boolean numbers = shares.isObject() && shares.size() >= 2;
    double sum = 0;
    for (JsonNode share : shares) {
      numbers &= share.isNumber() && share.doubleValue() >= 0;
      sum += share.doubleValue();
    }
    return numbers
        && sum > 0
        && shares.has(event.path("control").asText())
        && Set.of(
                "order_rate",
                "revenue_per_viewer",
                "inquiry_rate",
                "orders_per_inquirer",
                "refund_rate",
                "stall_share",
                "watch_minutes")
            .contains(event.path("primary_metric").asText())
        && event.path("planned_effect").doubleValue() > 0
        && isTime(event.path("started_at"))
        && isTime(event.path("ended_at"))
        && WorldFiles.time(event.path("started_at")) < WorldFiles.time(event.path("ended_at"));
  }

  private static boolean isCount(JsonNode value) {
    return optional(value, value.isInt() && value.intValue() >= 0);
  }

  private static boolean optional(JsonNode value, boolean fits) {
    return value.isMissingNode() || fits;
  }
}

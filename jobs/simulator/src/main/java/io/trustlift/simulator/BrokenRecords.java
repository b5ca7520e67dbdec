package io.trustlift.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Records that no job may use, made of valid ones. */
final class BrokenRecords {
  /**
   * A way of breaking a record.
   *
   * @param reason under which the contract rejects it
   */
  private record Kind(String name, String reason) {}

  /** A broken record. */
  static final class Broken {
    private final byte[] line;
    private final Kind kind;

    private Broken(byte[] line, Kind kind) {
      this.line = line;
      this.kind = kind;
    }

    /** The record with its line feed. */
    byte[] line() {
      return line;
    }

    /** How it was broken. */
    String kind() {
      return kind.name();
    }

    /** Whether the contract rejects it as malformed; otherwise it is invalid. */
    boolean isMalformed() {
      return kind.reason().equals(MALFORMED);
    }
  }

  private static final String MALFORMED = "malformed";
  private static final String INVALID = "invalid";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final List<Kind> OF_ANY_TOPIC =
      List.of(
          new Kind("truncated", MALFORMED),
          new Kind("not_json", MALFORMED),
          new Kind("not_an_object", MALFORMED),
          new Kind("event_time_null", MALFORMED),
          new Kind("event_id_missing", INVALID),
          new Kind("event_id_with_separator", INVALID),
          new Kind("event_time_in_words", INVALID));

  private BrokenRecords() {}

  /** Breaks a valid record in a random way. */
  static Broken of(Topic topic, byte[] valid, Draws draws) {
    Kind kind = draws.chance(0.6) ? draws.pick(OF_ANY_TOPIC) : draws.pick(ofTopic(topic));
    byte[] line =
        switch (kind.name()) {
          case "truncated" -> ended(Arrays.copyOf(valid, valid.length * 3 / 5));
          case "not_json" -> "not json at all\n".getBytes(StandardCharsets.UTF_8);
          case "not_an_object" -> "[1,2]\n".getBytes(StandardCharsets.UTF_8);
          default -> changed(valid, kind.name());
        };
    return new Broken(line, kind);
  }

  private static List<Kind> ofTopic(Topic topic) {
    return switch (topic) {
      case VIEWER_EVENTS ->
          List.of(
              new Kind("event_type_unknown", INVALID),
              new Kind("market_no_code", INVALID),
              new Kind("stall_negative", INVALID),
              new Kind("is_bot_text", INVALID),
              new Kind("reply_to_nothing", INVALID),
              new Kind("replay_without_media_time", INVALID),
              new Kind("viewer_id_missing", INVALID));
      case OVERLAY_DISPLAYS ->
          List.of(
              new Kind("action_unknown", INVALID),
              new Kind("show_of_nothing", INVALID),
              new Kind("experiment_without_variant", INVALID));
      case ORDERS ->
          List.of(
              new Kind("amount_negative", INVALID),
              new Kind("currency_no_code", INVALID),
              new Kind("status_unknown", INVALID),
              new Kind("amount_missing", INVALID));
      case EXPERIMENT_ASSIGNMENTS ->
          List.of(new Kind("variant_missing", INVALID), new Kind("variant_number", INVALID));
      case CREDENTIALS ->
          List.of(
              new Kind("type_unknown", INVALID),
              new Kind("title_missing", INVALID),
              new Kind("valid_markets_no_array", INVALID));
      case EXPERIMENTS ->
          List.of(new Kind("control_missing", INVALID), new Kind("shares_missing", INVALID));
      case SCHEDULE ->
          List.of(new Kind("planned_start_missing", INVALID), new Kind("status_unknown", INVALID));
    };
  }

  private static byte[] changed(byte[] valid, String kind) {
    try {
      ObjectNode event = (ObjectNode) MAPPER.readTree(valid);
      String eventId = event.get("event_id").textValue();
      event.put("event_id", eventId + "-broken");
      switch (kind) {
        case "event_time_null" -> event.putNull("event_time");
        case "event_id_missing" -> event.remove("event_id");
        case "event_id_with_separator" -> event.put("event_id", eventId + "|broken");
        case "event_time_in_words" -> event.put("event_time", "yesterday");
        case "event_type_unknown" -> event.put("event_type", "dance");
        case "market_no_code" -> event.put("market", "usa");
        case "stall_negative" -> event.put("stall_ms", -5);
        case "is_bot_text" -> event.put("is_bot", "no");
        case "reply_to_nothing" -> event.put("event_type", "reply").remove("in_reply_to");
        case "replay_without_media_time" -> event.put("mode", "replay").remove("media_time");
        case "viewer_id_missing" -> event.remove("viewer_id");
        case "control_missing" -> event.remove("control");
        case "shares_missing" -> event.remove("shares");
        case "action_unknown" -> event.put("action", "toggle");
        case "show_of_nothing" -> event.put("action", "show").remove("credential_id");
        case "experiment_without_variant" -> event.put("experiment_id", "lost").remove("variant");
        case "amount_negative" -> event.put("amount", "-3.00");
        case "currency_no_code" -> event.put("currency", "usd");
        case "status_unknown" -> event.put("status", "shipped");
        case "amount_missing" -> event.remove("amount");
        case "variant_missing" -> event.remove("variant");
        case "variant_number" -> event.put("variant", 2);
        case "type_unknown" -> event.put("type", "certificate");
        case "title_missing" -> event.remove("title");
        case "planned_start_missing" -> event.remove("planned_start");
        case "valid_markets_no_array" -> event.put("valid_markets", "everywhere");
        default -> throw new IllegalArgumentException(kind);
      }
      return ended(MAPPER.writeValueAsBytes(event));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] ended(byte[] text) {
    byte[] line = Arrays.copyOf(text, text.length + 1);
    line[text.length] = '\n';
    return line;
  }
}

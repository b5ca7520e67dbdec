package io.trustlift.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trustlift.model.Topic;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A record's fields as JSON text, so that a test can write into one what no JSON library would. */
record RecordText(Topic topic, Map<String, String> fields) {

  /** A valid record of the topic with every listed field in it. */
  static RecordText of(Topic topic) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("event_id", "\"e-1\"");
    fields.put("event_time", "\"2026-01-21T09:12:49.123Z\"");
    switch (topic) {
      case VIEWER_EVENTS -> {
        fields.put("event_type", "\"reply\"");
        fields.put("stream_id", "\"s-1\"");
        fields.put("viewer_id", "\"v-1\"");
        fields.put("market", "\"US\"");
        fields.put("mode", "\"replay\"");
        fields.put("in_reply_to", "\"q-1\"");
        fields.put("media_time", "1768900000000");
        fields.put("product_id", "\"p-1\"");
        fields.put("language", "\"en\"");
        fields.put("topic", "\"price\"");
        fields.put("stall_ms", "1200");
        fields.put("latency_ms", "80");
        fields.put("is_bot", "false");
      }
      case OVERLAY_DISPLAYS -> {
        fields.put("display_id", "\"d-1\"");
        fields.put("stream_id", "\"s-1\"");
        fields.put("action", "\"show\"");
        fields.put("credential_id", "\"c-1\"");
        fields.put("placement", "\"backdrop\"");
        fields.put("product_id", "\"p-1\"");
        fields.put("experiment_id", "\"x-1\"");
        fields.put("variant", "\"b\"");
      }
      case ORDERS -> {
        fields.put("order_id", "\"o-1\"");
        fields.put("status", "\"paid\"");
        fields.put("viewer_id", "\"v-1\"");
        fields.put("market", "\"DE\"");
        fields.put("amount", "\"19.90\"");
        fields.put("currency", "\"EUR\"");
        fields.put("stream_id", "\"s-1\"");
        fields.put("product_id", "\"p-1\"");
        fields.put("quantity", "2");
      }
      case EXPERIMENT_ASSIGNMENTS -> {
        fields.put("experiment_id", "\"x-1\"");
        fields.put("viewer_id", "\"v-1\"");
        fields.put("variant", "\"b\"");
      }
      case CREDENTIALS -> {
        fields.put("credential_id", "\"c-1\"");
        fields.put("type", "\"authority\"");
        fields.put("kind", "\"certificate\"");
        fields.put("title", "\"ISO 9001\"");
        fields.put("status", "\"revoked\"");
        fields.put("issuer", "\"TUV\"");
        fields.put("scheme", "\"iso\"");
        fields.put("section", "\"quality\"");
        fields.put("owner", "\"ops\"");
        fields.put("evidence_url", "\"https://example.com/9001\"");
        fields.put("valid_from", "1000");
        fields.put("valid_until", "2000");
        fields.put("reviewed_at", "1500");
        fields.put("verified", "true");
        fields.put("incentivised", "false");
        fields.put("valid_markets", "[\"US\",\"DE\"]");
        fields.put("product_ids", "[]");
      }
      case EXPERIMENTS -> {
        fields.put("experiment_id", "\"x-1\"");
        fields.put("name", "\"Certificates on the backdrop\"");
        fields.put("control", "\"a\"");
        fields.put("shares", "{\"b\":3,\"a\":1.0}");
        fields.put("primary_metric", "\"revenue_per_viewer\"");
        fields.put("planned_effect", "0.05");
        fields.put("started_at", "1000");
        fields.put("ended_at", "2000");
      }
      case ERASURES -> fields.put("viewer_id", "\"v-1\"");
      case SCHEDULE -> {
        fields.put("stream_id", "\"s-1\"");
        fields.put("planned_start", "3000");
        fields.put("series", "\"Tuesdays\"");
        fields.put("status", "\"cancelled\"");
      }
    }
    return new RecordText(topic, fields);
  }

  RecordText with(String field, String json) {
    Map<String, String> changed = new LinkedHashMap<>(fields);
    changed.put(field, json);
    return new RecordText(topic, changed);
  }

  RecordText without(String field) {
    Map<String, String> changed = new LinkedHashMap<>(fields);
    changed.remove(field);
    return new RecordText(topic, changed);
  }

  String json() {
    return fields.entrySet().stream()
        .map(field -> '"' + field.getKey() + "\":" + field.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  byte[] bytes() {
    return json().getBytes(UTF_8);
  }
}

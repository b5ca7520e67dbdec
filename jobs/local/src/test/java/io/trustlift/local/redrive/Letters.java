package io.trustlift.local.redrive;

import io.trustlift.model.Reason;
import io.trustlift.model.Topic;
import java.nio.charset.StandardCharsets;

/** Dead letters for tests. */
final class Letters {

  static final long NOW = 1_780_000_000_000L;

  private Letters() {}

  static DeadLetter waiting(Topic topic, Reason reason, String key, String value) {
    return new DeadLetter(
        new Position(topic, 1, 7),
        reason,
        "is wrong",
        utf8(key),
        utf8(value),
        DeadLetter.Status.WAITING);
  }

  static DeadLetter with(DeadLetter letter, DeadLetter.Status status) {
    return new DeadLetter(
        letter.position(),
        letter.reason(),
        letter.detail(),
        letter.key(),
        letter.payload(),
        status);
  }

  static DeadLetter at(DeadLetter letter, long offset) {
    Position position = letter.position();
    return new DeadLetter(
        new Position(position.topic(), position.partition(), offset),
        letter.reason(),
        letter.detail(),
        letter.key(),
        letter.payload(),
        letter.status());
  }

  static String viewerEvent(String id, String type, long time, String viewer) {
    return "{\"event_id\":\"%s\",\"event_time\":%d,\"event_type\":\"%s\",\"stream_id\":\"s1\",\"viewer_id\":\"%s\",\"market\":\"DE\"%s}"
        .formatted(id, time, type, viewer, type.equals("reply") ? ",\"in_reply_to\":\"q\"" : "");
  }

  static String display(String id, String action, long time) {
    return "{\"event_id\":\"%s\",\"event_time\":%d,\"display_id\":\"d1\",\"stream_id\":\"s1\",\"action\":\"%s\",\"credential_id\":\"c1\"}"
        .formatted(id, time, action);
  }

  static String order(String id, String status, long time, String viewer) {
    return "{\"event_id\":\"%s\",\"event_time\":%d,\"order_id\":\"o1\",\"status\":\"%s\",\"viewer_id\":\"%s\",\"market\":\"DE\",\"amount\":\"9.90\",\"currency\":\"EUR\"}"
        .formatted(id, time, status, viewer);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

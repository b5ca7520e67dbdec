package io.trustlift.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a draft as JSON that means the same, plainly or with everything the contract allows: other
 * spellings of times and text, fields in any order, repeated and unlisted names, nulls.
 */
final class DraftWriter {
  private static final Map<Topic, List<String>> OPTIONAL_TEXTS =
      Map.of(
          Topic.VIEWER_EVENTS,
          List.of("mode", "in_reply_to", "media_time", "product_id", "language", "topic"),
          Topic.OVERLAY_DISPLAYS,
          List.of("credential_id", "placement", "product_id", "experiment_id", "variant"),
          Topic.ORDERS,
          List.of("stream_id", "product_id"),
          Topic.EXPERIMENT_ASSIGNMENTS,
          List.of(),
          Topic.CREDENTIALS,
          List.of(
              "issuer",
              "scheme",
              "section",
              "owner",
              "evidence_url",
              "valid_from",
              "valid_until",
              "reviewed_at"));

  private static final Map<Topic, List<String>> OPTIONAL_OTHERS =
      Map.of(
          Topic.VIEWER_EVENTS,
          List.of("stall_ms", "latency_ms", "is_bot"),
          Topic.OVERLAY_DISPLAYS,
          List.of(),
          Topic.ORDERS,
          List.of("quantity"),
          Topic.EXPERIMENT_ASSIGNMENTS,
          List.of(),
          Topic.CREDENTIALS,
          List.of("verified", "incentivised", "valid_markets", "product_ids"));

  /** Values of unlisted fields: "ignored, whatever they hold". */
  private static final List<String> ODD_VALUES =
      List.of(
          "null",
          "-0.0",
          "1e400",
          "-1E-400",
          "9".repeat(1_200),
          "{}",
          "[]",
          "[1, [2, {\"event_id\": \"inner\", \"event_time\": 0}]]",
          "{\"a\": {\"a\": 1, \"a\": 2}}",
          "\"\\u0000\\b\\f\\n\\r\\t\\/\"",
          "\"\\ud83d\\ude00\"",
          "\"\ud83d\ude00\u007f\u2028\uffff\"",
          "[".repeat(63) + "]".repeat(63),
          "true");

  private static final List<String> ODD_NAMES =
      List.of("", " ", "Event_ID", "event_id ", "eventId", "x", "\ud83d\ude00", "__proto__");

  private static final List<Integer> OFFSETS =
      List.of(0, 60, 330, 345, 540, -300, -720, 1439, -1439);

  private final Dice dice;

  DraftWriter(Dice dice) {
    this.dice = dice;
  }

  String write(Draft draft) {
    boolean odd = dice.chance(0.4);
    List<String> members = new ArrayList<>();
    draft.fields().forEach((name, value) -> members.add(member(name, value(value), odd)));
    if (!odd) {
      return "{" + String.join(",", members) + "}";
    }
    addAbsent(draft, members);
    addUnlisted(members);
    List<String> shuffled = dice.shuffled(members);
    addRepeated(draft, shuffled);
    return join(shuffled);
  }

  /** Fills up with an unlisted field to an exact number of bytes. */
  String writePadded(Draft draft, int bytes) {
    String json = write(draft);
    String start = json.substring(0, json.lastIndexOf('}')) + ",\"filler\":\"";
    int filler = bytes - start.getBytes(UTF_8).length - 2;
    return start + "x".repeat(filler) + "\"}";
  }

  private void addAbsent(Draft draft, List<String> members) {
    for (String name : OPTIONAL_TEXTS.get(draft.topic())) {
      if (!draft.fields().containsKey(name) && dice.chance(0.1)) {
        members.add(member(name, dice.pick("null", "\"\""), true));
      }
    }
    for (String name : OPTIONAL_OTHERS.get(draft.topic())) {
      if (!draft.fields().containsKey(name) && dice.chance(0.1)) {
        members.add(member(name, "null", true));
      }
    }
  }

  private void addUnlisted(List<String> members) {
    while (dice.chance(0.3)) {
      members.add(string(dice.pick(ODD_NAMES), true) + ":" + dice.pick(ODD_VALUES));
    }
  }

  /** "Of a repeated name the last counts", even where an earlier value had a wrong type. */
  private void addRepeated(Draft draft, List<String> members) {
    if (dice.chance(0.2)) {
      String name = dice.pick(List.copyOf(draft.fields().keySet()));
      members.add(0, member(name, dice.pick("null", "[{}]", "\"other|\"", "-1.5", "true"), true));
    }
  }

  private String join(List<String> members) {
    StringBuilder json = new StringBuilder(space() + "{" + space());
    for (int i = 0; i < members.size(); i++) {
      json.append(i == 0 ? "" : "," + space()).append(members.get(i));
    }
    return json.append(space()).append('}').append(space()).toString();
  }

  private String space() {
    return dice.pick("", "", " ", "\t", "  ");
  }

  private String member(String name, String json, boolean odd) {
    return odd
        ? string(name, true) + space() + ":" + space() + json
        : string(name, false) + ":" + json;
  }

  private String value(Object value) {
    if (value instanceof Draft.Raw raw) {
      return raw.json();
    }
    if (value instanceof Draft.Time time) {
      return dice.chance(0.5)
          ? Long.toString(time.millis())
          : string(rfc3339(time.millis()), false);
    }
    return value instanceof String text ? string(text, dice.chance(0.2)) : value.toString();
  }

  private String rfc3339(long millis) {
    int offset = dice.chance(0.6) ? 0 : dice.pick(OFFSETS);
    long local = millis + offset * 60_000L;
    String seconds =
        LocalDateTime.ofEpochSecond(Math.floorDiv(local, 1000L), 0, ZoneOffset.UTC)
            .format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss"));
    return seconds + fraction((int) Math.floorMod(local, 1000L)) + zone(offset);
  }

  private String fraction(int millis) {
    String digits = "%03d".formatted(millis);
    String cutOff = dice.pick("", "", "9", "999999", "000000", "123456789012");
    if (millis == 0) {
      return dice.pick("", ".0", ".000" + cutOff);
    }
    return dice.chance(0.2) ? "." + digits.replaceAll("0+$", "") : "." + digits + cutOff;
  }

  private String zone(int offset) {
    if (offset == 0) {
      return dice.pick("Z", "Z", "Z", "+00:00", "-00:00");
    }
    return "%s%02d:%02d"
        .formatted(offset < 0 ? "-" : "+", Math.abs(offset) / 60, Math.abs(offset) % 60);
  }

  /** A JSON string; if it is to be odd, some characters are escaped that need not be. */
  private String string(String text, boolean odd) {
    StringBuilder json = new StringBuilder("\"");
    for (int c : text.codePoints().toArray()) {
      if (c < ' ' || c == '"' || c == '\\' || (odd && dice.chance(0.05))) {
        String escape = dice.chance(0.5) ? "\\u%04x" : "\\u%04X";
        for (char unit : Character.toChars(c)) {
          json.append(escape.formatted((int) unit));
        }
      } else {
        json.appendCodePoint(c);
      }
    }
    return json.append('"').toString();
  }
}

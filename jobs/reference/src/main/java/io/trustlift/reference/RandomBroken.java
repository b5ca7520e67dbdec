package io.trustlift.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes records that are malformed or invalid out of drafts that are valid. */
final class RandomBroken {
  private static final String MISSING = "";

  private static final List<String> NO_TIMES =
      List.of(
          MISSING,
          "null",
          "\"\"",
          "true",
          "[1]",
          "1.0",
          "1e12",
          "-1",
          "253402300800000",
          "99999999999999999999",
          "\"1769950429647\"",
          "\"yesterday\"",
          "\"2009-01-20 10:00:00Z\"",
          "\"2009-01-20t10:00:00Z\"",
          "\"2009-01-20T10:00:00z\"",
          "\"2009-01-20T10:00:00\"",
          "\"2009-01-20T10:00Z\"",
          "\"2009-01-20T10:00:00.Z\"",
          "\"2009-01-20T10:00:00,5Z\"",
          "\"2009-01-20T24:00:00Z\"",
          "\"2009-01-20T10:60:00Z\"",
          "\"2008-12-31T23:59:60Z\"",
          "\"2009-02-29T10:00:00Z\"",
          "\"2009-13-01T10:00:00Z\"",
          "\"2009-00-01T10:00:00Z\"",
          "\"2009-1-2T10:00:00Z\"",
          "\"2009-01-20T10:00:00+24:00\"",
          "\"2009-01-20T10:00:00+01:60\"",
          "\"2009-01-20T10:00:00+0100\"",
          "\"2009-01-20T10:00:00+01\"",
          "\"2009-01-20T10:00:00Z \"",
          "\"2009-01-20\"",
          "\"1969-12-31T23:59:59Z\"",
          "\"10000-01-01T00:00:00Z\"",
          "\"+2009-01-20T10:00:00Z\"",
          "\"\\u0662\\u0660\\u0660\\u0669-01-20T10:00:00Z\"");

  private static final List<String> NO_TEXTS = List.of("5", "true", "[]", "{\"a\":1}");
  private static final List<String> NO_IDS =
      List.of("5", "false", "[\"a\"]", "{}", "\"a|b\"", "\"|\"");
  private static final List<String> NO_WORDS =
      List.of("1", "[]", "\"dance\"", "\" live\"", "\"SHOW\"");
  private static final List<String> NO_COUNTS =
      List.of(
          "-1", "1.0", "1e2", "2147483648", "99999999999999999999", "\"5\"", "\"\"", "true", "[]");
  private static final List<String> NO_FLAGS = List.of("\"true\"", "\"\"", "0", "1", "[]");
  private static final List<String> NO_LISTS =
      List.of("\"US\"", "\"\"", "{}", "[1]", "[[]]", "true");
  private static final List<String> NO_MARKETS =
      List.of(MISSING, "null", "\"\"", "\"us\"", "\"Us\"", "\"USA\"", "\"U\"", "\"U1\"", "5");
  private static final List<String> NO_CURRENCIES =
      List.of(
          MISSING, "null", "\"\"", "\"usd\"", "\"US\"", "\"USDX\"", "\"\u00c4\u00c4\u00c4\"", "5");
  private static final List<String> NO_AMOUNTS =
      List.of(
          MISSING,
          "null",
          "\"\"",
          "true",
          "[1]",
          "-1",
          "-0.5",
          "1e2",
          "1.5E3",
          "12.34567",
          "123456789012345",
          "\"-1\"",
          "\"+1\"",
          "\"1e2\"",
          "\".5\"",
          "\"1,5\"",
          "\" 1\"",
          "\"12.34567\"",
          "\"123456789012345\"",
          "\"\\u0661\"",
          "\"NaN\"",
          "\"0x1\"");

  /** What has to be in an event. */
  private static final Map<Topic, List<String>> REQUIRED =
      Map.of(
          Topic.VIEWER_EVENTS,
          List.of("event_id", "event_type", "stream_id", "viewer_id"),
          Topic.OVERLAY_DISPLAYS,
          List.of("event_id", "action", "stream_id", "display_id"),
          Topic.ORDERS,
          List.of("event_id", "order_id", "status", "viewer_id"),
          Topic.EXPERIMENT_ASSIGNMENTS,
          List.of("event_id", "experiment_id", "viewer_id", "variant"),
          Topic.CREDENTIALS,
          List.of("event_id", "credential_id", "type", "kind", "title", "status"));

  /** What a field of an event must not be. */
  private static final Map<Topic, Map<String, List<String>>> WRONG =
      Map.of(
          Topic.VIEWER_EVENTS,
          Map.ofEntries(
              Map.entry("event_id", NO_IDS),
              Map.entry("event_time", NO_TIMES),
              Map.entry("event_type", NO_WORDS),
              Map.entry("stream_id", NO_IDS),
              Map.entry("viewer_id", NO_IDS),
              Map.entry("market", NO_MARKETS),
              Map.entry("mode", NO_WORDS),
              Map.entry("in_reply_to", NO_IDS),
              Map.entry("media_time", List.of("\"zz\"", "1.5", "true", "-1")),
              Map.entry("product_id", NO_TEXTS),
              Map.entry("language", NO_TEXTS),
              Map.entry("topic", NO_TEXTS),
              Map.entry("stall_ms", NO_COUNTS),
              Map.entry("latency_ms", NO_COUNTS),
              Map.entry("is_bot", NO_FLAGS)),
          Topic.OVERLAY_DISPLAYS,
          Map.of(
              "event_id", NO_IDS,
              "event_time", NO_TIMES,
              "action", NO_WORDS,
              "stream_id", NO_IDS,
              "display_id", NO_IDS,
              "credential_id", NO_IDS,
              "placement", NO_WORDS,
              "product_id", NO_TEXTS,
              "experiment_id", NO_IDS,
              "variant", NO_IDS),
          Topic.ORDERS,
          Map.of(
              "event_id", NO_IDS,
              "event_time", NO_TIMES,
              "order_id", NO_IDS,
              "status", NO_WORDS,
              "viewer_id", NO_IDS,
              "market", NO_MARKETS,
              "amount", NO_AMOUNTS,
              "currency", NO_CURRENCIES,
              "stream_id", NO_TEXTS,
              "quantity", NO_COUNTS),
          Topic.EXPERIMENT_ASSIGNMENTS,
          Map.of(
              "event_id", NO_IDS,
              "event_time", NO_TIMES,
              "experiment_id", NO_IDS,
              "viewer_id", NO_IDS,
              "variant", NO_IDS),
          Topic.CREDENTIALS,
          Map.ofEntries(
              Map.entry("event_id", NO_IDS),
              Map.entry("event_time", NO_TIMES),
              Map.entry("credential_id", NO_IDS),
              Map.entry("type", NO_WORDS),
              Map.entry("kind", NO_TEXTS),
              Map.entry("title", NO_TEXTS),
              Map.entry("status", NO_WORDS),
              Map.entry("issuer", NO_TEXTS),
              Map.entry("evidence_url", NO_TEXTS),
              Map.entry("valid_from", List.of("\"zz\"", "1.5", "true", "-1")),
              Map.entry("valid_until", List.of("\"zz\"", "[]")),
              Map.entry("reviewed_at", List.of("\"2009-01-20\"", "{}")),
              Map.entry("verified", NO_FLAGS),
              Map.entry("incentivised", NO_FLAGS),
              Map.entry("valid_markets", NO_LISTS),
              Map.entry("product_ids", NO_LISTS)));

  /** Values that JSON does not know. */
  private static final List<String> NO_JSON =
      List.of(
          "NaN",
          "Infinity",
          "-Infinity",
          "+1",
          "01",
          ".5",
          "1.",
          "0x10",
          "1e",
          "-",
          "'a'",
          "tru",
          "True",
          "undefined",
          "",
          "\"\\ud83d\"",
          "\"\\ude00\\ud83d\"",
          "\"\\ud83d\ud83d\ude00\"",
          "\"\\x\"",
          "\"\\u12g4\"",
          "\"\\u123\"",
          "[1,]",
          "[1 2]",
          "{\"a\"}",
          "{a:1}",
          "{\"a\":1,}",
          "\"\\'\"",
          "\"\t\"",
          "\"\u0000\"",
          "\"\u0001\"",
          "1 /* one */",
          "1 // one",
          "[".repeat(64) + "]".repeat(64),
          "{\"\\udc00\":1}",
          "\"a");

  private final Dice dice;
  private final DraftWriter writer;

  RandomBroken(Dice dice, DraftWriter writer) {
    this.dice = dice;
    this.writer = writer;
  }

  /** A record that is to be rejected as {@code invalid}. */
  byte[] invalid(Draft draft) {
    return writer.write(invalidDraft(draft)).getBytes(UTF_8);
  }

  private Draft invalidDraft(Draft draft) {
    Topic topic = draft.topic();
    if (dice.chance(0.15)) {
      return broken(draft, dice.pick(REQUIRED.get(topic)), dice.pick(MISSING, "null", "\"\""));
    }
    if (topic == Topic.OVERLAY_DISPLAYS && dice.chance(0.2)) {
      return draft.has("action", "show") && dice.chance(0.5)
          ? broken(draft, "credential_id", dice.pick(MISSING, "null", "\"\""))
          : broken(
              draft.with("variant", "red"), "experiment_id", dice.pick(MISSING, "null", "\"\""));
    }
    if (draft.has("mode", "replay") && dice.chance(0.5)) {
      return dice.chance(0.5)
          ? broken(draft, "media_time", dice.pick(MISSING, "null", "\"\""))
          : draft.with("media_time", new Draft.Time(draft.time() + 1));
    }
    if (draft.has("event_type", "reply") && dice.chance(0.5)) {
      return broken(draft, "in_reply_to", dice.pick(MISSING, "null", "\"\""));
    }
    Map<String, List<String>> wrong = WRONG.get(topic);
    String field = dice.pick(wrong.keySet().stream().sorted().toList());
    return broken(draft, field, dice.pick(wrong.get(field)));
  }

  private static Draft broken(Draft draft, String field, String json) {
    return json.equals(MISSING) ? draft.without(field) : draft.with(field, new Draft.Raw(json));
  }

  /** A record that is to be rejected as {@code malformed}. */
  byte[] malformed(Draft draft) {
    if (dice.chance(0.02)) {
      return writer.writePadded(draft, Json.MAX_BYTES + 1).getBytes(UTF_8);
    }
    String json = writer.write(draft);
    String body = json.substring(0, json.lastIndexOf('}'));
    List<byte[]> broken = new ArrayList<>();
    broken.add((body + ",\"x\":" + dice.pick(NO_JSON) + "}").getBytes(UTF_8));
    broken.add(
        body.substring(0, 1 + dice.below(body.length())).strip().concat("{").getBytes(UTF_8));
    broken.add(
        (json + dice.pick("x", "{}", ",", "]", "null", "\u0000", "\f", "\u00a0")).getBytes(UTF_8));
    broken.add((dice.pick("\ufeff", "\u0000", "[", "\f", "\u00a0") + json).getBytes(UTF_8));
    broken.add((body + ",}").getBytes(UTF_8));
    broken.add(json.replaceFirst(":", dice.pick(" ", "=", "::")).getBytes(UTF_8));
    broken.add(("[" + json + "]").getBytes(UTF_8));
    broken.add(
        dice.pick("null", "true", "0", "\"\"", "[]", "not json", "{", "}", "\"{}\"")
            .getBytes(UTF_8));
    broken.add(inString(json, dice.pick(BAD_BYTES)));
    return dice.pick(broken);
  }

  /** Not UTF-8: a lone byte, an overlong form, half a surrogate pair, above U+10FFFF, cut short. */
  private static final List<int[]> BAD_BYTES =
      List.of(
          new int[] {0xff},
          new int[] {0x80},
          new int[] {0xc0, 0x80},
          new int[] {0xe0, 0x80, 0x80},
          new int[] {0xed, 0xa0, 0x80},
          new int[] {0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80},
          new int[] {0xf4, 0x90, 0x80, 0x80},
          new int[] {0xf0, 0x9f, 0x98});

  private static byte[] inString(String json, int[] bad) {
    int quote = json.indexOf('"') + 1;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(json.substring(0, quote).getBytes(UTF_8));
    for (int b : bad) {
      bytes.write(b);
    }
    bytes.writeBytes(json.substring(quote).getBytes(UTF_8));
    return bytes.toByteArray();
  }
}

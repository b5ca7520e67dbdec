package io.trustlift.local.stack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * Breaks real records in the ways that records break, and lets some live. What still is an event
 * belongs to other rooms, viewers and experiments than the real ones, whatever happens to it.
 */
final class Mutator {

  private static final Pattern ID = Pattern.compile("(\"\\w*_id\":\\s*\")");
  private static final Pattern VALUE =
      Pattern.compile(":\\s*(\"[^\"]*\"|-?[0-9][0-9.]*|true|false|null)");
  private static final Pattern TIME = Pattern.compile("(\"event_time\":\\s*)(\"[^\"]*\"|[0-9]+)");
  private static final List<String> OTHER_VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "1e309",
          "123456789012345678901234567890",
          "[]",
          "{}",
          "\"\"",
          "[[1]]");
  private static final List<String> OTHER_TIMES =
      List.of(
          "4070908800000",
          "\"2099-01-01T00:00:00Z\"",
          "\"9999-12-31T23:59:59Z\"",
          "0",
          "946684800000",
          "9223372036854775807");
  private static final List<int[]> NOT_UTF_8 =
      List.of(new int[] {0xff}, new int[] {0xc0, 0x80}, new int[] {0xed, 0xa0, 0x80});
  private static final int MEGABYTE = 1 << 20;
  private static final int DEEP = 5_000;

  /** One record in as many is a megabyte long. */
  private static final int RARE = 20_000;

  private final SplittableRandom random;
  private byte[] before = {};

  Mutator(SplittableRandom random) {
    this.random = random;
  }

  /** A record made of a real one; now and then the one before once more, or none at all. */
  byte[] mutate(byte[] real) {
    if (random.nextInt(20) == 0) {
      return before;
    }
    before =
        broken(
            ID.matcher(new String(real, UTF_8)).replaceAll("$1fuzz-" + random.nextInt(40) + "-"));
    return before;
  }

  private byte[] broken(String json) {
    if (json.lastIndexOf('}') < json.lastIndexOf("\":") || !json.contains("\":")) {
      // Broken by the simulation already.
      return json.getBytes(UTF_8);
    }
    if (random.nextInt(RARE) == 0) {
      return padded(json);
    }
    return switch (random.nextInt(14)) {
      case 0 -> Arrays.copyOf(json.getBytes(UTF_8), random.nextInt(json.length()));
      case 1 -> swapped(VALUE, json, ": " + pick(OTHER_VALUES));
      case 2 -> swapped(TIME, json, "\"event_time\":" + pick(OTHER_TIMES));
      case 3 -> withField(json, "\"deep\":" + "[".repeat(DEEP) + "]".repeat(DEEP));
      case 4 -> withField(json, "\"event_id\":\"fuzz-again\"");
      case 5 -> withField(json, "\"huge\":" + "9".repeat(1 + random.nextInt(400)));
      case 6 -> notUtf8(json);
      case 7 -> flipped(json.getBytes(UTF_8));
      case 8 -> noise();
      case 9 -> new byte[0];
      default -> json.getBytes(UTF_8);
    };
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** One match of a pattern gives way. */
  private byte[] swapped(Pattern pattern, String json, String replacement) {
    var matcher = pattern.matcher(json);
    long matches = matcher.results().count();
    if (matches == 0) {
      return json.getBytes(UTF_8);
    }
    var chosen =
        pattern.matcher(json).results().skip(random.nextLong(matches)).findFirst().orElseThrow();
    return (json.substring(0, chosen.start()) + replacement + json.substring(chosen.end()))
        .getBytes(UTF_8);
  }

  private static byte[] withField(String json, String field) {
    return (json.substring(0, json.lastIndexOf('}')) + "," + field + "}").getBytes(UTF_8);
  }

  private byte[] notUtf8(String json) {
    int at = json.indexOf(':') + 2;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(json.substring(0, at).getBytes(UTF_8));
    for (int b : NOT_UTF_8.get(random.nextInt(NOT_UTF_8.size()))) {
      bytes.write(b);
    }
    bytes.writeBytes(json.substring(at).getBytes(UTF_8));
    return bytes.toByteArray();
  }

  /** A few bits, but none in an id: an id that is not a made-up one might be a real one. */
  private byte[] flipped(byte[] json) {
    int structure = new String(json, ISO_8859_1).lastIndexOf("\":");
    for (int i = random.nextInt(4); i >= 0; i--) {
      json[structure + random.nextInt(json.length - structure)] ^= (byte) (1 << random.nextInt(8));
    }
    return json;
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] padded(String json) {
    return withField(json, "\"padding\":\"" + "x".repeat(MEGABYTE) + "\"");
  }
}

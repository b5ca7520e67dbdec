package io.trustlift.report.look;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a request asks for. What is left out has its default, what is there is of the right kind;
 * whether a market, stream or experiment is known only the tables can tell.
 *
 * @param market a code, {@code ALL}, or empty for every one
 * @param mode live, replay or all
 * @param focus type, kind or credential
 * @param outcome order or inquiry
 */
record Filters(
    TimeRange range,
    String market,
    String mode,
    String focus,
    String outcome,
    String stream,
    String experiment) {

  private static final Set<String> NAMES =
      Set.of("range", "market", "mode", "focus", "outcome", "stream", "experiment");

  /** As long as an id may be. */
  private static final int LONGEST = 256;

  /**
   * Reads the query of a URL.
   *
   * @param rawQuery as it came, or null
   * @throws LookException when it is not understood
   */
  static Filters parse(String rawQuery) {
    Map<String, String> given = new HashMap<>();
    if (rawQuery != null && !rawQuery.isEmpty()) {
      for (String pair : rawQuery.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        if (!NAMES.contains(name)) {
          throw LookException.badRequest("There is no filter «" + name + "».");
        }
        if (given.put(name, value) != null) {
          throw LookException.badRequest("The filter " + name + " is given twice.");
        }
        if (value.length() > LONGEST) {
          throw LookException.badRequest("The filter " + name + " is too long.");
        }
      }
    }
    return new Filters(
        TimeRange.parse(given.getOrDefault("range", "")),
        given.getOrDefault("market", ""),
        oneOf(given, "mode", "live", Set.of("live", "replay", "all")),
        oneOf(given, "focus", "type", Set.of("type", "kind", "credential")),
        oneOf(given, "outcome", "order", Set.of("order", "inquiry")),
        given.getOrDefault("stream", ""),
        given.getOrDefault("experiment", ""));
  }

  /** The value of a filter that a query binds, by name. */
  String value(String name) {
    return switch (name) {
      case "mode" -> mode;
      case "focus" -> focus;
      case "outcome" -> outcome;
      case "stream" -> stream;
      case "market" -> market.equals("ALL") ? "" : market;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String oneOf(
      Map<String, String> given, String name, String byDefault, Set<String> values) {
    String value = given.getOrDefault(name, byDefault);
    if (!values.contains(value)) {
      throw LookException.badRequest(
          "The filter "
              + name
              + " is one of "
              + String.join(", ", values.stream().sorted().toList())
              + ", not «"
              + value
              + "».");
    }
    return value;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw LookException.badRequest("The address holds a broken escape.");
    }
  }
}

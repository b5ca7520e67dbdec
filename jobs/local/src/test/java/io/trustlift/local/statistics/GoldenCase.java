package io.trustlift.local.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Inputs to an estimator and what a respected engine prints for them.
 *
 * @param id name of the case
 * @param kind what is estimated, in words
 * @param decimals how many decimals of the expected numbers are to be met
 */
record GoldenCase(
    String id, String kind, JsonNode inputs, JsonNode settings, JsonNode expected, int decimals) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** All cases of {@code statistics.json}. */
  static List<GoldenCase> all() {
    try (InputStream file = GoldenCase.class.getResourceAsStream("/statistics.json")) {
      List<GoldenCase> cases = new ArrayList<>();
      for (JsonNode one : JSON.readTree(file).get("cases")) {
        cases.add(
            new GoldenCase(
                one.get("id").textValue(),
                one.get("kind").textValue(),
                one.get("inputs"),
                one.get("settings"),
                one.get("expected"),
                one.get("expected_decimals").intValue()));
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the inputs are of the family that has exactly these keys, remarks aside. */
  boolean hasInputs(String... keys) {
    return has(inputs, keys);
  }

  /** Whether an object has exactly the given keys, remarks aside. */
  static boolean has(JsonNode object, String... keys) {
    Set<String> found = new HashSet<>();
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      found.add(names.next());
    }
    found.remove("note");
    found.remove("convention");
    return found.equals(Set.of(keys));
  }

  double input(String key) {
    return inputs.get(key).doubleValue();
  }

  /** A setting that the case may leave out. */
  double setting(String key, double otherwise) {
    return settings.has(key) ? settings.get(key).doubleValue() : otherwise;
  }

  /** Whether the difference of the arms is relative; cases that do not say so are. */
  boolean relative() {
    String difference = settings.path("difference").asText("relative");
    if (!Set.of("relative", "absolute").contains(difference)) {
      throw new IllegalArgumentException(id + " asks for the unknown difference " + difference);
    }
    return difference.equals("relative");
  }

  /** Whether the test may be looked at any number of times. */
  boolean sequential() {
    return settings.has("tuning_n_star");
  }

  /** An array of numbers. */
  static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  @Override
  public String toString() {
    return id;
  }
}

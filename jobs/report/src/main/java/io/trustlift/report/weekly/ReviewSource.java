package io.trustlift.report.weekly;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Answers questions to the database {@code trust}. Several threads may ask at once. */
@FunctionalInterface
public interface ReviewSource {

  /**
   * The rows of a query.
   *
   * @param parameters values of its {@code {name:Type}} placeholders, as text, by name
   * @throws IOException when the database cannot be reached
   */
  List<JsonNode> rows(String sql, Map<String, String> parameters) throws IOException;
}

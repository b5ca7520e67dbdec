package io.trustlift.report.look;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What {@code /api/...} answers. */
final class Api {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Filters DEFAULTS = Filters.parse(null);

  /** As many codes as a message lists. */
  private static final int LISTED = 20;

  private final Answers answers;

  Api(Answers answers) {
    this.answers = answers;
  }

  /**
   * The answer to one request.
   *
   * @param name what follows {@code /api/}
   * @param rawQuery of the URL, or null
   * @throws LookException when there is none, with the reason
   * @throws IOException when the tables cannot be reached
   */
  byte[] answer(String name, String rawQuery) throws IOException {
    Filters filters = Filters.parse(rawQuery);
    if (name.equals("state")) {
      return JSON.writeValueAsBytes(state(answers.stamp()));
    }
    Panel panel = Panels.named(name);
    check(panel, filters);
    Answers.Given given = answers.of(panel, filters);
    Answer answer = given.answer();
    ObjectNode body = state(answer.stamp());
    if (answer.bounds() != null) {
      body.put("from", answer.bounds().from()).put("to", answer.bounds().to());
    }
    body.put("refreshing", given.refreshing());
    body.put("took_ms", answer.nanos() / 1_000_000);
    body.set("rows", kept(panel, filters, answer.rows()));
    return JSON.writeValueAsBytes(body);
  }

  private static ObjectNode state(Stamp stamp) {
    ObjectNode body = JSON.createObjectNode();
    body.put("as_of", stamp.through());
    body.put("first", stamp.first());
    body.put("version", stamp.version());
    return body;
  }

  /** What is named has to be there. */
  private void check(Panel panel, Filters filters) throws IOException {
    String market = filters.market();
    if (!market.isEmpty() && !market.equals("ALL")) {
      require(Panels.MARKETS, "market", market, "viewer-time of market");
    }
    if (panel.placeholders().contains("stream")) {
      if (filters.stream().isEmpty()) {
        throw LookException.badRequest("Which stream? Name one with stream=ID.");
      }
      require(Panels.ROOMS, "stream_id", filters.stream(), "stream");
    }
    if (!filters.experiment().isEmpty()) {
      require(Panels.EXPERIMENTS, "experiment_id", filters.experiment(), "experiment");
    }
  }

  private void require(Panel panel, String column, String value, String what) throws IOException {
    List<String> known = new ArrayList<>();
    for (JsonNode row : answers.of(panel, DEFAULTS).answer().rows()) {
      if (row.get(column).asText().equals(value)) {
        return;
      }
      known.add(row.get(column).asText());
    }
    String some = String.join(", ", known.subList(0, Math.min(LISTED, known.size())));
    throw LookException.notFound(
        "There is no "
            + what
            + " «"
            + value
            + "» in the tables"
            + (known.isEmpty()
                ? ", nor any other yet."
                : ", only " + some + (known.size() > LISTED ? " and more." : ".")));
  }

  /** The rows of the market and the experiment that are asked for. */
  private static JsonNode kept(Panel panel, Filters filters, JsonNode rows) {
    boolean narrowMarket = !panel.market().isEmpty() && !filters.market().isEmpty();
    boolean narrowExperiment = !panel.experiment().isEmpty() && !filters.experiment().isEmpty();
    if (!narrowMarket && !narrowExperiment) {
      return rows;
    }
    ArrayNode kept = JSON.createArrayNode();
    for (JsonNode row : rows) {
      String market = narrowMarket ? row.get(panel.market()).asText() : "";
      boolean marketFits = !narrowMarket || market.equals(filters.market()) || market.equals("ALL");
      boolean experimentFits =
          !narrowExperiment || row.get(panel.experiment()).asText().equals(filters.experiment());
      if (marketFits && experimentFits) {
        kept.add(row);
      }
    }
    return kept;
  }
}

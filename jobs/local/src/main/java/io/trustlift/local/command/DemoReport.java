package io.trustlift.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trustlift.local.stack.ClickHouseHttp;
import io.trustlift.simulator.Simulator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The crude rates of each market and credential type, beside the rate ratios that were planted. */
final class DemoReport {

  /**
   * One outcome of one market and type.
   *
   * @param exposed events while a credential of the type was on screen or recent
   * @param exposedRate per 1,000 viewer-minutes; NaN where there were none
   * @param ratio of the rates; NaN where there is no baseline
   * @param planted the true rate ratio
   */
  record Line(
      String market,
      String type,
      String outcome,
      long exposed,
      long baseline,
      double exposedRate,
      double baselineRate,
      double ratio,
      double planted) {

    /** Events on either side that are enough to expect the right side of 1. */
    private static final long ENOUGH = 30;

    /** A planted ratio that a crude one has to show. */
    private static final double CLEAR = 1.3;

    boolean isClear() {
      return planted >= CLEAR && exposed >= ENOUGH && baseline >= ENOUGH;
    }

    boolean isOnRightSide() {
      return ratio > 1;
    }
  }

  private static final String SQL = "SELECT * FROM trust.crude_rates ORDER BY market, type";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Line> lines;

  private DemoReport(List<Line> lines) {
    this.lines = lines;
  }

  /** Asks for the rates and reads the truth that stands beside the input. */
  static DemoReport of(ClickHouseHttp clickHouse, Path input) throws IOException {
    Map<String, Double> planted = new HashMap<>();
    for (JsonNode ratio :
        JSON.readTree(input.resolve(Simulator.TRUTH_FILE).toFile()).get("rate_ratio")) {
      planted.put(
          key(
              ratio.get("market").asText(),
              ratio.get("type").asText(),
              ratio.get("outcome").asText()),
          ratio.get("rate_ratio").asDouble());
    }
    List<Line> lines = new ArrayList<>();
    try (InputStream rows =
            clickHouse.query(
                SQL, "JSONEachRow", Map.of("output_format_json_quote_64bit_integers", "0"));
        var iterator = JSON.readerFor(JsonNode.class).<JsonNode>readValues(rows)) {
      while (iterator.hasNext()) {
        JsonNode row = iterator.next();
        lines.add(line(row, "inquiry", "inquiries", planted));
        lines.add(line(row, "order", "orders", planted));
      }
    }
    return new DemoReport(lines);
  }

  private static Line line(
      JsonNode row, String outcome, String plural, Map<String, Double> planted) {
    String market = row.get("market").asText();
    String type = row.get("type").asText();
    return new Line(
        market,
        type,
        outcome,
        row.get("exposed_" + plural).asLong(),
        row.get("baseline_" + plural).asLong(),
        number(row.get("exposed_" + outcome + "_rate")),
        number(row.get("baseline_" + outcome + "_rate")),
        number(row.get(outcome + "_rate_ratio")),
        planted.getOrDefault(key(market, type, outcome), Double.NaN));
  }

  private static double number(JsonNode node) {
    return node.isNumber() ? node.asDouble() : Double.NaN;
  }

  private static String key(String market, String type, String outcome) {
    return market + ' ' + type + ' ' + outcome;
  }

  List<Line> lines() {
    return lines;
  }

  /** A table to read, with what it says and does not say. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "Per 1,000 viewer-minutes, while a credential of the type was on screen or recent (exposed) and otherwise\n");
    text.append(
        "(baseline). Crude ratios, not effects: hosts show more when a room is hot. «planted» is the truth.\n\n");
    text.append(String.format("%-6s %-19s | %-33s | %-33s%n", "", "", "inquiries", "orders"));
    String columns = String.format("%8s %8s %7s %7s", "exposed", "baseline", "ratio", "planted");
    text.append(String.format("%-6s %-19s | %s | %s%n", "market", "type", columns, columns));
    for (int i = 0; i < lines.size(); i += 2) {
      Line inquiry = lines.get(i);
      text.append(
          String.format(
              "%-6s %-19s | %s | %s%n",
              inquiry.market(), inquiry.type(), numbers(inquiry), numbers(lines.get(i + 1))));
    }
    List<Line> clear = lines.stream().filter(Line::isClear).toList();
    long right = clear.stream().filter(Line::isOnRightSide).count();
    text.append(
        String.format(
            "%nWhere at least 1.3 was planted and each side has 30 events or more, %d of %d crude ratios lie above 1.%n",
            right, clear.size()));
    return text.toString();
  }

  private static String numbers(Line line) {
    return String.format(
        "%8s %8s %7s %7s",
        shown(line.exposedRate(), 1),
        shown(line.baselineRate(), 1),
        shown(line.ratio(), 2),
        shown(line.planted(), 2));
  }

  private static String shown(double value, int decimals) {
    return Double.isNaN(value) ? "-" : String.format("%." + decimals + "f", value);
  }
}

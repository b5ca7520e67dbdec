package io.trustlift.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.trustlift.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the views say of one experiment, for people.
 *
 * @param declared its declaration, and how far the data reach
 * @param health rows of {@code experiment_health}
 * @param windowDays the conversion window
 * @param cap quantile at which revenue is capped, or 0
 */
record ExperimentReport(JsonNode declared, List<JsonNode> health, double windowDays, double cap) {

  /** Metrics that are shares. */
  private static final Set<String> SHARES =
      Set.of("order_rate", "inquiry_rate", "refund_rate", "stall_share");

  private static final Set<String> GUARDS = Set.of("refund_rate", "stall_share", "watch_minutes");

  /** The experiments that there are, a line each. */
  static String list(List<JsonNode> experiments) {
    TextTable table =
        new TextTable()
            .text("experiment", "name", "control", "judged by", "from", "to", "state")
            .numbers("triggered viewers");
    for (JsonNode row : experiments) {
      boolean declared = row.get("declared").asInt() == 1;
      table.row(
          row.get("experiment_id").asText(),
          declared ? row.get("name").asText() : "",
          declared ? row.get("control").asText() : "",
          declared ? row.get("primary_metric").asText() : "",
          declared ? minutes(row.get("started_at")) : "",
          declared ? minutes(row.get("ended_at")) : "",
          declared ? state(row) : "never declared",
          Report.count(row.get("triggered_viewers")));
    }
    return table + "\nNext: infra/trustlift experiment ID\n";
  }

  String text(List<JsonNode> lifts) {
    StringBuilder text = new StringBuilder();
    head(text);
    health(text);
    if (lifts.isEmpty()) {
      text.append("\nNobody has been triggered yet in two arms: there is nothing to compare.\n");
      return text.toString();
    }
    boolean running = isRunning(declared);
    text.append('\n')
        .append(
            running
                ? "Lift against the control, with always-valid 95 % intervals: one may look at any time\n"
                : "Lift against the control, with 95 % intervals for the end, which is past\n");
    TextTable table =
        new TextTable()
            .text("market", "variant", "metric")
            .numbers(
                "control",
                "variant",
                "lift",
                "95 % interval",
                "CUPED lift",
                "CUPED, fixed end",
                "adjusted p")
            .text("readiness")
            .numbers("days to go")
            .text("verdict");
    for (JsonNode row : lifts) {
      String metric = row.get("metric").asText();
      table.row(
          row.get("market").asText(),
          row.get("variant").asText(),
          metric + (metric.equals(declared.get("primary_metric").asText()) ? " *" : ""),
          mean(row.get("control_mean"), metric),
          mean(row.get("variant_mean"), metric),
          Report.lift(row.get("rel_lift")),
          running ? interval(row, "valid_low", "valid_high") : interval(row, "rel_low", "rel_high"),
          Report.lift(row.get("cuped_rel_lift")),
          interval(row, "cuped_rel_low", "cuped_rel_high"),
          Report.pValue(row.get(running ? "valid_p_adjusted" : "p_adjusted")),
          row.get("readiness").asText("-"),
          Report.number(row.get("days_to_go"), 1),
          Report.verdict(row.get("verdict").asText()));
    }
    text.append(table);
    notes(text, lifts, running);
    return text.toString();
  }

  private void head(StringBuilder text) {
    String name = declared.get("name").asText();
    text.append("Experiment ").append(declared.get("experiment_id").asText());
    text.append(name.isEmpty() ? "" : ": " + name).append('\n');
    List<String> shares = new ArrayList<>();
    for (int arm = 0; arm < declared.get("variants").size(); arm++) {
      shares.add(
          declared.get("variants").get(arm).asText()
              + " "
              + Report.percent(declared.get("shares").get(arm), 1));
    }
    text.append("Control is «").append(declared.get("control").asText());
    text.append("»; planned shares: ").append(String.join(", ", shares)).append(".\n");
    text.append("Judged by ").append(declared.get("primary_metric").asText());
    text.append(
        Report.isKnown(declared.get("planned_effect"))
            ? ", meant to find " + Report.lift(declared.get("planned_effect")) + ".\n"
            : "; no planned effect was stated.\n");
    text.append("From ").append(minutes(declared.get("started_at"))).append(" to ");
    text.append(minutes(declared.get("ended_at"))).append(" UTC, ").append(state(declared));
    text.append("; the data reach to ").append(minutes(declared.get("data_through"))).append(".\n");
    text.append(
        String.format(
            Locale.ROOT,
            "Viewers count from their trigger on for %s days; revenue is %s.%n",
            windowDays == Math.rint(windowDays) ? Long.toString((long) windowDays) : windowDays,
            cap == 0 ? "not capped" : "capped at the quantile " + cap));
  }

  private void health(StringBuilder text) {
    TextTable table =
        new TextTable()
            .text("market", "variant")
            .numbers("viewers", "planned share", "sample ratio p", "in two arms")
            .text("status");
    for (JsonNode row : health) {
      table.row(
          row.get("market").asText(),
          row.get("variant").asText(),
          Report.count(row.get("n")),
          Report.percent(row.get("planned_share"), 1),
          Report.pValue(row.get("srm_p")),
          Report.count(row.get("crossovers")),
          row.get("status").asText().replace('_', ' '));
    }
    text.append("\nHealth\n").append(table);
  }

  private void notes(StringBuilder text, List<JsonNode> lifts, boolean running) {
    text.append(
        """

        * decides. CUPED: the same, adjusted by what each viewer did in the 14 days before; use it when both agree in direction.
        adjusted p: Holm over the primary metrics and arms, Benjamini-Hochberg over the markets. inquiry_rate may well go down:
          the question was answered before it was asked. orders_per_inquirer describes only.
        ready: the planned effect could be seen by now. days to go: until then, at the present rate of arrival.
        Evidence: experiment. Viewers were assigned at random, so that a difference is an effect.
        """);
    if (running) {
      text.append(
          "It still runs: a fixed interval would be too narrow for one who looks more than once.\n");
    }
    if (lifts.stream().anyMatch(row -> row.get("verdict").asText().equals("unhealthy"))) {
      text.append(
          "Unhealthy: the arms are not as large as planned. Find out why before anything is read from the lifts.\n");
    }
    long withoutRate =
        lifts.stream().mapToLong(row -> row.path("orders_without_rate").asLong()).max().orElse(0);
    if (withoutRate > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "Revenue is not known: up to %,d orders of an arm are in a currency without a rate. Load rates with «trustlift fx»."
                  + "%n",
              withoutRate));
    }
    for (JsonNode row : lifts) {
      String metric = row.get("metric").asText();
      String verdict = row.get("verdict").asText();
      boolean worse =
          metric.equals("watch_minutes") ? verdict.equals("down") : verdict.equals("up");
      if (GUARDS.contains(metric) && worse && row.get("market").asText().equals("ALL")) {
        text.append("Guard: ").append(metric).append(" gets worse in ");
        text.append(row.get("variant").asText()).append(".\n");
      }
    }
  }

  private static String interval(JsonNode row, String low, String high) {
    return Report.interval(Report.lift(row.get(low)), Report.lift(row.get(high)));
  }

  private static String mean(JsonNode mean, String metric) {
    return SHARES.contains(metric) ? Report.percent(mean, 2) : Report.number(mean, 3);
  }

  private static boolean isRunning(JsonNode row) {
    return row.get("running").asInt() == 1;
  }

  private static String state(JsonNode row) {
    return isRunning(row) ? "running" : "ended";
  }

  private static String minutes(JsonNode time) {
    return time.isNull() ? "open" : time.asText().substring(0, 16);
  }
}

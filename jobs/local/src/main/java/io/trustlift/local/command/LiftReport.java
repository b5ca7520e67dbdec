package io.trustlift.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.trustlift.report.TextTable;
import java.util.List;
import java.util.Locale;

/**
 * Rows of {@code credential_lift} for people.
 *
 * @param focus type, kind or credential
 * @param from beginning of the viewer-time, UTC
 * @param to its end, exclusive
 * @param mode live, replay or all
 * @param lag seconds before an outcome at which its exposure was taken
 */
record LiftReport(String focus, String from, String to, String mode, int lag) {

  private static final double CLEAR = 0.05;
  private static final int STREAMS_AT_LEAST = 8;

  String text(List<JsonNode> rows) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "By how much outcomes change while %s is on screen or was just seen%n",
            focus.equals("credential") ? "a credential" : "a credential of the " + focus));
    text.append(
        String.format(
            "%s to %s UTC, %s%s%n",
            minutes(from),
            minutes(to),
            mode.equals("all") ? "live and replay" : mode + " only",
            lag == 0 ? "" : ", shown " + lag + " s before the outcome"));
    table(text, "Orders", rows, "order");
    table(
        text,
        "Inquiries (fewer can be good: the question was answered before it was asked)",
        rows,
        "inquiry");
    notes(text, rows);
    return text.toString();
  }

  private void table(StringBuilder text, String title, List<JsonNode> rows, String outcome) {
    List<JsonNode> shown =
        rows.stream().filter(row -> row.get("outcome").asText().equals(outcome)).toList();
    if (shown.isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable()
            .text("market", focus)
            .numbers(
                "lift",
                "95 % interval",
                "naive interval",
                "adjusted p",
                "shrunk lift",
                "exposed",
                "baseline",
                "streams")
            .text("verdict");
    for (JsonNode row : shown) {
      table.row(
          row.get("market").asText(),
          row.get("focus_value").asText(),
          Report.liftOfRatio(row.get("rate_ratio")),
          Report.interval(Report.liftOfRatio(row.get("low")), Report.liftOfRatio(row.get("high"))),
          Report.interval(
              Report.liftOfRatio(row.get("naive_low")), Report.liftOfRatio(row.get("naive_high"))),
          Report.pValue(row.get("p_adjusted")),
          Report.liftOfRatio(row.get("shrunk_ratio")),
          Report.number(row.get("exposed_rate"), 1),
          Report.number(row.get("baseline_rate"), 1),
          Report.count(row.get("streams")),
          Report.verdict(row.get("verdict").asText()));
    }
    text.append('\n').append(title).append('\n').append(table);
  }

  private void notes(StringBuilder text, List<JsonNode> rows) {
    text.append('\n');
    if (rows.isEmpty()) {
      text.append("Nothing was shown in this viewer-time whose type is known.\n");
      return;
    }
    text.append(
        """
        exposed, baseline: outcomes per 1,000 viewer-minutes with and without. Compared are the same stream, mode, market, five
          minutes and other types shown; a credential counts for five minutes after it was seen and hidden.
        95 % interval: allows for streams that differ. The naive one takes every minute for an independent one.
        adjusted p: Benjamini-Hochberg over the rows of an outcome. shrunk lift: drawn towards their mean; rank by this one.
        Evidence: observational. These are estimates, nothing was drawn at random; only an experiment shows an effect.
        """);
    if (rows.stream().anyMatch(row -> row.get("verdict").asText().equals("too_little_data"))) {
      text.append(
          "too little data: fewer than "
              + STREAMS_AT_LEAST
              + " streams, or no outcomes on one side. Add streams, or ask for a longer time.\n");
    }
    dropped(text, rows);
    markets(text, rows);
  }

  /** How much of what was compared had only one side. */
  private static void dropped(StringBuilder text, List<JsonNode> rows) {
    for (JsonNode row : rows) {
      long left = row.get("strata").asLong();
      long dropped = row.get("strata_dropped").asLong();
      if (row.get("market").asText().equals("ALL") && dropped > left) {
        text.append(
            String.format(
                Locale.ROOT,
                "%s, %s: of %,d comparisons %,d had viewer-time on one side only and are left out.%n",
                row.get("focus_value").asText(),
                row.get("outcome").asText(),
                left + dropped,
                dropped));
      }
    }
  }

  /** Whether the markets may be called different. */
  private static void markets(StringBuilder text, List<JsonNode> rows) {
    boolean several =
        rows.stream()
                .map(row -> row.get("market").asText())
                .filter(code -> !code.equals("ALL"))
                .distinct()
                .count()
            > 1;
    if (!several) {
      return;
    }
    List<JsonNode> different =
        rows.stream()
            .filter(row -> row.get("market").asText().equals("ALL"))
            .filter(row -> Report.isKnown(row.get("markets_differ_p")))
            .filter(row -> row.get("markets_differ_p").doubleValue() < CLEAR)
            .toList();
    for (JsonNode row : different) {
      text.append(
          String.format(
              "%s, %s: the markets differ (Cochran's Q: p = %s, I² = %s).%n",
              row.get("focus_value").asText(),
              row.get("outcome").asText(),
              Report.pValue(row.get("markets_differ_p")),
              Report.percent(row.get("i_squared"), 0)));
    }
    if (different.isEmpty()) {
      text.append("That markets differ is not shown (Cochran's Q, p < 0.05 for none).\n");
    } else {
      text.append("For all others it is not shown that markets differ.\n");
    }
  }

  private static String minutes(String time) {
    return time.substring(0, 16);
  }
}

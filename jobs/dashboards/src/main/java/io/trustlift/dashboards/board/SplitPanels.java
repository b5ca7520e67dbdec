package io.trustlift.dashboards.board;

import io.trustlift.dashboards.grafana.Column;
import io.trustlift.dashboards.grafana.Panel;

/**
 * Lift told apart: by how something was shown, who watched, and how well the stream came through.
 */
final class SplitPanels {

  private static final String DIFFER =
      " Values are called different only where p that they are alike is below 0.05.";

  private SplitPanels() {}

  /**
   * Each credential type of the market, told apart.
   *
   * @param split see the view {@code split_lift}
   * @param mode SQL text of the mode
   */
  static Panel byType(String title, String meaning, String split, String mode, String heading) {
    return Panel.table(
            title,
            meaning
                + " Rate with a credential of the type on screen or recent / rate without."
                + DIFFER
                + Evidence.OBSERVATIONAL,
            """
            SELECT focus_value, split_value, rate_ratio, low, high, exposed_events, exposed_minutes, streams, values_differ_p, verdict, evidence
            FROM trust.split_lift(
                from = $__fromTime, to = $__toTime, mode = %s, focus = 'type', focus_value = '', split = '%s')
            WHERE outcome = ${outcome:sqlstring} AND market = ${market:sqlstring}
            ORDER BY focus_value, split_value
            """
                .formatted(mode, split),
            columns(Column.text("focus_value", "type"), Column.text("split_value", heading)))
        .half();
  }

  /** Reviews and the like, by a flag of the catalogue. */
  static Panel reviews(String title, String meaning, String split) {
    return Panel.table(
            title,
            meaning
                + " Rate with social proof of this sort on screen or recent / rate without any; several is more than one sort at once."
                + DIFFER
                + Evidence.OBSERVATIONAL,
            """
            SELECT split_value, rate_ratio, low, high, exposed_events, exposed_minutes, streams, values_differ_p, verdict, evidence
            FROM trust.split_lift(
                from = $__fromTime, to = $__toTime, mode = ${mode:sqlstring}, focus = 'type', focus_value = 'social_proof', split = '%s')
            WHERE outcome = ${outcome:sqlstring} AND market = ${market:sqlstring}
            ORDER BY split_value
            """
                .formatted(split),
            columns(Column.text("split_value", "the catalogue says")))
        .half();
  }

  /** One credential, by how often the viewer had seen it in earlier visits. */
  static Panel timesSeen() {
    return Panel.table(
            "Does it wear off?",
            "By how many earlier visits of the same viewer had seen it. Rate with the credential on screen or recent / rate without, among viewers"
                + " with the same past; live."
                + DIFFER
                + Evidence.OBSERVATIONAL,
            """
            SELECT split_value, rate_ratio, low, high, exposed_events, exposed_minutes, streams, values_differ_p, verdict, evidence
            FROM trust.split_lift(
                from = $__fromTime, to = $__toTime, mode = 'live', focus = 'credential', focus_value = ${credential:sqlstring}, split = 'times_seen')
            WHERE outcome = ${outcome:sqlstring} AND market = ${market:sqlstring}
            ORDER BY split_value
            """,
            columns(Column.text("split_value", "earlier visits that saw it")))
        .half();
  }

  private static Column[] columns(Column... cell) {
    return Columns.join(
        cell,
        Column.number("rate_ratio", "rate ratio"),
        Column.number("low", "low 95 %"),
        Column.number("high", "high 95 %"),
        Column.count("exposed_events", "outcomes while shown"),
        Column.minutes("exposed_minutes", "viewer-minutes while shown"),
        Column.count("streams", "streams"),
        Column.p("values_differ_p", "p that they are alike"),
        Columns.VERDICT,
        Columns.EVIDENCE);
  }
}

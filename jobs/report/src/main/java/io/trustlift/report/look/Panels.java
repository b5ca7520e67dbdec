package io.trustlift.report.look;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All questions that pages ask, in the order in which they are asked ahead. */
final class Panels {

  private static final String RANGE = "from = {from:String}, to = {to:String}";

  /** As «trustlift experiment» has them. */
  private static final String EXPERIMENT = "experiment = '', cap = 0.999, window_days = 7";

  private static final String LIFT_COLUMNS =
      """
      exposed_events, exposed_minutes, baseline_events, baseline_minutes, exposed_rate, baseline_rate, rate_ratio, low, high,
          p_adjusted, streams, strata, strata_dropped, shrunk_ratio, evidence, verdict, markets_differ_p, i_squared""";

  private static final String ESTIMATE_COLUMNS =
      """
      control_n, variant_n, control_mean, variant_mean, rel_lift, rel_low, rel_high, valid_low, valid_high, cuped_rel_lift,
          cuped_rel_low, cuped_rel_high, p_adjusted, valid_p_adjusted, evidence, readiness, days_to_go, verdict""";

  static final Panel MARKETS =
      Panel.of(
          "markets",
          """
          SELECT watched.market AS market, if(markets.name = '', watched.market, markets.name) AS name
          FROM (SELECT DISTINCT toString(market) AS market FROM trust.exposure_time_versions) AS watched
          LEFT JOIN trust.markets AS markets ON markets.market = watched.market
          ORDER BY market
          """);

  static final Panel ROOMS =
      Panel.of(
          "rooms",
          """
          SELECT stream_id, toDateTime(min(started_at), 'UTC') AS started_at
          FROM trust.visits_versions
          GROUP BY stream_id
          ORDER BY started_at DESC, stream_id
          """);

  static final Panel EXPERIMENTS =
      Panel.of(
          "experiments",
          """
          SELECT
              known.experiment_id AS experiment_id,
              declared.name AS name,
              declared.experiment_id != '' AS declared,
              declared.control AS control,
              declared.variants AS variants,
              declared.shares AS shares,
              declared.primary_metric AS primary_metric,
              declared.planned_effect AS planned_effect,
              if(declared.experiment_id = '', NULL, toDateTime(declared.started_at, 'UTC')) AS started_at,
              toDateTime(declared.ended_at, 'UTC') AS ended_at
          FROM
          (
              SELECT experiment_id FROM trust.experiments
              UNION DISTINCT SELECT experiment_id FROM trust.experiment_assignments
              UNION DISTINCT SELECT toString(experiment_id) FROM trust.displays WHERE experiment_id != ''
          ) AS known
          LEFT JOIN trust.experiments AS declared ON declared.experiment_id = known.experiment_id
          ORDER BY started_at DESC NULLS LAST, experiment_id
          """);

  static final List<Panel> ALL =
      List.of(
          MARKETS,
          ROOMS,
          EXPERIMENTS,
          Panel.of(
                  "totals",
                  "SELECT * FROM trust.market_totals(" + RANGE + ", mode = {mode:String})")
              .byMarket(),
          Panel.of(
                  "lift",
                  "SELECT market, focus_value, outcome, "
                      + LIFT_COLUMNS
                      + "\nFROM trust.credential_lift("
                      + RANGE
                      + ", mode = {mode:String}, focus = {focus:String}, lag = 0)\n"
                      + "ORDER BY market != 'ALL', market, shrunk_ratio DESC NULLS LAST, focus_value, outcome")
              .byMarket(),
          Panel.of("funnel", "SELECT * FROM trust.funnel(" + RANGE + ", mode = {mode:String})")
              .byMarket(),
          Panel.of("streams", "SELECT * FROM trust.stream_list(" + RANGE + ")"),
          Panel.of("claims", "SELECT * FROM trust.claim_register(" + RANGE + ")"),
          Panel.of(
              "names",
              """
              SELECT credential_id, title, type, kind, status, toDateTime(valid_until, 'UTC') AS valid_until
              FROM trust.credentials
              ORDER BY credential_id
              """),
          Panel.of(
                  "kinds",
                  "SELECT market, focus_value, outcome, "
                      + LIFT_COLUMNS
                      + "\nFROM trust.credential_lift("
                      + RANGE
                      + ", mode = {mode:String}, focus = 'kind', lag = 0)\n"
                      + "ORDER BY market != 'ALL', market, shrunk_ratio DESC NULLS LAST, focus_value, outcome")
              .byMarket(),
          Panel.of(
                  "credentials",
                  "SELECT market, focus_value, outcome, "
                      + LIFT_COLUMNS
                      + "\nFROM trust.credential_lift("
                      + RANGE
                      + ", mode = {mode:String}, focus = 'credential', lag = 0)\n"
                      + "ORDER BY market != 'ALL', market, shrunk_ratio DESC NULLS LAST, focus_value, outcome")
              .byMarket(),
          Panel.of(
                  "expected",
                  "SELECT * FROM trust.expected_and_measured("
                      + RANGE
                      + ", mode = {mode:String}, outcome = {outcome:String})")
              .byMarket(),
          Panel.of("placements", "SELECT * FROM trust.placement_rates(" + RANGE + ")").byMarket(),
          Panel.of("dose", "SELECT * FROM trust.dose(" + RANGE + ", mode = {mode:String})")
              .byMarket(),
          Panel.of("response-bands", "SELECT * FROM trust.response_bands(" + RANGE + ")")
              .byMarket(),
          Panel.of("response-times", "SELECT * FROM trust.response_times(" + RANGE + ")")
              .byMarket(),
          Panel.of(
                  "audiences",
                  "SELECT * FROM trust.audience_totals(" + RANGE + ", mode = {mode:String})")
              .byMarket(),
          Panel.of("health", "SELECT * FROM trust.experiment_health(experiment = '')")
              .byMarket()
              .byExperiment(),
          Panel.of("readiness", "SELECT * FROM trust.experiment_readiness"),
          Panel.of(
                  "estimates",
                  "SELECT experiment_id, metric, market, variant, "
                      + ESTIMATE_COLUMNS
                      + ", detectable_effect, planned_effect, ended, open_windows, orders_without_rate\nFROM trust.experiment_lift("
                      + EXPERIMENT
                      + ", closed_only = 0)")
              .byMarket()
              .byExperiment(),
          Panel.of(
                  "days",
                  "SELECT experiment_id, day, as_of, metric, market, variant, is_primary, control_n, variant_n, rel_lift, valid_low,"
                      + " valid_high, rel_low, rel_high, readiness, verdict, evidence\nFROM trust.experiment_lift_by_day("
                      + EXPERIMENT
                      + ")")
              .byMarket()
              .byExperiment(),
          Panel.of(
                  "segments",
                  "SELECT experiment_id, segment, segment_value, metric, variant, is_primary, interaction_p, "
                      + ESTIMATE_COLUMNS
                      + "\nFROM trust.experiment_segments("
                      + EXPERIMENT
                      + ")")
              .byExperiment(),
          Panel.of("switchback", "SELECT * FROM trust.switchback_lift(experiment = '')")
              .byMarket()
              .byExperiment(),
          Panel.of(
              "event-study",
              """
              SELECT *
              FROM trust.event_study(
                  from = {from:String}, to = {to:String}, focus = 'type', focus_value = '', market = {market:String}, bin = 60)
              """),
          Panel.of(
                  "minutes",
                  "SELECT * FROM trust.stream_minutes(stream = {stream:String}, mode = {mode:String})")
              .byMarket(),
          Panel.of("overlays", "SELECT * FROM trust.stream_overlays(stream = {stream:String})"),
          Panel.of("backlog", "SELECT * FROM trust.question_backlog(stream = {stream:String})"));

  private static final Map<String, Panel> BY_NAME = new LinkedHashMap<>();

  static {
    ALL.forEach(panel -> BY_NAME.put(panel.name(), panel));
  }

  private Panels() {}

  /**
   * The panel of this name.
   *
   * @throws LookException if there is none
   */
  static Panel named(String name) {
    Panel panel = BY_NAME.get(name);
    if (panel == null) {
      throw LookException.notFound("There is no answer called «" + name + "».");
    }
    return panel;
  }
}

package io.trustlift.dashboards.board;

import io.trustlift.dashboards.grafana.Column;
import io.trustlift.dashboards.grafana.Dashboard;
import io.trustlift.dashboards.grafana.Link;
import io.trustlift.dashboards.grafana.Panel;
import io.trustlift.dashboards.grafana.Variable;
import io.trustlift.dashboards.grafana.Variable.Option;
import io.trustlift.dashboards.grafana.Words;

/** Can we decide? */
public final class ExperimentBoard {

  private ExperimentBoard() {}

  public static Dashboard dashboard() {
    return Dashboard.named("experiment", "Experiment", "Can we decide?")
        .with(
            Variable.query(
                "experiment",
                "experiment",
                """
                SELECT experiment_id, name
                FROM trust.experiments
                ORDER BY started_at DESC
                """),
            Variable.query(
                "variant",
                "arm",
                """
                SELECT DISTINCT health.variant
                FROM trust.experiment_health(experiment = ${experiment:sqlstring}) AS health
                INNER JOIN trust.experiments AS plan ON plan.experiment_id = health.experiment_id
                WHERE health.variant != plan.control
                ORDER BY health.variant
                """),
            Variable.fixed(
                "metric",
                "metric",
                new Option("order_rate", "viewers who order"),
                new Option("revenue_per_viewer", "revenue per viewer"),
                new Option("inquiry_rate", "viewers who ask"),
                new Option("orders_per_inquirer", "orders per inquirer (descriptive)"),
                new Option("refund_rate", "refunds (guard)"),
                new Option("stall_share", "stalls (guard)"),
                new Option("watch_minutes", "minutes watched (guard)")))
        .with(
            Link.to("Overview", Dashboard.uid("trust-overview")),
            Link.to("Pipeline", Dashboard.uid("pipeline")).atItsOwnTime())
        .with(
            decision(),
            Panel.heading("Health first: no lift counts before it is clean"),
            health(),
            lag(),
            Panel.heading("Lift"),
            overTime(),
            lift(),
            guards(),
            segments(),
            power());
  }

  private static Panel decision() {
    return Panel.table(
            "Decision",
            "For the primary metric over all markets: green or red only once the planned number of viewers is reached and the assignment is healthy."
                + " Lift = mean of the arm / mean of the control less one, with the always-valid interval."
                + Evidence.EXPERIMENT,
            """
            SELECT name, primary_metric, decision, status, readiness, days_to_go, viewers, rel_lift, valid_low, valid_high, verdict, evidence
            FROM trust.experiment_decision
            WHERE experiment_id = ${experiment:sqlstring}
            """,
            Column.text("name", "experiment"),
            Column.text("primary_metric", "primary metric"),
            Column.text("decision", "decision").withWords(Words.DECISION),
            Column.text("status", "health").withWords(Words.HEALTH),
            Column.text("readiness", "readiness"),
            Column.days("days_to_go", "days to go"),
            Column.count("viewers", "viewers"),
            Column.share("rel_lift", "lift"),
            Column.share("valid_low", "always-valid low"),
            Column.share("valid_high", "always-valid high"),
            Columns.VERDICT,
            Columns.EVIDENCE)
        .size(Panel.FULL_WIDTH, 5);
  }

  private static Panel health() {
    return Panel.table(
            "Assignment",
            "Viewers of each arm beside the planned share; p of the sample ratio (chi-squared over the arms); viewers seen in two arms, who are left out."
                + Evidence.COUNTED,
            """
            SELECT market, variant, n, planned_share, srm_p, crossovers, status
            FROM trust.experiment_health(experiment = ${experiment:sqlstring})
            ORDER BY market = 'ALL' DESC, market, variant
            """,
            Columns.MARKET,
            Column.text("variant", "arm"),
            Column.count("n", "viewers"),
            Column.share("planned_share", "planned share"),
            Column.p("srm_p", "p of the sample ratio"),
            Column.count("crossovers", "in two arms"),
            Column.text("status", "health").withWords(Words.HEALTH))
        .size(16, 9);
  }

  private static Panel lag() {
    return Panel.table(
            "How far the data reach",
            "The latest event behind a visit or an outcome: what «now» means for an experiment."
                + Evidence.COUNTED,
            """
            SELECT through
            FROM trust.data_clock
            """,
            Column.instant("through", "data reach until"))
        .size(8, 9);
  }

  private static Panel overTime() {
    Column low = Column.share("valid_low", "always-valid low").withoutLine().withColor("blue");
    return Panel.overTime(
        "Lift as it would have been read each day",
        "Mean of the arm / mean of the control less one, over all markets, with the interval that stays valid however often it is looked at."
            + Evidence.EXPERIMENT,
        """
        SELECT as_of AS time, valid_low, rel_lift, valid_high
        FROM trust.experiment_lift_by_day(experiment = ${experiment:sqlstring}, cap = 0.999, window_days = 7)
        WHERE metric = ${metric:sqlstring} AND variant = ${variant:sqlstring} AND market = 'ALL'
        ORDER BY time
        """,
        Column.time(),
        low,
        Column.share("rel_lift", "lift").withColor("blue"),
        Column.share("valid_high", "always-valid high").withColor("blue").bandDownTo(low));
  }

  private static Panel lift() {
    return Panel.table(
        "Lift by metric, all markets",
        "Mean of each arm beside that of the control; lift = their ratio less one, with the interval of a fixed end (95 %), the always-valid one, and with"
            + " less variance by what viewers did before (CUPED). Revenue is capped at the 99.9th percentile."
            + Evidence.EXPERIMENT,
        """
        SELECT metric, variant, control_n, variant_n, control_mean, variant_mean, rel_lift, rel_low, rel_high, valid_low, valid_high, cuped_rel_lift,
            cuped_rel_low, cuped_rel_high, p_adjusted, valid_p_adjusted, verdict, evidence
        FROM trust.experiment_lift(experiment = ${experiment:sqlstring}, cap = 0.999, window_days = 7, closed_only = 0)
        WHERE market = 'ALL' AND metric NOT IN ('refund_rate', 'stall_share', 'watch_minutes')
        """,
        Column.text("metric", "metric"),
        Column.text("variant", "arm"),
        Column.count("control_n", "viewers, control"),
        Column.count("variant_n", "viewers, arm"),
        Column.number("control_mean", "mean, control"),
        Column.number("variant_mean", "mean, arm"),
        Column.share("rel_lift", "lift"),
        Column.share("rel_low", "low 95 %"),
        Column.share("rel_high", "high 95 %"),
        Column.share("valid_low", "always-valid low"),
        Column.share("valid_high", "always-valid high"),
        Column.share("cuped_rel_lift", "lift, CUPED"),
        Column.share("cuped_rel_low", "low, CUPED"),
        Column.share("cuped_rel_high", "high, CUPED"),
        Column.p("p_adjusted", "p adjusted"),
        Column.p("valid_p_adjusted", "always-valid p adjusted"),
        Columns.VERDICT,
        Columns.EVIDENCE);
  }

  private static Panel guards() {
    return Panel.table(
            "Guards, all markets",
            "What must not get worse: refunds / paid orders, stalled / watched time, minutes watched per viewer; lift = ratio of the means less one."
                + Evidence.EXPERIMENT,
            """
            SELECT metric, variant, control_mean, variant_mean, rel_lift, rel_low, rel_high, valid_low, valid_high, verdict, evidence
            FROM trust.experiment_lift(experiment = ${experiment:sqlstring}, cap = 0.999, window_days = 7, closed_only = 0)
            WHERE market = 'ALL' AND metric IN ('refund_rate', 'stall_share', 'watch_minutes')
            """,
            Column.text("metric", "guard"),
            Column.text("variant", "arm"),
            Column.number("control_mean", "mean, control"),
            Column.number("variant_mean", "mean, arm"),
            Column.share("rel_lift", "lift"),
            Column.share("rel_low", "low 95 %"),
            Column.share("rel_high", "high 95 %"),
            Column.share("valid_low", "always-valid low"),
            Column.share("valid_high", "always-valid high"),
            Columns.VERDICT,
            Columns.EVIDENCE)
        .half();
  }

  private static Panel segments() {
    return Panel.table(
            "Segments",
            "The chosen metric by market, audience and quality of the stream. p of a difference: whether the parts differ at all; only then compare them."
                + Evidence.EXPERIMENT,
            """
            SELECT segment, segment_value, control_n, variant_n, rel_lift, rel_low, rel_high, p_adjusted, interaction_p, verdict, evidence
            FROM trust.experiment_segments(experiment = ${experiment:sqlstring}, cap = 0.999, window_days = 7)
            WHERE metric = ${metric:sqlstring} AND variant = ${variant:sqlstring}
            """,
            Column.text("segment", "parted by"),
            Column.text("segment_value", "part"),
            Column.count("control_n", "viewers, control"),
            Column.count("variant_n", "viewers, arm"),
            Column.share("rel_lift", "lift"),
            Column.share("rel_low", "low 95 %"),
            Column.share("rel_high", "high 95 %"),
            Column.p("p_adjusted", "p adjusted"),
            Column.p("interaction_p", "p of a difference"),
            Columns.VERDICT,
            Columns.EVIDENCE)
        .half();
  }

  private static Panel power() {
    return Panel.table(
        "Power and days to go",
        "Smallest lift that four of five experiments of this size would find, beside the one planned for; days to go assumes that viewers keep coming as they"
            + " did. Open windows: viewers whose seven days are not over."
            + Evidence.EXPERIMENT,
        """
        SELECT metric, variant, detectable_effect, planned_effect, readiness, days_to_go, control_n, variant_n, open_windows, orders_without_rate
        FROM trust.experiment_lift(experiment = ${experiment:sqlstring}, cap = 0.999, window_days = 7, closed_only = 0)
        WHERE market = 'ALL'
        """,
        Column.text("metric", "metric"),
        Column.text("variant", "arm"),
        Column.share("detectable_effect", "detectable lift"),
        Column.share("planned_effect", "planned lift"),
        Column.text("readiness", "readiness"),
        Column.days("days_to_go", "days to go"),
        Column.count("control_n", "viewers, control"),
        Column.count("variant_n", "viewers, arm"),
        Column.count("open_windows", "open windows"),
        Column.count("orders_without_rate", "orders without exchange rate"));
  }
}

package io.trustlift.dashboards.board;

import io.trustlift.dashboards.grafana.Column;
import io.trustlift.dashboards.grafana.Dashboard;
import io.trustlift.dashboards.grafana.Link;
import io.trustlift.dashboards.grafana.Panel;
import io.trustlift.dashboards.grafana.Unit;
import io.trustlift.dashboards.grafana.Variable;
import io.trustlift.dashboards.grafana.Words;
import java.util.ArrayList;
import java.util.List;

/** What changed, is it noise? */
public final class WeeklyBoard {

  /** A metric that is drawn, with what it is divided by. */
  private record Metric(String name, String title, Unit unit, int decimals, String meaning) {}

  private static final List<Metric> METRICS =
      List.of(
          new Metric(
              "orders",
              "Orders",
              Unit.COUNT,
              0,
              "Orders placed in the week, cancelled ones too; a count."),
          new Metric(
              "inquiries",
              "Inquiries",
              Unit.COUNT,
              0,
              "Questions of the week; a count. Fewer can be better: they are answered before they are asked."),
          new Metric(
              "revenue_per_1000_minutes",
              "Revenue per 1,000 viewer-minutes",
              Unit.MONEY,
              2,
              "Paid minus refunded, in the reporting currency / viewer-minutes, times 1,000."),
          new Metric(
              "refund_rate",
              "Refunds",
              Unit.SHARE,
              1,
              "Refunded orders / paid orders. Provisional while refunds may still come."),
          new Metric(
              "credential_coverage",
              "Minutes with a credential",
              Unit.SHARE,
              1,
              "Live viewer-minutes with a valid credential on screen / live viewer-minutes."),
          new Metric(
              "response_p90_s",
              "Response time, nine tenths within",
              Unit.SECONDS,
              1,
              "Nine tenths of the answers came within this time."),
          new Metric("stall_share", "Stalls", Unit.SHARE, 2, "Stalled time / watched time."));

  private WeeklyBoard() {}

  public static Dashboard dashboard() {
    List<Panel> panels = new ArrayList<>();
    panels.add(lastWeek());
    for (Metric metric : METRICS) {
      panels.add(weeks(metric, ": six weeks", 6).size(10, 8).lookingBack("49d"));
      panels.add(weeks(metric, ": twelve months", 53).size(14, 8));
    }
    panels.add(rhythm());
    return Dashboard.named("weekly-review", "Weekly review", "What changed, is it noise?")
        .opening("now-1y", "")
        .with(
            Variable.query(
                "market",
                "market",
                """
                SELECT DISTINCT market
                FROM trust.weekly_metrics(at = $__toTime)
                ORDER BY market = 'ALL' DESC, market
                """))
        .with(
            Link.to("Overview", Dashboard.uid("trust-overview")),
            Link.to("Market", Dashboard.uid("market")),
            Link.to("Library", Dashboard.uid("library")))
        .with(panels.toArray(Panel[]::new));
  }

  private static Panel rhythm() {
    return Panel.table(
        "A fixed rhythm",
        "Of the streams that were planned, and whose time has come, those that began within 15 minutes of the plan: on time / due. Gaps are between streams"
            + " that began; returning viewers / viewers began another visit at least six hours before."
            + Evidence.DESCRIPTIVE,
        """
        SELECT series, due, on_time, late, missed, cancelled, unplanned, on_time_share, usual_gap_days, longest_gap_days, viewers, returning_share
        FROM trust.rhythm(from = $__fromTime, to = $__toTime)
        ORDER BY series != 'ALL', series
        """,
        Column.text("series", "series"),
        Column.count("due", "due"),
        Column.count("on_time", "on time"),
        Column.count("late", "late"),
        Column.count("missed", "missed"),
        Column.count("cancelled", "called off"),
        Column.count("unplanned", "without a plan"),
        Column.share("on_time_share", "on time, share"),
        Column.days("usual_gap_days", "usual gap"),
        Column.days("longest_gap_days", "longest gap"),
        Column.count("viewers", "viewers"),
        Column.share("returning_share", "returning viewers"));
  }

  private static Panel lastWeek() {
    return Panel.table(
        "The running and the last complete week: exceptions first",
        "Each metric (ISO weeks in the market's own time zone) beside its process limits: centre and limits of an individuals chart of the weeks before."
            + " A signal is more than noise; without one a change is not worth a word. Numerator and denominator stand beside the value; a provisional"
            + " week may still change. What is at stake orders the exceptions: what hangs on them, not what was lost."
            + Evidence.DESCRIPTIVE,
        """
        SELECT market, metric, week, value, centre, lower, upper, signals, at_stake, before, year_before, numerator, denominator, provisional
        FROM trust.weekly_metrics(at = $__toTime)
        WHERE week_no_back < 1
        ORDER BY signals != [] DESC, at_stake DESC NULLS LAST, market = 'ALL' DESC, market, metric, week_no_back DESC
        """,
        Columns.MARKET_LINKED_ALONE,
        Column.text("metric", "metric"),
        Column.text("week", "week"),
        Column.number("value", "value"),
        Column.number("centre", "centre"),
        Column.number("lower", "lower limit"),
        Column.number("upper", "upper limit"),
        Column.text("signals", "signals"),
        Column.money("at_stake", "at stake"),
        Column.number("before", "a week before"),
        Column.number("year_before", "a year before"),
        Column.number("numerator", "numerator"),
        Column.number("denominator", "denominator"),
        Column.count("provisional", "provisional").withWords(Words.YES));
  }

  private static Panel weeks(Metric metric, String span, int weeks) {
    Column lower = column("lower", "lower limit", metric).withoutLine().withColor("gray");
    return Panel.overTime(
        metric.title + span,
        metric.meaning
            + " With the centre line and the process limits of an individuals chart; within them a change is noise. The last point is the week that is"
            + " running."
            + Evidence.DESCRIPTIVE,
        """
        SELECT week_start AS time, value, lower, upper, centre
        FROM trust.weekly_metrics(at = $__toTime)
        WHERE metric = '%s' AND market = ${market:sqlstring} AND week_no_back < %d
        ORDER BY time
        """
            .formatted(metric.name, weeks),
        Column.time(),
        column("value", metric.title, metric).withColor("blue"),
        lower,
        column("upper", "upper limit", metric).withColor("gray").bandDownTo(lower),
        column("centre", "centre", metric).withColor("gray"));
  }

  private static Column column(String name, String title, Metric metric) {
    return new Column(
        name, title, metric.unit, metric.decimals, List.of(), null, Column.Series.LINE);
  }
}

package io.trustlift.dashboards.board;

import io.trustlift.dashboards.grafana.Column;
import io.trustlift.dashboards.grafana.Dashboard;
import io.trustlift.dashboards.grafana.Link;
import io.trustlift.dashboards.grafana.Panel;
import io.trustlift.dashboards.grafana.Words;

/** What does trust do for us, per market? */
public final class OverviewBoard {

  private OverviewBoard() {}

  public static Dashboard dashboard() {
    return Dashboard.named(
            "trust-overview", "Trust overview", "What does trust do for us, per market?")
        .with(Choices.MARKET_OR_ALL.orSeveral(), Choices.OUTCOME, Choices.MODE)
        .with(
            Link.to("Market", Dashboard.uid("market")),
            Link.to("Experiment", Dashboard.uid("experiment")),
            Link.to("Library", Dashboard.uid("library")),
            Link.to("Weekly review", Dashboard.uid("weekly-review")),
            Link.to("Pipeline", Dashboard.uid("pipeline")).atItsOwnTime())
        .with(totals(), markets(), lift(), funnel(), funnelCounts(), overTime(), claims());
  }

  private static Panel totals() {
    return Panel.numbers(
        "All markets",
        "Viewers: distinct viewers who began a visit. Rates: inquiries, orders and revenue of visits divided by their viewer-minutes, times 1,000."
            + " Inquiry rate is neither good nor bad: a credential can answer a question before it is asked."
            + Evidence.DESCRIPTIVE,
        """
        SELECT viewers, streams, viewer_minutes, inquiry_rate, order_rate, revenue_per_1000_minutes, reporting_currency
        FROM trust.market_totals(from = $__fromTime, to = $__toTime, mode = ${mode:sqlstring})
        WHERE market = 'ALL'
        """,
        Column.count("viewers", "viewers"),
        Column.count("streams", "streams"),
        Column.minutes("viewer_minutes", "viewer-minutes"),
        Column.rate("inquiry_rate", "inquiries"),
        Column.rate("order_rate", "orders"),
        Column.money("revenue_per_1000_minutes", "revenue per 1,000 viewer-minutes"),
        Column.text("reporting_currency", "currency"));
  }

  private static Panel markets() {
    return Panel.table(
        "Markets",
        "Each market's sums, and sums divided by sums: rates per 1,000 viewer-minutes, exposed share = viewer-minutes with a credential on screen"
            + " / all viewer-minutes, orders per viewer = orders / viewers, inquirers who ordered = those who asked and ordered / those who asked"
            + " (conditions on something that a credential changes). Revenue leaves out orders without an exchange rate, which are counted."
            + Evidence.DESCRIPTIVE,
        """
        SELECT market, viewers, viewer_minutes, exposed_share, inquiries, inquiry_rate, orders, order_rate, orders_per_viewer,
            orders_per_inquirer, revenue_per_1000_minutes, reporting_currency, orders_without_rate, stall_share
        FROM trust.market_totals(from = $__fromTime, to = $__toTime, mode = ${mode:sqlstring})
        WHERE market IN (${market:sqlstring})
        ORDER BY market = 'ALL' DESC, viewer_minutes DESC
        """,
        Columns.MARKET_LINKED,
        Column.count("viewers", "viewers"),
        Column.minutes("viewer_minutes", "viewer-minutes"),
        Column.share("exposed_share", "exposed share"),
        Column.count("inquiries", "inquiries"),
        Column.rate("inquiry_rate", "inquiry rate"),
        Column.count("orders", "orders"),
        Column.rate("order_rate", "order rate"),
        Column.number("orders_per_viewer", "orders per viewer"),
        Column.share("orders_per_inquirer", "inquirers who ordered"),
        Column.money("revenue_per_1000_minutes", "revenue / 1,000 min"),
        Column.text("reporting_currency", "currency"),
        Column.count("orders_without_rate", "orders without exchange rate"),
        Column.share("stall_share", "stall share"));
  }

  private static Panel lift() {
    return Panel.table(
            "Lift: market by credential type",
            "Rate ratio of the chosen outcome: rate of viewer-time with a credential of the type on screen or recent / rate without it. 1 is no"
                + " change. Shrunk: drawn towards the mean of the cells; rank by it. The verdict goes by the p adjusted over all markets."
                + Evidence.OBSERVATIONAL,
            """
            SELECT market, focus_value, rate_ratio, low, high, shrunk_ratio, exposed_events, exposed_minutes, streams, p_adjusted, verdict, evidence
            FROM trust.credential_lift(from = $__fromTime, to = $__toTime, mode = ${mode:sqlstring}, focus = 'type', lag = 0)
            WHERE outcome = ${outcome:sqlstring} AND market IN (${market:sqlstring})
            ORDER BY market = 'ALL' DESC, market, shrunk_ratio DESC
            """,
            Columns.lift(Columns.MARKET_LINKED, Column.text("focus_value", "credential type")))
        .size(Panel.FULL_WIDTH, 12);
  }

  private static Panel funnel() {
    return Panel.of(
            Panel.Kind.BARS,
            "Funnel, all markets",
            "Share of the viewers who watched that came to each step: viewers of the step / viewers who watched. Each viewer once; steps need not"
                + " have been taken in this order."
                + Evidence.DESCRIPTIVE,
            """
            SELECT step, share_of_watched
            FROM trust.funnel(from = $__fromTime, to = $__toTime, mode = ${mode:sqlstring})
            WHERE market = 'ALL'
            ORDER BY step_no
            """,
            Column.text("step", "step"),
            Column.share("share_of_watched", "share of viewers"))
        .half();
  }

  private static Panel funnelCounts() {
    return Panel.table(
            "Funnel by market",
            "Viewers who came to each step, and their share of the viewers of that market who watched."
                + Evidence.DESCRIPTIVE,
            """
            SELECT market, step, viewers, share_of_watched
            FROM trust.funnel(from = $__fromTime, to = $__toTime, mode = ${mode:sqlstring})
            WHERE market IN (${market:sqlstring})
            ORDER BY market = 'ALL' DESC, market, step_no
            """,
            Columns.MARKET_LINKED,
            Column.text("step", "step"),
            Column.count("viewers", "viewers"),
            Column.share("share_of_watched", "share of viewers"))
        .half();
  }

  private static Panel overTime() {
    return Panel.overTime(
        "Orders by hour",
        "Orders in each hour, by market. A count, without a denominator." + Evidence.DESCRIPTIVE,
        """
        SELECT hour AS time, market, orders
        FROM trust.market_hours(from = $__fromTime, to = $__toTime, mode = ${mode:sqlstring})
        WHERE market IN (${market:sqlstring})
        ORDER BY time, market
        """,
        Column.time(),
        Columns.MARKET,
        Column.count("orders", "orders").asBars());
  }

  private static Panel claims() {
    return Panel.table(
        "Claims beside what was measured",
        "Lift that is claimed, beside the lift that was measured: rate ratio less one, over the claim's markets and kinds together."
            + " «No effect shown» means that the interval contains zero and the claim."
            + Evidence.OBSERVATIONAL,
        """
        SELECT statement, source, outcome, claimed_lift, measured_lift, low, high, exposed_events, streams, claim_verdict, evidence
        FROM trust.claim_register(from = $__fromTime, to = $__toTime)
        ORDER BY claim_id
        """,
        Column.text("statement", "claim"),
        Column.text("source", "who says so"),
        Column.text("outcome", "outcome"),
        Column.share("claimed_lift", "claimed"),
        Column.share("measured_lift", "measured"),
        Column.share("low", "low 95 %"),
        Column.share("high", "high 95 %"),
        Column.count("exposed_events", "outcomes while shown"),
        Column.count("streams", "streams"),
        Column.text("claim_verdict", "verdict").withWords(Words.CLAIM),
        Columns.EVIDENCE);
  }
}

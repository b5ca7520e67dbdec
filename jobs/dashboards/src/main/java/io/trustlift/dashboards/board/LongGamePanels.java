package io.trustlift.dashboards.board;

import io.trustlift.dashboards.grafana.Column;
import io.trustlift.dashboards.grafana.Panel;

/** Decisions take days: orders after the visit, buyers who come back. */
final class LongGamePanels {

  private LongGamePanels() {}

  static Panel orderDelays() {
    return Panel.table(
            "Orders by how long after the visit they came",
            "Of visits that began in the range: orders within the live visit, within a replay, then up to 24 hours and 7 days after its end; so far"
                + " adds up from live on. Revenue is paid less refunded. Visits whose seven days still run are counted in the last column."
                + Evidence.DESCRIPTIVE,
            """
            SELECT came, orders, orders_so_far, share, revenue, revenue_so_far, open_visits
            FROM trust.order_delays(from = $__fromTime, to = $__toTime)
            WHERE market = ${market:sqlstring}
            ORDER BY band_no
            """,
            Column.text("came", "came"),
            Column.count("orders", "orders"),
            Column.count("orders_so_far", "orders so far"),
            Column.share("share", "share"),
            Column.money("revenue", "revenue"),
            Column.money("revenue_so_far", "revenue so far"),
            Column.count("open_visits", "visits still open"))
        .half();
  }

  static Panel timeToOrder() {
    return Panel.table(
            "Time to the first order",
            "From the beginning of a viewer's first visit to the first order: half and nine tenths of the buyers so far took no longer. Viewers are"
                + " those whose first visit began in the range; share within a day = buyers within 24 hours / buyers."
                + Evidence.DESCRIPTIVE,
            """
            SELECT market, viewers, buyers, p50_hours, p90_hours, share_within_a_day
            FROM trust.time_to_order(from = $__fromTime, to = $__toTime)
            ORDER BY market
            """,
            Columns.MARKET_LINKED_ALONE,
            Column.count("viewers", "viewers"),
            Column.count("buyers", "buyers"),
            Column.number("p50_hours", "half within, hours"),
            Column.number("p90_hours", "nine tenths within, hours"),
            Column.share("share_within_a_day", "within a day"))
        .half();
  }

  static Panel cohorts() {
    return Panel.table(
        "The long game, by what was seen first",
        "Viewers by the month of the first visit that showed them a credential, and the types that it showed. Buyers / viewers; repurchase within 30"
            + " days = buyers with a second order within 30 days of the first / buyers whose 30 days are over; order value = revenue / orders;"
            + " shares per viewer."
            + Evidence.DESCRIPTIVE,
        """
            SELECT cohort, first_type, viewers, buyers, buyer_share, settled_buyers, repurchase_share, order_value, shares_per_viewer, evidence
            FROM trust.cohorts(from = $__fromTime, to = $__toTime, window = 30)
            WHERE market = ${market:sqlstring}
            ORDER BY cohort DESC, first_type
            """,
        Column.text("cohort", "month"),
        Column.text("first_type", "saw first"),
        Column.count("viewers", "viewers"),
        Column.count("buyers", "buyers"),
        Column.share("buyer_share", "bought"),
        Column.count("settled_buyers", "buyers, 30 days over"),
        Column.share("repurchase_share", "bought again within 30 days"),
        Column.money("order_value", "order value"),
        Column.number("shares_per_viewer", "shares per viewer"),
        Columns.EVIDENCE);
  }
}

package io.trustlift.report.weekly;

import java.util.List;

/** A number of the review: what it is called, and how it is written. */
enum Metric {
  ORDERS("orders", "Orders", "all that were placed in the week, cancelled ones too"),
  INQUIRIES(
      "inquiries",
      "Inquiries",
      "questions of viewers; fewer can be good, when the answer was on screen already"),
  REVENUE_PER_1000_MINUTES(
      "revenue_per_1000_minutes",
      "Revenue per 1,000 viewer-minutes",
      "paid less paid back, over viewer-minutes, live and in replays"),
  VIEWER_MINUTES("viewer_minutes", "Viewer-minutes", "live and in replays"),
  REVENUE("revenue", "Revenue", "paid less paid back"),
  ORDER_RATE(
      "order_rate", "Orders per 1,000 viewer-minutes", "orders over viewer-minutes, per 1,000"),
  INQUIRY_RATE(
      "inquiry_rate",
      "Inquiries per 1,000 viewer-minutes",
      "inquiries over viewer-minutes, per 1,000"),
  PAID_ORDERS("paid_orders", "Paid orders", "paid and not cancelled"),
  REFUNDS("refunds", "Refunds", "paid back of the week's orders, whenever that was"),
  REFUND_RATE("refund_rate", "Refund rate", "refunded orders over paid orders of the week"),
  CREDENTIAL_COVERAGE(
      "credential_coverage",
      "Credential coverage",
      "live viewer-minutes with a credential on screen that is valid and says something in the market, over all live"
          + " viewer-minutes"),
  RESPONSE_P90(
      "response_p90_s", "Response time, p90", "nine of ten answers in live streams came within it"),
  ANSWERED_10S(
      "answered_10s_share",
      "Answered within 10 s",
      "answers within 10 s over questions in live streams"),
  ANSWERED("answered_share", "Answered at all", "answers over questions in live streams"),
  SCHEDULE_ADHERENCE(
      "schedule_adherence",
      "Schedule adherence",
      "of the streams that began in the four weeks before, the share at whose weekday and local time one began this week,"
          + " within 15 minutes; the plan is taken from the streams, since no event tells it"),
  STALL_SHARE("stall_share", "Stall share", "stalled time over live viewer-time"),
  LATENCY("latency_ms", "Latency", "mean of what players tell in live streams"),
  REPLAY_VIEWER_MINUTES("replay_viewer_minutes", "Replay viewer-minutes", "watched in replays"),
  REPLAY_ORDERS("replay_orders", "Replay orders", "orders in or after a replay"),
  DELAYED_ORDERS(
      "delayed_orders", "Delayed orders", "orders after the visit they belong to, up to 7 days"),
  DELAYED_SHARE("delayed_share", "Delayed share", "delayed orders over all orders"),
  ORDERS_WITHOUT_RATE(
      "orders_without_rate",
      "Orders without an exchange rate",
      "paid in a currency without one, so their revenue is in no sum");

  /** What a unit's numbers look like, and how they move. */
  enum Unit {
    COUNT,
    MINUTES,
    MONEY,
    MONEY_RATE,
    PER_1000,
    SHARE,
    SECONDS,
    MS
  }

  private static final List<Metric> ALL = List.of(values());

  private final String column;
  private final String title;
  private final String meaning;

  Metric(String column, String title, String meaning) {
    this.column = column;
    this.title = title;
    this.meaning = meaning;
  }

  /** By its name in {@code weekly_metrics}. */
  static Metric of(String column) {
    return ALL.stream()
        .filter(metric -> metric.column.equals(column))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no metric is called " + column));
  }

  public String column() {
    return column;
  }

  public String title() {
    return title;
  }

  /** Numerator and denominator, in words. */
  public String meaning() {
    return meaning;
  }
}

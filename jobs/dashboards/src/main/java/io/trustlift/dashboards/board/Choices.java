package io.trustlift.dashboards.board;

import io.trustlift.dashboards.grafana.Variable;
import io.trustlift.dashboards.grafana.Variable.Option;

/** Choices that several dashboards offer, under the same names, so that links hand them on. */
final class Choices {

  static final Variable MODE =
      Variable.fixed(
          "mode",
          "viewer-time",
          new Option("live", "live"),
          new Option("replay", "replays"),
          new Option("all", "live and replays"));

  static final Variable OUTCOME =
      Variable.fixed(
          "outcome", "outcome", new Option("order", "orders"), new Option("inquiry", "inquiries"));

  /** Markets with viewer-time in the range, without the row over all of them. */
  static final Variable MARKET =
      Variable.query(
          "market",
          "market",
          """
          SELECT market
          FROM trust.market_totals(from = $__fromTime, to = $__toTime, mode = 'all')
          WHERE market != 'ALL'
          ORDER BY viewer_minutes DESC
          """);

  /** The same, after the row over all of them. */
  static final Variable MARKET_OR_ALL =
      Variable.query(
          "market",
          "market",
          """
          SELECT market
          FROM trust.market_totals(from = $__fromTime, to = $__toTime, mode = 'all')
          ORDER BY market = 'ALL' DESC, viewer_minutes DESC
          """);

  private Choices() {}
}

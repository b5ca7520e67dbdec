package io.trustlift.dashboards.board;

import io.trustlift.dashboards.grafana.Column;
import io.trustlift.dashboards.grafana.Dashboard;
import io.trustlift.dashboards.grafana.Link;
import io.trustlift.dashboards.grafana.Words;
import java.util.ArrayList;
import java.util.List;

/** Columns that look and lead the same on every dashboard. */
final class Columns {

  static final Column MARKET = Column.text("market", "market");

  static final Column MARKET_LINKED =
      MARKET.withLink(
          Link.to("Open this market", Dashboard.uid("market"))
              .with("market", "market")
              .keeping("mode")
              .keeping("outcome"));

  /** The same from a dashboard without the choices of outcome and viewer-time. */
  static final Column MARKET_LINKED_ALONE =
      MARKET.withLink(
          Link.to("Open this market", Dashboard.uid("market")).with("market", "market"));

  static final Column STREAM_LINKED =
      Column.text("stream_id", "stream")
          .withLink(
              Link.to("Open this stream", Dashboard.uid("stream-cockpit"))
                  .with("stream", "stream_id"));

  static final Column CREDENTIAL_LINKED =
      Column.text("credential_id", "credential")
          .withLink(
              Link.to("Open this credential", Dashboard.uid("credential"))
                  .with("credential", "credential_id"));

  static final Column VERDICT = Column.text("verdict", "verdict").withWords(Words.VERDICT);

  static final Column EVIDENCE = Column.text("evidence", "evidence");

  /** What credential_lift says of a cell, after the columns that name the cell. */
  static Column[] lift(Column... cell) {
    return join(
        cell,
        Column.number("rate_ratio", "rate ratio"),
        Column.number("low", "low 95 %"),
        Column.number("high", "high 95 %"),
        Column.number("shrunk_ratio", "shrunk"),
        Column.count("exposed_events", "outcomes while shown"),
        Column.minutes("exposed_minutes", "viewer-minutes while shown"),
        Column.count("streams", "streams"),
        Column.p("p_adjusted", "p adjusted"),
        VERDICT,
        EVIDENCE);
  }

  static Column[] join(Column[] first, Column... more) {
    List<Column> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return all.toArray(Column[]::new);
  }

  private Columns() {}
}

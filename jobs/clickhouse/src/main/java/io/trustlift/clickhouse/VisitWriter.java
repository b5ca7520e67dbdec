package io.trustlift.clickhouse;

import io.trustlift.model.row.VisitRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;

final class VisitWriter implements RowWriter<VisitRow> {

  private static final long serialVersionUID = 1L;

  private static final String INSERT =
      Insert.into(
          "visits",
          "visit_id",
          "viewer_id",
          "stream_id",
          "mode",
          "market",
          "started_at",
          "ended_at",
          "exposed_ms",
          "seen",
          "questions",
          "product_clicks",
          "add_to_carts",
          "shares",
          "stall_ms",
          "version");

  @Override
  public String insertSql() {
    return INSERT;
  }

  @Override
  public void bind(PreparedStatement statement, VisitRow row) throws SQLException {
    new Binder(statement)
        .text(row.visitId())
        .text(row.viewerId())
        .text(row.streamId())
        .text(row.mode())
        .text(row.market())
        .millis(row.startedAt())
        .millis(row.endedAt())
        .integer(row.exposedMs())
        .texts(row.seen())
        .integer(row.questions())
        .integer(row.productClicks())
        .integer(row.addToCarts())
        .integer(row.shares())
        .integer(row.stallMs())
        .integer(row.version());
  }
}

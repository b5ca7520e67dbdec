package io.trustlift.clickhouse;

import io.trustlift.model.row.OutcomeRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;

final class OutcomeWriter implements RowWriter<OutcomeRow> {

  private static final long serialVersionUID = 1L;

  private static final String INSERT =
      Insert.into(
          "outcomes",
          "outcome_id",
          "kind",
          "occurred_at",
          "viewer_id",
          "market",
          "stream_id",
          "visit_id",
          "mode",
          "on_screen",
          "recent",
          "seen",
          "exposed_30s",
          "exposed_60s",
          "exposed_120s",
          "attribution",
          "status",
          "paid",
          "amount",
          "paid_amount",
          "refunded_amount",
          "currency",
          "topic",
          "language",
          "version",
          "revision");

  @Override
  public String insertSql() {
    return INSERT;
  }

  @Override
  public void bind(PreparedStatement statement, OutcomeRow row) throws SQLException {
    new Binder(statement)
        .text(row.outcomeId())
        .text(row.kind())
        .millis(row.occurredAt())
        .text(row.viewerId())
        .text(row.market())
        .text(row.streamId())
        .text(row.visitId())
        .text(row.mode())
        .texts(row.onScreen())
        .texts(row.recent())
        .texts(row.seen())
        .texts(row.exposed30s())
        .texts(row.exposed60s())
        .texts(row.exposed120s())
        .text(row.attribution())
        .text(row.status())
        .integer(row.paid() ? 1 : 0)
        .decimal(row.amount())
        .decimal(row.paidAmount())
        .decimal(row.refundedAmount())
        .text(row.currency())
        .text(row.topic())
        .text(row.language())
        .integer(row.version())
        .integer(row.revision() ? 1 : 0);
  }
}

package io.trustlift.clickhouse;

import io.trustlift.model.row.TriggerRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;

final class TriggerWriter implements RowWriter<TriggerRow> {

  private static final long serialVersionUID = 1L;

  private static final String INSERT =
      Insert.into(
          "experiment_triggers",
          "experiment_id",
          "viewer_id",
          "variant",
          "market",
          "stream_id",
          "triggered_at",
          "version");

  @Override
  public String insertSql() {
    return INSERT;
  }

  @Override
  public void bind(PreparedStatement statement, TriggerRow row) throws SQLException {
    new Binder(statement)
        .text(row.experimentId())
        .text(row.viewerId())
        .text(row.variant())
        .text(row.market())
        .text(row.streamId())
        .millis(row.triggeredAt())
        .integer(Long.MAX_VALUE - row.triggeredAt());
  }
}

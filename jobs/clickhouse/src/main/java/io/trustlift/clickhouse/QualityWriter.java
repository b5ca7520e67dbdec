package io.trustlift.clickhouse;

import io.trustlift.model.row.QualityRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;

final class QualityWriter implements RowWriter<QualityRow> {

  private static final long serialVersionUID = 1L;

  private static final String INSERT =
      Insert.into("quality_minutes", "minute", "stream_id", "mode", "market", "measure", "amount");

  @Override
  public String insertSql() {
    return INSERT;
  }

  @Override
  public void bind(PreparedStatement statement, QualityRow row) throws SQLException {
    new Binder(statement)
        .seconds(row.minute())
        .text(row.streamId())
        .text(row.mode())
        .text(row.market())
        .text(row.measure())
        .integer(row.amount());
  }
}

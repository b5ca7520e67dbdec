package io.trustlift.clickhouse;

import io.trustlift.model.row.ErasureRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;

final class ErasureWriter implements RowWriter<ErasureRow> {

  private static final long serialVersionUID = 1L;

  private static final String INSERT =
      Insert.into("erasures", "viewer_hash", "erased_at", "state_cleared_at");

  @Override
  public String insertSql() {
    return INSERT;
  }

  @Override
  public void bind(PreparedStatement statement, ErasureRow row) throws SQLException {
    new Binder(statement)
        .text(row.viewerHash())
        .millis(row.erasedAt())
        .millis(row.stateClearedAt());
  }
}

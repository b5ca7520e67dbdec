package io.trustlift.clickhouse;

import io.trustlift.model.row.ShowRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;

final class ShowWriter implements RowWriter<ShowRow> {

  private static final long serialVersionUID = 1L;

  private static final String INSERT =
      Insert.into(
          "shows",
          "display_id",
          "stream_id",
          "credential_id",
          "placement",
          "experiment_id",
          "variant",
          "shown_at");

  @Override
  public String insertSql() {
    return INSERT;
  }

  @Override
  public void bind(PreparedStatement statement, ShowRow row) throws SQLException {
    new Binder(statement)
        .text(row.displayId())
        .text(row.streamId())
        .text(row.credentialId())
        .text(row.placement())
        .text(row.experimentId())
        .text(row.variant())
        .millis(row.shownAt());
  }
}

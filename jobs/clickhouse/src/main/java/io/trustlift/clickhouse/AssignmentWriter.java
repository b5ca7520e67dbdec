package io.trustlift.clickhouse;

import io.trustlift.model.row.AssignmentRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;

final class AssignmentWriter implements RowWriter<AssignmentRow> {

  private static final long serialVersionUID = 1L;

  private static final String INSERT =
      Insert.into(
          "experiment_assignments",
          "experiment_id",
          "viewer_id",
          "variant",
          "assigned_at",
          "version");

  @Override
  public String insertSql() {
    return INSERT;
  }

  @Override
  public void bind(PreparedStatement statement, AssignmentRow row) throws SQLException {
    new Binder(statement)
        .text(row.experimentId())
        .text(row.viewerId())
        .text(row.variant())
        .millis(row.assignedAt())
        .integer(row.version());
  }
}

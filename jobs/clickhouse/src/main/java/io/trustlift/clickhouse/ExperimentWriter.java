package io.trustlift.clickhouse;

import io.trustlift.model.row.ExperimentRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;

final class ExperimentWriter implements RowWriter<ExperimentRow> {

  private static final long serialVersionUID = 1L;

  private static final String INSERT =
      Insert.into(
          "experiments",
          "experiment_id",
          "event_id",
          "event_time",
          "name",
          "control",
          "variants",
          "shares",
          "primary_metric",
          "planned_effect",
          "started_at_ms",
          "ended_at_ms");

  @Override
  public String insertSql() {
    return INSERT;
  }

  @Override
  public void bind(PreparedStatement statement, ExperimentRow row) throws SQLException {
    new Binder(statement)
        .text(row.experimentId())
        .text(row.eventId())
        .millis(row.eventTime())
        .text(row.name())
        .text(row.control())
        .texts(row.variants())
        .numbers(row.shares())
        .text(row.primaryMetric())
        .numberOrNull(row.plannedEffect())
        .integer(row.startedAt())
        .integerOrNull(row.endedAt());
  }
}

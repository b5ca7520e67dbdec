package io.trustlift.clickhouse;

import io.trustlift.model.row.ScheduleRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;

final class ScheduleWriter implements RowWriter<ScheduleRow> {

  private static final long serialVersionUID = 1L;

  private static final String INSERT =
      Insert.into(
          "schedule",
          "stream_id",
          "event_id",
          "event_time",
          "planned_start_ms",
          "series",
          "status");

  @Override
  public String insertSql() {
    return INSERT;
  }

  @Override
  public void bind(PreparedStatement statement, ScheduleRow row) throws SQLException {
    new Binder(statement)
        .text(row.streamId())
        .text(row.eventId())
        .millis(row.eventTime())
        .integer(row.plannedStart())
        .text(row.series())
        .text(row.status());
  }
}

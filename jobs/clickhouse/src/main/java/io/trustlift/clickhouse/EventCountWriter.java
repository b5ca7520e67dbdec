package io.trustlift.clickhouse;

import io.trustlift.model.row.EventCountRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;

final class EventCountWriter implements RowWriter<EventCountRow> {

  private static final long serialVersionUID = 1L;

  private static final String INSERT =
      Insert.into("event_counts", "topic", "minute", "disposition", "reason", "events");

  @Override
  public String insertSql() {
    return INSERT;
  }

  @Override
  public void bind(PreparedStatement statement, EventCountRow row) throws SQLException {
    new Binder(statement)
        .text(row.topic())
        .seconds(row.minute())
        .text(row.disposition())
        .text(row.reason())
        .integer(row.events());
  }
}

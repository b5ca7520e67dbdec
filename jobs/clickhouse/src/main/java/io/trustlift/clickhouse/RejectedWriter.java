package io.trustlift.clickhouse;

import io.trustlift.model.row.RejectedRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;

/**
 * Payload and key are any bytes, and the driver sends its statements as text in UTF-8: they travel
 * in hexadecimal and are turned back by the server.
 */
final class RejectedWriter implements RowWriter<RejectedRow> {

  private static final long serialVersionUID = 1L;

  private static final String INSERT =
      Insert.header(
              "rejected_events",
              "topic",
              "partition",
              "offset",
              "reason",
              "detail",
              "payload",
              "key",
              "event_time",
              "rejected_at")
          + "(?, ?, ?, ?, ?, unhex(?), unhex(?), ?, ?)";

  @Override
  public String insertSql() {
    return INSERT;
  }

  @Override
  public void bind(PreparedStatement statement, RejectedRow row) throws SQLException {
    HexFormat hex = HexFormat.of();
    new Binder(statement)
        .text(row.topic())
        .integer(row.partition())
        .integer(row.offset())
        .text(row.reason())
        .text(row.detail())
        .text(hex.formatHex(row.payload()))
        .text(hex.formatHex(row.key()))
        .integerOrNull(row.eventTime())
        .millis(row.rejectedAt());
  }
}

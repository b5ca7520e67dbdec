package io.trustlift.clickhouse;

import io.trustlift.model.row.ExposureTimeRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;

final class ExposureTimeWriter implements RowWriter<ExposureTimeRow> {

  private static final long serialVersionUID = 1L;

  private static final String INSERT =
      Insert.into(
          "exposure_time",
          "minute",
          "stream_id",
          "mode",
          "market",
          "on_screen",
          "recent",
          "viewer_ms");

  @Override
  public String insertSql() {
    return INSERT;
  }

  @Override
  public void bind(PreparedStatement statement, ExposureTimeRow row) throws SQLException {
    new Binder(statement)
        .seconds(row.minute())
        .text(row.streamId())
        .text(row.mode())
        .text(row.market())
        .texts(row.onScreen())
        .texts(row.recent())
        .integer(row.viewerMs());
  }
}

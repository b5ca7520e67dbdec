package io.trustlift.clickhouse;

import io.trustlift.model.row.ReplyRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;

final class ReplyWriter implements RowWriter<ReplyRow> {

  private static final long serialVersionUID = 1L;

  private static final String INSERT =
      Insert.into(
          "replies", "question_id", "stream_id", "viewer_id", "asked_at", "replied_at", "version");

  @Override
  public String insertSql() {
    return INSERT;
  }

  @Override
  public void bind(PreparedStatement statement, ReplyRow row) throws SQLException {
    new Binder(statement)
        .text(row.questionId())
        .text(row.streamId())
        .text(row.viewerId())
        .millis(row.askedAt())
        .millis(row.repliedAt())
        .integer(row.version());
  }
}

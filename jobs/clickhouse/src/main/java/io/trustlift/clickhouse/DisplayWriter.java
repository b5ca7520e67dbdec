package io.trustlift.clickhouse;

import io.trustlift.model.row.DisplayRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;

final class DisplayWriter implements RowWriter<DisplayRow> {

  private static final long serialVersionUID = 1L;

  private static final String INSERT =
      Insert.into(
          "displays",
          "display_id",
          "stream_id",
          "credential_id",
          "placement",
          "product_id",
          "experiment_id",
          "variant",
          "shown_at",
          "hidden_at",
          "end_reason",
          "visits_reached",
          "validity",
          "version");

  @Override
  public String insertSql() {
    return INSERT;
  }

  @Override
  public void bind(PreparedStatement statement, DisplayRow row) throws SQLException {
    new Binder(statement)
        .text(row.displayId())
        .text(row.streamId())
        .text(row.credentialId())
        .text(row.placement())
        .text(row.productId())
        .text(row.experimentId())
        .text(row.variant())
        .millis(row.shownAt())
        .millis(row.hiddenAt())
        .text(row.endReason())
        .integer(row.visitsReached())
        .text(row.validity())
        .integer(row.version());
  }
}

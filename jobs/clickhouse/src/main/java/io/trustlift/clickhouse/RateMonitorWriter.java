package io.trustlift.clickhouse;

import io.trustlift.model.row.RateMonitorRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;

final class RateMonitorWriter implements RowWriter<RateMonitorRow> {

  private static final long serialVersionUID = 1L;

  private static final String INSERT =
      Insert.into(
          "rate_monitor",
          "focus_value",
          "market",
          "block",
          "inquiries",
          "exposed_inquiries",
          "expected_exposed",
          "log_e",
          "max_log_e",
          "p_value",
          "rate_ratio");

  @Override
  public String insertSql() {
    return INSERT;
  }

  @Override
  public void bind(PreparedStatement statement, RateMonitorRow row) throws SQLException {
    new Binder(statement)
        .text(row.focusValue())
        .text(row.market())
        .seconds(row.block())
        .integer(row.inquiries())
        .integer(row.exposedInquiries())
        .number(row.expectedExposed())
        .number(row.logE())
        .number(row.maxLogE())
        .number(row.pValue())
        .numberOrNull(row.rateRatio());
  }
}

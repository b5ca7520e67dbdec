package io.trustlift.clickhouse;

import io.trustlift.model.row.CredentialRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;

final class CredentialWriter implements RowWriter<CredentialRow> {

  private static final long serialVersionUID = 1L;

  private static final String INSERT =
      Insert.into(
          "credentials",
          "credential_id",
          "event_id",
          "event_time",
          "type",
          "kind",
          "title",
          "status",
          "issuer",
          "scheme",
          "section",
          "owner",
          "evidence_url",
          "valid_from_ms",
          "valid_until_ms",
          "reviewed_at_ms",
          "verified",
          "incentivised",
          "valid_markets",
          "product_ids");

  @Override
  public String insertSql() {
    return INSERT;
  }

  @Override
  public void bind(PreparedStatement statement, CredentialRow row) throws SQLException {
    new Binder(statement)
        .text(row.credentialId())
        .text(row.eventId())
        .millis(row.eventTime())
        .text(row.type())
        .text(row.kind())
        .text(row.title())
        .text(row.status())
        .text(row.issuer())
        .text(row.scheme())
        .text(row.section())
        .text(row.owner())
        .text(row.evidenceUrl())
        .integerOrNull(row.validFrom())
        .integerOrNull(row.validUntil())
        .integerOrNull(row.reviewedAt())
        .flagOrNull(row.verified())
        .flagOrNull(row.incentivised())
        .texts(row.validMarkets())
        .texts(row.productIds());
  }
}

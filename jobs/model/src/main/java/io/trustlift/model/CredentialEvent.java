package io.trustlift.model;

import java.util.List;

/**
 * An entry of the credential catalogue: what holds of a credential from {@code eventTime} on.
 *
 * @param revoked whether {@code status} is {@code revoked} rather than {@code active}
 * @param validFrom epoch milliseconds, or {@link Event#NO_TIME} where open
 * @param validUntil epoch milliseconds, exclusive, or {@link Event#NO_TIME} where open
 * @param reviewedAt epoch milliseconds, or {@link Event#NO_TIME}
 * @param verified null where not stated
 * @param incentivised null where not stated
 */
public record CredentialEvent(
    String eventId,
    long eventTime,
    String credentialId,
    String type,
    String kind,
    String title,
    boolean revoked,
    String issuer,
    String scheme,
    String section,
    String owner,
    String evidenceUrl,
    long validFrom,
    long validUntil,
    long reviewedAt,
    Boolean verified,
    Boolean incentivised,
    List<String> validMarkets,
    List<String> productIds)
    implements Event {

  @Override
  public Topic topic() {
    return Topic.CREDENTIALS;
  }

  @Override
  public String key() {
    return credentialId;
  }
}

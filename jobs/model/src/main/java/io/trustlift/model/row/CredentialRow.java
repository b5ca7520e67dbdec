package io.trustlift.model.row;

import java.util.List;

/**
 * A row of {@code credentials}: one catalogue entry as it stood from {@code eventTime} on. All
 * entries are kept, for validity is asked as of an instant.
 *
 * @param eventTime epoch milliseconds
 * @param validFrom epoch milliseconds, or null where open
 * @param validUntil epoch milliseconds (exclusive), or null where open
 * @param reviewedAt epoch milliseconds, or null where never reviewed
 * @param verified null where not stated
 * @param incentivised null where not stated
 */
public record CredentialRow(
    String credentialId,
    String eventId,
    long eventTime,
    String type,
    String kind,
    String title,
    String status,
    String issuer,
    String scheme,
    String section,
    String owner,
    String evidenceUrl,
    Long validFrom,
    Long validUntil,
    Long reviewedAt,
    Boolean verified,
    Boolean incentivised,
    List<String> validMarkets,
    List<String> productIds) {}

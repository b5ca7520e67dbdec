package io.trustlift.simulator;

/**
 * A credential of the host's library, as the catalogue knows it at the start.
 *
 * @param type null when the catalogue does not know the credential
 * @param expectedMarkets where it is expected to pull; {@code *} is everywhere
 * @param standing of a review
 */
record Credential(
    String credentialId,
    CredentialType type,
    String kind,
    String expectedMarkets,
    Standing standing) {
  boolean pullsIn(String market) {
    return expectedMarkets.equals("*") || expectedMarkets.contains(market);
  }
}

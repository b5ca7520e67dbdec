package io.trustlift.local.redrive;

/**
 * A record that is to be sent.
 *
 * @param letter the dead letter that it is sent for
 * @param partition the one that the dead letter stood in, or null where the key decides
 * @param key null for none
 * @param pseudonymous whether the viewer ids in it are pseudonyms already
 * @param eventHash what makes a duplicate of it: SHA-256 of topic, key and event id; empty for a
 *     bot's event, which has none
 */
@SuppressWarnings("ArrayRecordComponent") // identity is the dead letter; the bytes only travel
public record Outgoing(
    Position letter,
    Integer partition,
    byte[] key,
    byte[] value,
    boolean pseudonymous,
    String eventHash) {}

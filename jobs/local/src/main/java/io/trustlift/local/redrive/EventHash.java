package io.trustlift.local.redrive;

import io.trustlift.model.Topic;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What the ledger knows an event by: what makes a duplicate, without an id of anybody. */
final class EventHash {

  private EventHash() {}

  /**
   * SHA-256, in 64 lower-case hexadecimal digits.
   *
   * @param key as it stands behind the source
   */
  static String of(Topic topic, String key, String eventId) {
    // An id has no «|»: the parts cannot run into each other.
    String event = topic.topicName() + "|" + key + "|" + eventId;
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(event.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}

package io.trustlift.attribution.intake;

import io.trustlift.attribution.ViewerIdSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import javax.crypto.Mac;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Marks a record whose viewer ids are pseudonyms already, so that the source does not make
 * pseudonyms of pseudonyms: a dead letter that is sent in again was read behind the source. Only
 * who has the secret can make the mark, and it holds for one topic and value: no producer gets raw
 * ids past the source with it. Not thread-safe.
 */
public final class PseudonymSeal {

  /** The header that carries it. */
  public static final String HEADER = "trustlift-pseudonyms";

  private final Mac mac;

  /**
   * Makes and checks seals.
   *
   * @param secret one that is set
   */
  public PseudonymSeal(ViewerIdSecret secret) {
    mac = secret.sealMac();
  }

  /** The seal of a record, 32 bytes. */
  public byte[] of(String topic, byte[] value) {
    mac.update(topic.getBytes(StandardCharsets.UTF_8));
    mac.update((byte) 0); // no topic's name has one: where the name ends is certain
    return mac.doFinal(value);
  }

  /** Whether a record bears the seal of its topic and value. */
  boolean isOn(Headers headers, String topic, byte[] value) {
    Header seal = headers.lastHeader(HEADER);
    return seal != null
        && value != null
        && seal.value() != null
        && MessageDigest.isEqual(seal.value(), of(topic, value));
  }
}

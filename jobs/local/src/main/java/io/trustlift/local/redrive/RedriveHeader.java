package io.trustlift.local.redrive;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What a record that was sent in again bears: the run, and the partition and offset of its dead
 * letter in the same topic, with blanks between. The job does not look at it; it is how a run that
 * broke off is told from one that came to its end.
 */
final class RedriveHeader {

  static final String NAME = "trustlift-redrive";

  private RedriveHeader() {}

  static byte[] of(String redriveId, Position letter) {
    return (redriveId + " " + letter.partition() + " " + letter.offset())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The header as text; empty where there is none. */
  static String on(Headers headers) {
    Header header = headers.lastHeader(NAME);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}

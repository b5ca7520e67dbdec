package io.trustlift.attribution.intake;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Ticks keep a silent partition's watermark moving: records without a value that say «it is now
 * this late, and nothing older than the watermark's bound will follow». A display topic is silent
 * for minutes while viewers are not; without ticks it would either hold the watermark back or, once
 * idle, let viewers run ahead of a show.
 */
public final class Ticks {

  private static final String HEADER = "trustlift-tick";
  private static final byte[] PRESENT = "1".getBytes(StandardCharsets.US_ASCII);

  /**
   * A compacted topic takes no record without a key. This one can be no id, so that a tick buries
   * no record.
   */
  private static final byte[] KEY = "|tick".getBytes(StandardCharsets.US_ASCII);

  private Ticks() {}

  /** A tick for one partition, at {@code time} in epoch milliseconds. */
  public static ProducerRecord<byte[], byte[]> tick(String topic, int partition, long time) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(HEADER, PRESENT);
    return new ProducerRecord<>(topic, partition, time, KEY, null, headers);
  }

  static boolean isTick(ConsumerRecord<byte[], byte[]> kafkaRecord) {
    return kafkaRecord.value() == null && kafkaRecord.headers().lastHeader(HEADER) != null;
  }
}

package io.trustlift.attribution.operator;

import io.trustlift.exposure.Codec;
import io.trustlift.model.Parameters;
import io.trustlift.model.Received;
import io.trustlift.model.Rejected;
import io.trustlift.model.Topic;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What records are counted by: the key of {@code event_counts}.
 *
 * @param minute of the Kafka record time, epoch milliseconds
 * @param disposition {@code read}, {@code used}, {@code duplicate}, {@code bot}, {@code rejected}
 *     or {@code erased}
 * @param reason of a rejection; empty otherwise
 */
public record CountKey(String topic, long minute, String disposition, String reason) {

  static Sum<CountKey> read(Topic topic, long recordTime) {
    return one(topic, recordTime, "read", "");
  }

  static Sum<CountKey> bot(Topic topic, long recordTime) {
    return one(topic, recordTime, "bot", "");
  }

  static Sum<CountKey> used(Received received) {
    return used(received.topic(), minuteOf(received.recordTime()), 1);
  }

  /** So many records of one minute. */
  static Sum<CountKey> used(Topic topic, long minute, long records) {
    return new Sum<>(new CountKey(topic.topicName(), minute, "used", ""), records);
  }

  /** The minute that a record is counted under. */
  static long minuteOf(long recordTime) {
    return Math.floorDiv(recordTime, Parameters.MINUTE) * Parameters.MINUTE;
  }

  static Sum<CountKey> duplicate(Received received) {
    return one(received.topic(), received.recordTime(), "duplicate", "");
  }

  static Sum<CountKey> erased(Received received) {
    return one(received.topic(), received.recordTime(), "erased", "");
  }

  static Sum<CountKey> erased(Rejected rejected) {
    return one(rejected.topic(), rejected.recordTime(), "erased", "");
  }

  static Sum<CountKey> rejected(Rejected rejected) {
    return one(rejected.topic(), rejected.recordTime(), "rejected", rejected.reason().text());
  }

  private static Sum<CountKey> one(
      Topic topic, long recordTime, String disposition, String reason) {
    return new Sum<>(new CountKey(topic.topicName(), minuteOf(recordTime), disposition, reason), 1);
  }

  /**
   * Spelt out, since the key groups of a savepoint depend on it and a record's own is not
   * specified. It is the formula of {@link java.util.Objects#hash}, without its array.
   */
  @Override
  public int hashCode() {
    int hash = 1;
    hash = 31 * hash + topic.hashCode();
    hash = 31 * hash + Long.hashCode(minute);
    hash = 31 * hash + disposition.hashCode();
    hash = 31 * hash + reason.hashCode();
    return hash;
  }

  public void write(DataOutput out) throws IOException {
    Codec.writeText(out, topic);
    out.writeLong(minute);
    Codec.writeText(out, disposition);
    Codec.writeText(out, reason);
  }

  public static CountKey read(DataInput in) throws IOException {
    return new CountKey(Codec.readText(in), in.readLong(), Codec.readText(in), Codec.readText(in));
  }
}

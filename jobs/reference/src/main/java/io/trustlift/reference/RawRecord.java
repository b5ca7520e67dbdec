package io.trustlift.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A record as it lies in a topic: the bytes of its value and the time Kafka gave it. */
public final class RawRecord {
  /** The record time of lines in a file: later than any event, so that none is in the future. */
  public static final long NO_RECORD_TIME = Long.MAX_VALUE;

  private final byte[] value;
  private final long recordTime;

  public RawRecord(byte[] value, long recordTime) {
    this.value = value.clone();
    this.recordTime = recordTime;
  }

  public RawRecord(byte[] value) {
    this(value, NO_RECORD_TIME);
  }

  public byte[] value() {
    return value.clone();
  }

  public long recordTime() {
    return recordTime;
  }

  /** The value as text; what is not UTF-8 shows as U+FFFD. */
  public String text() {
    return new String(value, UTF_8);
  }

  /** "A line of only spaces, tabs and carriage returns is no record." */
  boolean isBlank() {
    for (byte b : value) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return recordTime == NO_RECORD_TIME ? text() : text() + " @" + recordTime;
  }
}

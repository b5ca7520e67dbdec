package io.trustlift.attribution.intake;

import io.trustlift.exposure.EventCodec;
import io.trustlift.model.Event;
import io.trustlift.model.Received;
import io.trustlift.model.Rejected;
import io.trustlift.model.Topic;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A Kafka record once it has been parsed: an event, a dead letter, a bot's event, or a tick.
 *
 * @param topic null for a tick
 * @param recordTime Kafka record time, epoch milliseconds
 * @param watermarkTime what the partition's watermark follows, epoch milliseconds; {@link
 *     Event#NO_TIME} where the record says nothing about time
 * @param received the event, or null
 * @param rejected the dead letter, or null
 */
public record Intake(
    Topic topic, long recordTime, long watermarkTime, Received received, Rejected rejected) {

  private static final Topic[] TOPICS = Topic.values();
  private static final int TICK = -1;

  static Intake event(Received received) {
    // The smaller of the two clocks: a fast one makes nobody late.
    long watermarkTime = Math.min(received.eventTime(), received.recordTime());
    return new Intake(received.topic(), received.recordTime(), watermarkTime, received, null);
  }

  static Intake deadLetter(Rejected rejected) {
    return new Intake(rejected.topic(), rejected.recordTime(), Event.NO_TIME, null, rejected);
  }

  static Intake bot(Topic topic, long recordTime) {
    return new Intake(topic, recordTime, Event.NO_TIME, null, null);
  }

  static Intake tick(long recordTime) {
    return new Intake(null, recordTime, recordTime, null, null);
  }

  /** Whether the record only says what time it is. */
  public boolean isTick() {
    return topic == null;
  }

  public static void write(DataOutput out, Intake intake) throws IOException {
    out.writeByte(intake.isTick() ? TICK : intake.topic.ordinal());
    out.writeLong(intake.recordTime);
    out.writeLong(intake.watermarkTime);
    out.writeBoolean(intake.received != null);
    if (intake.received != null) {
      EventCodec.writeReceived(out, intake.received);
    }
    out.writeBoolean(intake.rejected != null);
    if (intake.rejected != null) {
      EventCodec.writeRejected(out, intake.rejected);
    }
  }

  public static Intake read(DataInput in) throws IOException {
    int topic = in.readByte();
    return new Intake(
        topic == TICK ? null : TOPICS[topic],
        in.readLong(),
        in.readLong(),
        in.readBoolean() ? EventCodec.readReceived(in) : null,
        in.readBoolean() ? EventCodec.readRejected(in) : null);
  }
}

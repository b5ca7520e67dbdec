package io.trustlift.attribution.operator;

import io.trustlift.exposure.Codec;
import io.trustlift.exposure.EventCodec;
import io.trustlift.exposure.Viewer;
import io.trustlift.model.Received;
import io.trustlift.model.Topic;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * An event on its way to the join, where it mostly waits until it is due: what has to be known of
 * it before, and all of it as it is written. As objects, each would give the collector of garbage a
 * dozen of them to copy while it waits.
 */
public final class PackedEvent {

  private static final int ROOM = 384;

  private final long mark;
  private final long eventTime;

  /** How many of the bytes are the event's; the record's own, key and payload, come after them. */
  private final int eventLength;

  private final byte[] written;
  private final int length;

  /** Where it was packed, whose event it is; null where it was sent to. */
  private final String viewerId;

  private PackedEvent(
      String viewerId, long mark, long eventTime, int eventLength, byte[] written, int length) {
    this.viewerId = viewerId;
    this.mark = mark;
    this.eventTime = eventTime;
    this.eventLength = eventLength;
    this.written = written;
    this.length = length;
  }

  /** Packs an event of a viewer. */
  public static PackedEvent of(Received received) {
    DataOutputSerializer out = new DataOutputSerializer(ROOM);
    try {
      EventCodec.writeFront(out, received);
      int eventLength = out.length();
      EventCodec.writeBytes(out, received);
      return new PackedEvent(
          received.event().key(),
          markOf(received),
          received.eventTime(),
          eventLength,
          out.getSharedBuffer(),
          out.length());
    } catch (IOException e) {
      throw new IllegalStateException("Writing to memory failed", e);
    }
  }

  /**
   * Stands for an event's viewer, whose hash is the lower half, and its id: equal for equal ones,
   * and hardly ever for others.
   */
  static long markOf(Received received) {
    return (long) received.event().eventId().hashCode() << Integer.SIZE
        | Integer.toUnsignedLong(received.event().key().hashCode());
  }

  long mark() {
    return mark;
  }

  long eventTime() {
    return eventTime;
  }

  Topic topic() {
    return EventCodec.topicOf(written[0]);
  }

  /** The viewer whose event it is; where it was sent to, this takes unpacking it. */
  public String viewerId() {
    return viewerId == null ? unpack().event().key() : viewerId;
  }

  /** The event, with the bytes of its record. */
  public Received unpack() {
    try {
      return EventCodec.readReceived(new DataInputDeserializer(written, 0, length));
    } catch (IOException e) {
      throw new IllegalStateException("Reading from memory failed", e);
    }
  }

  /**
   * Writes what has to be kept of it once it is known to be ahead of the watermark, for {@link
   * EventCodec#readReceived}.
   */
  void writeWaiting(DataOutput out) throws IOException {
    if (Viewer.mayBeLate(topic())) {
      out.write(written, 0, length);
    } else {
      out.write(written, 0, eventLength);
      EventCodec.writeNoBytes(out);
    }
  }

  /** Writes it for the way. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(mark);
    out.writeLong(eventTime);
    Codec.writeVarInt(out, eventLength);
    Codec.writeVarInt(out, length);
    out.write(written, 0, length);
  }

  public static PackedEvent read(DataInput in) throws IOException {
    long mark = in.readLong();
    long eventTime = in.readLong();
    int eventLength = Codec.readVarInt(in);
    byte[] written = Codec.readBytes(in);
    return new PackedEvent(null, mark, eventTime, eventLength, written, written.length);
  }
}

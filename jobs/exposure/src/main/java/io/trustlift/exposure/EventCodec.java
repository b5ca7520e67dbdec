package io.trustlift.exposure;

import io.trustlift.model.AssignmentEvent;
import io.trustlift.model.CredentialEvent;
import io.trustlift.model.DisplayEvent;
import io.trustlift.model.ErasureEvent;
import io.trustlift.model.Event;
import io.trustlift.model.ExperimentEvent;
import io.trustlift.model.Mode;
import io.trustlift.model.OrderEvent;
import io.trustlift.model.Reason;
import io.trustlift.model.Received;
import io.trustlift.model.Rejected;
import io.trustlift.model.ScheduleEvent;
import io.trustlift.model.Topic;
import io.trustlift.model.ViewerEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The binary form of events, between operators and in state. */
public final class EventCodec {

  private static final Reason[] REASONS = Reason.values();
  private static final Topic[] TOPICS = Topic.values();
  private static final Mode[] MODES = Mode.values();
  private static final ViewerEvent.Type[] TYPES = ViewerEvent.Type.values();
  private static final OrderEvent.Status[] STATUSES = OrderEvent.Status.values();
  private static final int AMOUNT_SCALE = 4;

  /** The topic stands above the partition, of which there are never that many. */
  private static final int TOPIC_SHIFT = 24;

  private static final int PARTITION_MASK = (1 << TOPIC_SHIFT) - 1;

  private EventCodec() {}

  public static void writeReceived(DataOutput out, Received received) throws IOException {
    writeFront(out, received);
    writeBytes(out, received);
  }

  /**
   * Writes all but the record's bytes, which {@link #writeBytes} or {@link #writeNoBytes} are to
   * follow.
   */
  public static void writeFront(DataOutput out, Received received) throws IOException {
    writeEvent(out, received.event());
    out.writeInt(foreignTopic(received) << TOPIC_SHIFT | received.partition());
    out.writeLong(received.offset());
    out.writeLong(received.recordTime());
  }

  /** Writes the record's key and payload. */
  public static void writeBytes(DataOutput out, Received received) throws IOException {
    Codec.writeBytes(out, received.key());
    Codec.writeBytes(out, received.payload());
  }

  /** Writes an empty key and payload. */
  public static void writeNoBytes(DataOutput out) throws IOException {
    out.writeShort(0);
  }

  /** The topic of the event that was written, by the first byte. */
  public static Topic topicOf(byte first) {
    return TOPICS[first];
  }

  public static Received readReceived(DataInput in) throws IOException {
    Event event = readEvent(in);
    int place = in.readInt();
    int foreign = place >>> TOPIC_SHIFT;
    return new Received(
        event,
        foreign == 0 ? event.topic() : TOPICS[foreign - 1],
        place & PARTITION_MASK,
        in.readLong(),
        in.readLong(),
        Codec.readBytes(in),
        Codec.readBytes(in));
  }

  /**
   * The topic that an event was read from, counted from 1; 0, as it was before there were foreign
   * formats, for the event's own.
   */
  private static int foreignTopic(Received received) {
    Topic topic = received.topic();
    return topic == received.event().topic() ? 0 : topic.ordinal() + 1;
  }

  public static void writeRejected(DataOutput out, Rejected rejected) throws IOException {
    out.writeByte(rejected.topic().ordinal());
    out.writeInt(rejected.partition());
    out.writeLong(rejected.offset());
    out.writeLong(rejected.recordTime());
    Codec.writeBytes(out, rejected.key());
    Codec.writeBytes(out, rejected.payload());
    out.writeByte(rejected.reason().ordinal());
    Codec.writeText(out, rejected.detail());
    out.writeLong(rejected.eventTime());
  }

  public static Rejected readRejected(DataInput in) throws IOException {
    return new Rejected(
        TOPICS[in.readByte()],
        in.readInt(),
        in.readLong(),
        in.readLong(),
        Codec.readBytes(in),
        Codec.readBytes(in),
        REASONS[in.readByte()],
        Codec.readText(in),
        in.readLong());
  }

  static void writeEvent(DataOutput out, Event event) throws IOException {
    out.writeByte(event.topic().ordinal());
    Codec.writeText(out, event.eventId());
    out.writeLong(event.eventTime());
    if (event instanceof ViewerEvent viewer) {
      writeViewer(out, viewer);
    } else if (event instanceof DisplayEvent display) {
      writeDisplay(out, display);
    } else if (event instanceof OrderEvent order) {
      writeOrder(out, order);
    } else if (event instanceof AssignmentEvent assignment) {
      Codec.writeText(out, assignment.experimentId());
      Codec.writeText(out, assignment.viewerId());
      Codec.writeText(out, assignment.variant());
    } else if (event instanceof CredentialEvent credential) {
      writeCredential(out, credential);
    } else if (event instanceof ExperimentEvent experiment) {
      writeExperiment(out, experiment);
    } else if (event instanceof ErasureEvent erasure) {
      Codec.writeText(out, erasure.viewerId());
    } else if (event instanceof ScheduleEvent plan) {
      writeSchedule(out, plan);
    }
  }

  static Event readEvent(DataInput in) throws IOException {
    Topic topic = TOPICS[in.readByte()];
    String id = Codec.readText(in);
    long time = in.readLong();
    return switch (topic) {
      case VIEWER_EVENTS -> readViewer(in, id, time);
      case OVERLAY_DISPLAYS -> readDisplay(in, id, time);
      case ORDERS -> readOrder(in, id, time);
      case EXPERIMENT_ASSIGNMENTS ->
          new AssignmentEvent(id, time, Codec.readText(in), Codec.readText(in), Codec.readText(in));
      case CREDENTIALS -> readCredential(in, id, time);
      case EXPERIMENTS -> readExperiment(in, id, time);
      case ERASURES -> new ErasureEvent(id, time, Codec.readText(in));
      case SCHEDULE ->
          new ScheduleEvent(
              id, time, Codec.readText(in), in.readLong(), Codec.readText(in), in.readBoolean());
    };
  }

  private static void writeViewer(DataOutput out, ViewerEvent event) throws IOException {
    out.writeByte(event.type().ordinal());
    Codec.writeText(out, event.streamId());
    Codec.writeText(out, event.viewerId());
    Codec.writeText(out, event.market());
    out.writeByte(event.mode().ordinal());
    Codec.writeText(out, event.inReplyTo());
    if (event.mode() == Mode.REPLAY) {
      out.writeLong(event.mediaTime());
    }
    Codec.writeVarInt(out, event.stallMs());
    out.writeInt(event.latencyMs());
    Codec.writeText(out, event.subject());
    Codec.writeText(out, event.language());
  }

  private static ViewerEvent readViewer(DataInput in, String id, long time) throws IOException {
    ViewerEvent.Type type = TYPES[in.readByte()];
    String streamId = Names.read(in);
    String viewerId = Codec.readText(in);
    String market = Names.read(in);
    Mode mode = MODES[in.readByte()];
    String inReplyTo = Codec.readText(in);
    long mediaTime = mode == Mode.REPLAY ? in.readLong() : Event.NO_TIME;
    int stallMs = Codec.readVarInt(in);
    return new ViewerEvent(
        id,
        time,
        type,
        streamId,
        viewerId,
        market,
        mode,
        inReplyTo,
        mediaTime,
        stallMs,
        in.readInt(),
        Codec.readText(in),
        Names.read(in));
  }

  private static void writeDisplay(DataOutput out, DisplayEvent event) throws IOException {
    Codec.writeText(out, event.displayId());
    Codec.writeText(out, event.streamId());
    out.writeBoolean(event.show());
    Codec.writeText(out, event.credentialId());
    Codec.writeText(out, event.placement());
    Codec.writeText(out, event.productId());
    Codec.writeText(out, event.experimentId());
    Codec.writeText(out, event.variant());
  }

  private static DisplayEvent readDisplay(DataInput in, String id, long time) throws IOException {
    return new DisplayEvent(
        id,
        time,
        Codec.readText(in),
        Codec.readText(in),
        in.readBoolean(),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in));
  }

  private static void writeOrder(DataOutput out, OrderEvent event) throws IOException {
    Codec.writeText(out, event.orderId());
    out.writeByte(event.status().ordinal());
    Codec.writeText(out, event.viewerId());
    Codec.writeText(out, event.market());
    writeAmount(out, event.amount());
    Codec.writeText(out, event.currency());
    Codec.writeText(out, event.streamId());
  }

  private static OrderEvent readOrder(DataInput in, String id, long time) throws IOException {
    return new OrderEvent(
        id,
        time,
        Codec.readText(in),
        STATUSES[in.readByte()],
        Codec.readText(in),
        Codec.readText(in),
        readAmount(in),
        Codec.readText(in),
        Codec.readText(in));
  }

  private static void writeCredential(DataOutput out, CredentialEvent event) throws IOException {
    Codec.writeText(out, event.credentialId());
    Codec.writeText(out, event.type());
    Codec.writeText(out, event.kind());
    Codec.writeText(out, event.title());
    out.writeBoolean(event.revoked());
    Codec.writeText(out, event.issuer());
    Codec.writeText(out, event.scheme());
    Codec.writeText(out, event.section());
    Codec.writeText(out, event.owner());
    Codec.writeText(out, event.evidenceUrl());
    out.writeLong(event.validFrom());
    out.writeLong(event.validUntil());
    out.writeLong(event.reviewedAt());
    writeFlag(out, event.verified());
    writeFlag(out, event.incentivised());
    Codec.writeList(out, event.validMarkets(), Codec::writeText);
    Codec.writeList(out, event.productIds(), Codec::writeText);
  }

  private static CredentialEvent readCredential(DataInput in, String id, long time)
      throws IOException {
    return new CredentialEvent(
        id,
        time,
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        in.readBoolean(),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        readFlag(in),
        readFlag(in),
        Codec.readList(in, Codec::readText),
        Codec.readList(in, Codec::readText));
  }

  private static void writeExperiment(DataOutput out, ExperimentEvent event) throws IOException {
    Codec.writeText(out, event.experimentId());
    Codec.writeText(out, event.name());
    Codec.writeText(out, event.control());
    Codec.writeList(out, event.variants(), Codec::writeText);
    Codec.writeList(out, event.shares(), DataOutput::writeDouble);
    Codec.writeText(out, event.primaryMetric());
    out.writeDouble(event.plannedEffect() == null ? 0 : event.plannedEffect());
    out.writeLong(event.startedAt());
    out.writeLong(event.endedAt());
  }

  private static ExperimentEvent readExperiment(DataInput in, String id, long time)
      throws IOException {
    return new ExperimentEvent(
        id,
        time,
        Codec.readText(in),
        Codec.readText(in),
        Codec.readText(in),
        Codec.readList(in, Codec::readText),
        Codec.readList(in, DataInput::readDouble),
        Codec.readText(in),
        readEffect(in),
        in.readLong(),
        in.readLong());
  }

  private static void writeSchedule(DataOutput out, ScheduleEvent event) throws IOException {
    Codec.writeText(out, event.streamId());
    out.writeLong(event.plannedStart());
    Codec.writeText(out, event.series());
    out.writeBoolean(event.cancelled());
  }

  /** A planned effect is above 0. */
  private static Double readEffect(DataInput in) throws IOException {
    double effect = in.readDouble();
    return effect == 0 ? null : Double.valueOf(effect);
  }

  /** Writes an amount of at most 14 digits before the point and 4 after: they fit a long. */
  public static void writeAmount(DataOutput out, BigDecimal amount) throws IOException {
    out.writeLong(amount.setScale(AMOUNT_SCALE).unscaledValue().longValueExact());
  }

  public static BigDecimal readAmount(DataInput in) throws IOException {
    return new BigDecimal(BigInteger.valueOf(in.readLong()), AMOUNT_SCALE);
  }

  private static void writeFlag(DataOutput out, Boolean flag) throws IOException {
    out.writeByte(flag == null ? -1 : flag ? 1 : 0);
  }

  private static Boolean readFlag(DataInput in) throws IOException {
    byte flag = in.readByte();
    return flag < 0 ? null : Boolean.valueOf(flag == 1);
  }
}

package io.trustlift.exposure;

import static io.trustlift.model.Parameters.ORDER_WINDOW;

import io.trustlift.model.CodePoints;
import io.trustlift.model.OrderEvent;
import io.trustlift.model.row.OutcomeRow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Comparator;

/**
 * One order from the first event that makes it occur, through every later step, as one row of
 * {@code outcomes}.
 */
final class Order {

  /** On a tie of times the later status, then the greater id, is the latest event. */
  private static final Comparator<OrderEvent> LATEST =
      Comparator.comparingLong(OrderEvent::eventTime)
          .thenComparing(OrderEvent::status)
          .thenComparing(OrderEvent::eventId, CodePoints.ORDER);

  /**
   * How long an order is known after it occurred, so that a step outside {@code order_window} is
   * told from one of an order that never was.
   */
  private static final long MEMORY = 365 * 86_400_000L;

  /** What is remembered of an event whose status is not the latest's. */
  private record Step(long at, String eventId, BigDecimal amount) {

    private static final Comparator<Step> LATEST =
        Comparator.comparingLong(Step::at).thenComparing(Step::eventId, CodePoints.ORDER);

    static Step later(Step known, OrderEvent event) {
      Step step = new Step(event.eventTime(), event.eventId(), event.amount());
      return known == null || LATEST.compare(step, known) > 0 ? step : known;
    }

    static BigDecimal amountOf(Step step) {
      return step == null ? BigDecimal.ZERO : step.amount;
    }

    static void write(DataOutput out, Step step) throws IOException {
      out.writeBoolean(step != null);
      if (step != null) {
        out.writeLong(step.at);
        Codec.writeText(out, step.eventId);
        EventCodec.writeAmount(out, step.amount);
      }
    }

    static Step read(DataInput in) throws IOException {
      return in.readBoolean()
          ? new Step(in.readLong(), Codec.readText(in), EventCodec.readAmount(in))
          : null;
    }
  }

  private final long occurredAt;
  private final String market;
  private final String ownStreamId;
  private OrderEvent latest;

  /** The latest {@code paid} and {@code refunded} event; null where there is none. */
  private Step paid;

  private Step refunded;
  private int events;
  private Attribution attribution;
  private boolean rowIsDue;
  private boolean isWritten;

  private Order(long occurredAt, String market, String ownStreamId) {
    this.occurredAt = occurredAt;
    this.market = market;
    this.ownStreamId = ownStreamId;
  }

  /** The order that occurs with this event. */
  static Order openedBy(OrderEvent event) {
    return new Order(event.eventTime(), event.market(), event.streamId());
  }

  long occurredAt() {
    return occurredAt;
  }

  String ownStreamId() {
    return ownStreamId;
  }

  /** Whether a step at {@code time} comes too late to change the order. */
  boolean isOverAt(long time) {
    return time > occurredAt + ORDER_WINDOW;
  }

  void add(OrderEvent event) {
    if (latest == null || LATEST.compare(event, latest) > 0) {
      latest = event;
    }
    switch (event.status()) {
      case PAID -> paid = Step.later(paid, event);
      case REFUNDED -> refunded = Step.later(refunded, event);
      default -> {}
    }
    events++;
    rowIsDue = true;
  }

  void attribute(Attribution found) {
    attribution = found;
  }

  /** Whether there is something to write: not before the order is attributed. */
  boolean rowIsDue() {
    return rowIsDue && attribution != null;
  }

  OutcomeRow row(String orderId, String viewerId) {
    rowIsDue = false;
    boolean revision = isWritten;
    isWritten = true;
    OutcomeSets sets = attribution.sets();
    return new OutcomeRow(
        orderId,
        "order",
        occurredAt,
        viewerId,
        market,
        attribution.streamId(),
        attribution.visitId(),
        attribution.mode(),
        sets.now().onScreen(),
        sets.now().recent(),
        sets.now().seen(),
        sets.exposed30s(),
        sets.exposed60s(),
        sets.exposed120s(),
        attribution.kind(),
        latest.status().text(),
        paid != null,
        latest.amount(),
        Step.amountOf(paid),
        Step.amountOf(refunded),
        latest.currency(),
        "",
        "",
        events,
        revision);
  }

  long forgottenAt() {
    return occurredAt + MEMORY;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(occurredAt);
    Codec.writeText(out, market);
    Codec.writeText(out, ownStreamId);
    EventCodec.writeEvent(out, latest);
    Step.write(out, paid);
    Step.write(out, refunded);
    Codec.writeVarInt(out, events);
    out.writeBoolean(rowIsDue);
    out.writeBoolean(isWritten);
    out.writeBoolean(attribution != null);
    if (attribution != null) {
      attribution.write(out);
    }
  }

  static Order read(DataInput in) throws IOException {
    Order order = new Order(in.readLong(), Codec.readText(in), Codec.readText(in));
    order.latest = (OrderEvent) EventCodec.readEvent(in);
    order.paid = Step.read(in);
    order.refunded = Step.read(in);
    order.events = Codec.readVarInt(in);
    order.rowIsDue = in.readBoolean();
    order.isWritten = in.readBoolean();
    order.attribution = in.readBoolean() ? Attribution.read(in) : null;
    return order;
  }
}

package io.trustlift.exposure;

import static io.trustlift.model.Parameters.ORDER_WINDOW;

import io.trustlift.model.CodePoints;
import io.trustlift.model.OrderEvent;
import io.trustlift.model.row.OutcomeRow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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

  private final long occurredAt;
  private final String market;
  private final String ownStreamId;
  private OrderEvent latest;
  private boolean paid;
  private int events;
  private Attribution attribution;
  private boolean rowIsDue;

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
    paid |= event.status() == OrderEvent.Status.PAID;
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
    return new OutcomeRow(
        orderId,
        "order",
        occurredAt,
        viewerId,
        market,
        attribution.streamId(),
        attribution.visitId(),
        attribution.mode(),
        attribution.sets().onScreen(),
        attribution.sets().recent(),
        attribution.sets().seen(),
        attribution.kind(),
        latest.status().text(),
        paid,
        latest.amount(),
        latest.currency(),
        events);
  }

  long forgottenAt() {
    return occurredAt + MEMORY;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(occurredAt);
    Codec.writeText(out, market);
    Codec.writeText(out, ownStreamId);
    EventCodec.writeEvent(out, latest);
    out.writeBoolean(paid);
    Codec.writeVarInt(out, events);
    out.writeBoolean(rowIsDue);
    out.writeBoolean(attribution != null);
    if (attribution != null) {
      attribution.write(out);
    }
  }

  static Order read(DataInput in) throws IOException {
    Order order = new Order(in.readLong(), Codec.readText(in), Codec.readText(in));
    order.latest = (OrderEvent) EventCodec.readEvent(in);
    order.paid = in.readBoolean();
    order.events = Codec.readVarInt(in);
    order.rowIsDue = in.readBoolean();
    order.attribution = in.readBoolean() ? Attribution.read(in) : null;
    return order;
  }
}

package io.trustlift.reference;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** An event of {@code live.orders}; {@code stream} is empty if absent. */
record OrderEvent(
    String eventId,
    long time,
    String orderId,
    String status,
    String viewer,
    String market,
    String amount,
    String currency,
    String stream)
    implements Event {

  private static final List<String> STATUS_ORDER =
      List.of("placed", "paid", "cancelled", "refunded");

  /**
   * "Ties and order": the smallest is the first event, where the earlier status and the smaller
   * event_id come first; the greatest is the latest one, with the later status, the greater
   * event_id.
   */
  static final Comparator<OrderEvent> ORDER =
      Comparator.comparingLong(OrderEvent::time)
          .thenComparingInt(event -> STATUS_ORDER.indexOf(event.status()))
          .thenComparing(OrderEvent::eventId, CodePoints.ORDER);

  @Override
  public String key() {
    return viewer;
  }

  /** Only {@code placed} and {@code paid} say that there is an order. */
  boolean isPlacedOrPaid() {
    return status.equals("placed") || status.equals("paid");
  }

  static OrderEvent read(Fields fields) throws InvalidException {
    OrderEvent event =
        new OrderEvent(
            fields.requiredId("event_id"),
            fields.requiredTime("event_time"),
            fields.requiredId("order_id"),
            fields.requiredOneOf("status", Set.copyOf(STATUS_ORDER)),
            fields.requiredId("viewer_id"),
            fields.requiredMarket("market"),
            fields.requiredAmount("amount"),
            fields.requiredCurrency("currency"),
            fields.text("stream_id"));
    fields.text("product_id");
    fields.count("quantity");
    return event;
  }
}

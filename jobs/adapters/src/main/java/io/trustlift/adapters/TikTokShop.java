package io.trustlift.adapters;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A webhook of TikTok Shop about an order or a return. The notification itself says no more than id
 * and status; the order, as {@code Get Order Detail} gives it, has to be put beside it as {@code
 * data.order}.
 */
final class TikTokShop implements Mapper {

  private static final String ORDER_STATUS_CHANGE = "1";
  private static final String RETURN_STATUS_CHANGE = "12";
  private static final String REFUNDED = "RETURN_OR_REFUND_REQUEST_COMPLETE";
  private static final long SECOND = 1_000;

  @Override
  public ContractRecord map(JsonNode foreign, byte[] bytes) {
    String type = Texts.at(foreign, "type");
    if (type.isEmpty()) {
      throw UnmappedException.because("no type: not a TikTok Shop notification");
    }
    JsonNode data = foreign.path("data");
    JsonNode order = data.path("order");
    OrderStatus status = status(type, data, order);
    Required required = new Required(status == OrderStatus.REFUNDED ? "return" : "order");
    String id = required.field("order_id", Texts.at(data, "order_id"), "data.order_id");
    String created = Texts.at(order, "create_time");
    String updated = Texts.first(Texts.at(data, "update_time"), Texts.at(foreign, "timestamp"));
    String seconds =
        required.field(
            "event_time",
            status == OrderStatus.PLACED ? Texts.first(created, updated) : updated,
            "data.update_time, timestamp");
    if (!seconds.matches("\\d{1,12}")) {
      throw UnmappedException.because("data.update_time is no number of seconds");
    }
    String ownId = "tiktok:" + id + ":" + updated + ":" + status.text();
    boolean partly = status == OrderStatus.REFUNDED && data.path("refund_amount").isObject();
    JsonNode money = partly ? data.path("refund_amount") : order.path("payment");
    return ContractRecord.order(status)
        .text("event_id", Texts.first(Texts.at(foreign, "tts_notification_id"), ownId))
        .millis("event_time", Long.parseLong(seconds) * SECOND)
        .text("order_id", id)
        .text(
            "viewer_id",
            required.field(
                "viewer_id",
                Texts.first(Texts.at(data, "viewer_id"), Texts.at(order, "user_id")),
                "data.viewer_id, data.order.user_id"))
        .text(
            "market",
            required.field(
                "market",
                Texts.first(
                    Texts.at(data, "market"), Texts.at(order, "recipient_address", "region_code")),
                "data.market, data.order.recipient_address.region_code"))
        .text(
            "amount",
            Texts.amount(
                required.field(
                    "amount",
                    Texts.at(money, partly ? "refund_total" : "total_amount"),
                    "data.refund_amount.refund_total, data.order.payment.total_amount")))
        .text(
            "currency",
            required.field(
                "currency",
                Texts.at(money, "currency"),
                "data.refund_amount.currency, data.order.payment.currency"))
        .text("stream_id", Texts.first(Texts.at(data, "live_id"), Texts.at(order, "live_id")))
        .text("product_id", Texts.at(order.path("line_items").path(0), "product_id"));
  }

  private static OrderStatus status(String type, JsonNode data, JsonNode order) {
    return switch (type) {
      case ORDER_STATUS_CHANGE -> orderStatus(Texts.at(data, "order_status"), order);
      case RETURN_STATUS_CHANGE -> {
        String status = Texts.at(data, "return_status");
        if (!status.equals(REFUNDED)) {
          throw UnmappedException.event("return with status " + status);
        }
        yield OrderStatus.REFUNDED;
      }
      default ->
          throw UnmappedException.because(
              "notification type " + (type.matches("\\d{1,3}") ? type : "?") + " is not mapped");
    };
  }

  private static OrderStatus orderStatus(String status, JsonNode order) {
    // Who pays at the door has not paid before.
    boolean atTheDoor = order.path("is_cod").asBoolean();
    return switch (status) {
      case "UNPAID" -> OrderStatus.PLACED;
      case "ON_HOLD",
          "AWAITING_SHIPMENT",
          "PARTIALLY_SHIPPING",
          "AWAITING_COLLECTION",
          "IN_TRANSIT" ->
          atTheDoor ? OrderStatus.PLACED : OrderStatus.PAID;
      case "DELIVERED", "COMPLETED" -> OrderStatus.PAID;
      case "CANCELLED" -> OrderStatus.CANCELLED;
      default -> throw UnmappedException.event("order with status " + status);
    };
  }
}

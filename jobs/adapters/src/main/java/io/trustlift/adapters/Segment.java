package io.trustlift.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A track call of Segment: its e-commerce and video events. */
final class Segment implements Mapper {

  private static final Map<String, String> VIEWER_EVENTS =
      Map.of(
          "Video Playback Started", "join",
          "Video Playback Resumed", "join",
          "Video Content Started", "join",
          "Video Content Playing", "heartbeat",
          "Video Playback Completed", "leave",
          "Product Clicked", "product_click",
          "Product Viewed", "product_click",
          "Product Added", "add_to_cart",
          "Product Shared", "share",
          "Cart Shared", "share");

  private static final Map<String, OrderStatus> ORDERS =
      Map.of(
          "Order Completed", OrderStatus.PAID,
          "Order Cancelled", OrderStatus.CANCELLED,
          "Order Refunded", OrderStatus.REFUNDED);

  @Override
  public ContractRecord map(JsonNode foreign, byte[] bytes) {
    String call = Texts.at(foreign, "type");
    if (!call.equals("track")) {
      throw UnmappedException.event(call.isEmpty() ? "without a type" : call + " call");
    }
    String name = Texts.at(foreign, "event");
    OrderStatus status = ORDERS.get(name);
    ContractRecord mapped =
        status == null
            ? ContractRecord.viewerEvent(viewerEvent(name))
            : ContractRecord.order(status);
    Required required = new Required(name);
    JsonNode properties = foreign.path("properties");
    mapped
        .text("event_id", Texts.first(Texts.at(foreign, "messageId"), RecordHash.of(bytes)))
        .text(
            "event_time", required.field("event_time", Texts.at(foreign, "timestamp"), "timestamp"))
        .text(
            "viewer_id",
            required.field(
                "viewer_id",
                Texts.first(Texts.at(foreign, "userId"), Texts.at(foreign, "anonymousId")),
                "userId, anonymousId"))
        .text("market", required.field("market", market(foreign, properties), MARKETS))
        .text(
            "product_id",
            Texts.first(
                Texts.at(properties, "product_id"),
                Texts.at(properties.path("products").path(0), "product_id")));
    String stream =
        Texts.first(
            Texts.at(properties, "stream_id"),
            StreamPage.streamOf(Texts.at(foreign, "context", "page", "url")));
    if (mapped.isOrder()) {
      return order(mapped, properties, required).text("stream_id", stream);
    }
    LiveEvents.optionals(mapped, property -> Texts.at(properties, property));
    return mapped.text(
        "stream_id",
        required.field("stream_id", stream, "properties.stream_id, context.page.url …/live/ID"));
  }

  private static final String MARKETS =
      "properties.market, properties.country, context.location.country, context.traits.address.country";

  private static String market(JsonNode foreign, JsonNode properties) {
    return Texts.first(
        Texts.at(properties, "market"),
        Countries.code(Texts.at(properties, "country")),
        Countries.code(Texts.at(foreign, "context", "location", "country")),
        Countries.code(Texts.at(foreign, "context", "traits", "address", "country")));
  }

  private static String viewerEvent(String name) {
    String type = VIEWER_EVENTS.get(name);
    return type != null
        ? type
        : LiveEvents.typeOf(name).orElseThrow(() -> UnmappedException.event(name));
  }

  private static ContractRecord order(
      ContractRecord order, JsonNode properties, Required required) {
    String amount =
        Texts.first(
            Texts.at(properties, "total"),
            Texts.at(properties, "revenue"),
            Texts.at(properties, "value"));
    return order
        .text(
            "order_id",
            required.field("order_id", Texts.at(properties, "order_id"), "properties.order_id"))
        .text(
            "amount",
            Texts.amount(required.field("amount", amount, "properties.total, .revenue, .value")))
        .text(
            "currency",
            required.field("currency", Texts.at(properties, "currency"), "properties.currency"));
  }
}

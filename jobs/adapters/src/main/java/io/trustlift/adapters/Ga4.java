package io.trustlift.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A row of the BigQuery export of Google Analytics 4, as JSON. */
final class Ga4 implements Mapper {

  private static final Map<String, String> VIEWER_EVENTS =
      Map.of(
          "page_view", "join",
          "video_start", "join",
          "video_progress", "heartbeat",
          "user_engagement", "heartbeat",
          "video_complete", "leave",
          "select_item", "product_click",
          "view_item", "product_click",
          "add_to_cart", "add_to_cart",
          "share", "share");

  private static final Map<String, OrderStatus> ORDERS =
      Map.of("purchase", OrderStatus.PAID, "refund", OrderStatus.REFUNDED);

  private static final long MICROS = 1_000;

  @Override
  public ContractRecord map(JsonNode foreign, byte[] bytes) {
    String name = Texts.at(foreign, "event_name");
    if (name.isEmpty()) {
      throw UnmappedException.because("no event_name: not a row of the GA4 export");
    }
    OrderStatus status = ORDERS.get(name);
    ContractRecord mapped =
        status == null
            ? ContractRecord.viewerEvent(viewerEvent(name))
            : ContractRecord.order(status);
    Required required = new Required(name);
    String micros =
        required.field("event_time", Texts.at(foreign, "event_timestamp"), "event_timestamp");
    if (!micros.matches("\\d{1,18}")) {
      throw UnmappedException.because("event_timestamp is no number of microseconds");
    }
    mapped
        .text("event_id", Texts.first(param(foreign, "event_id"), RecordHash.of(bytes)))
        .millis("event_time", Long.parseLong(micros) / MICROS)
        .text(
            "viewer_id",
            required.field(
                "viewer_id",
                Texts.first(Texts.at(foreign, "user_id"), Texts.at(foreign, "user_pseudo_id")),
                "user_id, user_pseudo_id"))
        .text(
            "market",
            required.field(
                "market",
                Texts.first(
                    param(foreign, "market"), Countries.code(Texts.at(foreign, "geo", "country"))),
                "event_params market, geo.country"));
    String product =
        Texts.first(
            param(foreign, "product_id"), Texts.at(foreign.path("items").path(0), "item_id"));
    mapped.text("product_id", product);
    String stream =
        Texts.first(
            param(foreign, "stream_id"), StreamPage.streamOf(param(foreign, "page_location")));
    if (mapped.isOrder()) {
      return order(mapped, foreign, status, required).text("stream_id", stream);
    }
    LiveEvents.optionals(mapped, property -> param(foreign, property));
    return mapped.text(
        "stream_id",
        required.field("stream_id", stream, "event_params stream_id, page_location …/live/ID"));
  }

  private static String viewerEvent(String name) {
    String type = VIEWER_EVENTS.get(name);
    return type != null
        ? type
        : LiveEvents.typeOf(name).orElseThrow(() -> UnmappedException.event(name));
  }

  private static ContractRecord order(
      ContractRecord order, JsonNode foreign, OrderStatus status, Required required) {
    String revenue = status == OrderStatus.REFUNDED ? "refund_value" : "purchase_revenue";
    return order
        .text(
            "order_id",
            required.field(
                "order_id",
                Texts.first(
                    Texts.at(foreign, "ecommerce", "transaction_id"),
                    param(foreign, "transaction_id")),
                "ecommerce.transaction_id, event_params transaction_id"))
        .text(
            "amount",
            Texts.amount(
                required.field(
                    "amount",
                    Texts.first(param(foreign, "value"), Texts.at(foreign, "ecommerce", revenue)),
                    "event_params value, ecommerce." + revenue)))
        .text(
            "currency",
            required.field("currency", param(foreign, "currency"), "event_params currency"));
  }

  /** The value of an event parameter, of whatever type; empty where there is none. */
  private static String param(JsonNode foreign, String key) {
    for (JsonNode param : foreign.path("event_params")) {
      if (key.equals(param.path("key").textValue())) {
        JsonNode value = param.path("value");
        return Texts.first(
            Texts.at(value, "string_value"),
            Texts.at(value, "int_value"),
            Texts.at(value, "double_value"),
            Texts.at(value, "float_value"));
      }
    }
    return "";
  }
}

package io.trustlift.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * An enriched event of Snowplow, as JSON in the shape of its analytics SDKs: the e-commerce and
 * media plug-ins.
 */
final class Snowplow implements Mapper {

  private static final String ECOMMERCE = "com_snowplowanalytics_snowplow_ecommerce_";
  private static final String ACTION = "snowplow_ecommerce_action";

  private static final Map<String, String> VIEWER_EVENTS =
      Map.of(
          "page_view",
          "join",
          "page_ping",
          "heartbeat",
          "play_event",
          "join",
          "ping_event",
          "heartbeat",
          "end_event",
          "leave",
          ACTION + " product_view",
          "product_click",
          ACTION + " list_click",
          "product_click",
          ACTION + " add_to_cart",
          "add_to_cart");

  private static final Map<String, OrderStatus> ORDERS =
      Map.of(
          ACTION + " transaction", OrderStatus.PAID,
          ACTION + " refund", OrderStatus.REFUNDED);

  @Override
  public ContractRecord map(JsonNode foreign, byte[] bytes) {
    String name = name(foreign);
    OrderStatus status = ORDERS.get(name);
    ContractRecord mapped =
        status == null
            ? ContractRecord.viewerEvent(viewerEvent(name))
            : ContractRecord.order(status);
    Required required = new Required(name);
    mapped
        .text("event_id", Texts.first(Texts.at(foreign, "event_id"), RecordHash.of(bytes)))
        .text("event_time", required.field("event_time", time(foreign), "*_tstamp"))
        .text(
            "viewer_id",
            required.field(
                "viewer_id",
                Texts.first(
                    Texts.at(foreign, "user_id"),
                    Texts.at(foreign, "domain_userid"),
                    Texts.at(foreign, "network_userid")),
                "user_id, domain_userid, network_userid"))
        .text(
            "market",
            required.field(
                "market",
                Texts.first(
                    property(foreign, "market"), Countries.code(Texts.at(foreign, "geo_country"))),
                "market of the event or live_stream context, geo_country"))
        .text(
            "product_id",
            Texts.first(
                property(foreign, "product_id"), Texts.at(context(foreign, "product"), "id")));
    String stream =
        Texts.first(
            property(foreign, "stream_id"), StreamPage.streamOf(Texts.at(foreign, "page_url")));
    if (mapped.isOrder()) {
      return order(mapped, foreign, status, required).text("stream_id", stream);
    }
    LiveEvents.optionals(mapped, property -> property(foreign, property));
    JsonNode robots = foreign.path("contexts_com_iab_snowplow_spiders_and_robots_1").path(0);
    if (Texts.at(robots, "spiderOrRobot").equals("true")) {
      mapped.bot();
    }
    return mapped.text(
        "stream_id",
        required.field(
            "stream_id",
            stream,
            "stream_id of the event or live_stream context, page_url …/live/ID"));
  }

  /** The event's name, with the action that an e-commerce event is about. */
  private static String name(JsonNode foreign) {
    String name = Texts.at(foreign, "event_name");
    if (name.isEmpty()) {
      throw UnmappedException.because("no event_name: not an enriched Snowplow event as JSON");
    }
    return name.equals(ACTION)
        ? name + " " + Texts.at(foreign, "unstruct_event_" + ECOMMERCE + ACTION + "_1", "type")
        : name;
  }

  private static String viewerEvent(String name) {
    String type = VIEWER_EVENTS.get(name);
    return type != null
        ? type
        : LiveEvents.typeOf(name).orElseThrow(() -> UnmappedException.event(name));
  }

  /** What the pipeline makes of the device's clock; before that it was the collector's. */
  private static String time(JsonNode foreign) {
    String time =
        Texts.first(Texts.at(foreign, "derived_tstamp"), Texts.at(foreign, "collector_tstamp"));
    // Loaders write the same instant as ClickHouse and Redshift like it.
    boolean withBlank = time.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d+)?");
    return withBlank ? time.replace(' ', 'T') + "Z" : time;
  }

  private static ContractRecord order(
      ContractRecord order, JsonNode foreign, OrderStatus status, Required required) {
    boolean refund = status == OrderStatus.REFUNDED;
    String entity = refund ? "refund" : "transaction";
    String money = refund ? "refund_amount" : "revenue";
    JsonNode transaction = context(foreign, entity);
    return order
        .text(
            "order_id",
            required.field(
                "order_id",
                Texts.at(transaction, "transaction_id"),
                entity + " entity, transaction_id"))
        .text(
            "amount",
            Texts.amount(
                required.field(
                    "amount", Texts.at(transaction, money), entity + " entity, " + money)))
        .text(
            "currency",
            required.field(
                "currency", Texts.at(transaction, "currency"), entity + " entity, currency"));
  }

  private static JsonNode context(JsonNode foreign, String entity) {
    return foreign.path("contexts_" + ECOMMERCE + entity + "_1").path(0);
  }

  /** Of the self-describing event, or else of a context whose schema is named live_stream. */
  private static String property(JsonNode foreign, String field) {
    String ofContext = "";
    for (Map.Entry<String, JsonNode> entry : foreign.properties()) {
      if (entry.getKey().startsWith("unstruct_event_")) {
        String ofEvent = Texts.at(entry.getValue(), field);
        if (!ofEvent.isEmpty()) {
          return ofEvent;
        }
      } else if (entry.getKey().matches("contexts_.*live_stream_\\d+")) {
        ofContext = Texts.first(ofContext, Texts.at(entry.getValue().path(0), field));
      }
    }
    return ofContext;
  }
}

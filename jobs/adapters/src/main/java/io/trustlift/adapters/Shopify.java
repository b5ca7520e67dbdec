package io.trustlift.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/**
 * The body of a Shopify order webhook ({@code orders/create}, {@code paid}, {@code updated}, {@code
 * cancelled}): the whole order as it is now. Which of them it is stands in a header only, so the
 * status is read from the order.
 */
final class Shopify implements Mapper {

  private static final String EVENT = "order";

  @Override
  public ContractRecord map(JsonNode foreign, byte[] bytes) {
    if (!foreign.path("refund_line_items").isMissingNode()) {
      throw UnmappedException.because(
          "event «refund» is not mapped: orders/updated tells the same with all of the order");
    }
    String id = Texts.at(foreign, "id");
    if (id.isEmpty() || foreign.path("financial_status").isMissingNode()) {
      throw UnmappedException.because("no id and financial_status: not a Shopify order");
    }
    if (foreign.path("test").asBoolean()) {
      throw UnmappedException.because("a test order is not counted");
    }
    OrderStatus status = status(foreign);
    Required required = new Required(EVENT);
    String updated = required.field("event_time", Texts.at(foreign, "updated_at"), "updated_at");
    return ContractRecord.order(status)
        .text("event_id", "shopify:" + id + ":" + updated + ":" + status.text())
        .text("event_time", time(foreign, status, updated))
        .text("order_id", id)
        .text(
            "viewer_id",
            required.field(
                "viewer_id",
                Texts.first(note(foreign, "viewer_id"), Texts.at(foreign, "customer", "id")),
                "note_attributes viewer_id, customer.id"))
        .text("market", required.field("market", market(foreign), MARKETS))
        .text(
            "amount",
            Texts.amount(required.field("amount", amount(foreign, status), "total_price")))
        .text("currency", required.field("currency", Texts.at(foreign, "currency"), "currency"))
        .text("stream_id", note(foreign, "stream_id"))
        .text("product_id", Texts.at(foreign.path("line_items").path(0), "product_id"));
  }

  private static final String MARKETS =
      "note_attributes market, shipping_address.country_code, billing_address.country_code";

  private static String market(JsonNode foreign) {
    return Texts.first(
        note(foreign, "market"),
        Texts.at(foreign, "shipping_address", "country_code"),
        Texts.at(foreign, "billing_address", "country_code"));
  }

  private static OrderStatus status(JsonNode foreign) {
    String financial = Texts.at(foreign, "financial_status");
    if (financial.equals("refunded") || financial.equals("partially_refunded")) {
      return OrderStatus.REFUNDED;
    }
    if (!Texts.at(foreign, "cancelled_at").isEmpty() || financial.equals("voided")) {
      return OrderStatus.CANCELLED;
    }
    return switch (financial) {
      case "paid" -> OrderStatus.PAID;
      case "", "pending", "authorized", "partially_paid" -> OrderStatus.PLACED;
      default -> throw UnmappedException.event("order with financial_status " + financial);
    };
  }

  private static String time(JsonNode foreign, OrderStatus status, String updated) {
    return switch (status) {
      case PLACED -> Texts.first(Texts.at(foreign, "created_at"), updated);
      case CANCELLED -> Texts.first(Texts.at(foreign, "cancelled_at"), updated);
      default -> updated;
    };
  }

  /** What was paid back where it is a part, or else the order's total. */
  private static String amount(JsonNode foreign, OrderStatus status) {
    String total = Texts.at(foreign, "total_price");
    if (status != OrderStatus.REFUNDED) {
      return total;
    }
    BigDecimal refunded = BigDecimal.ZERO;
    for (JsonNode refund : foreign.path("refunds")) {
      for (JsonNode transaction : refund.path("transactions")) {
        if (Texts.at(transaction, "kind").equals("refund")
            && Texts.at(transaction, "status").equals("success")) {
          try {
            refunded = refunded.add(new BigDecimal(Texts.at(transaction, "amount")));
          } catch (NumberFormatException e) {
            throw UnmappedException.because("a refund's amount is not a number");
          }
        }
      }
    }
    return refunded.signum() == 0 ? total : refunded.toString();
  }

  private static String note(JsonNode foreign, String name) {
    for (JsonNode attribute : foreign.path("note_attributes")) {
      if (name.equals(attribute.path("name").textValue())) {
        return Texts.at(attribute, "value");
      }
    }
    return "";
  }
}

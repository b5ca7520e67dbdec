package io.trustlift.adapters;

import static io.trustlift.adapters.SourceFormat.SHOPIFY;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.OrderEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopifyTest {

  private static final String ORDER = Samples.text("shopify-order");

  @Test
  void aPaidOrder() {
    OrderEvent order = Samples.order(SHOPIFY, ORDER);
    assertThat(order.status()).isEqualTo(OrderEvent.Status.PAID);
    assertThat(order.eventId())
        .isEqualTo("shopify:820982911946154508:2026-03-01T07:00:05-05:00:paid");
    assertThat(order.eventTime()).isEqualTo(1_772_366_405_000L);
    assertThat(order.orderId()).isEqualTo("820982911946154508");
    assertThat(order.viewerId()).isEqualTo("115310627314723954");
    assertThat(order.market()).isEqualTo("CA");
    assertThat(order.amount()).isEqualByComparingTo("388");
    assertThat(order.currency()).isEqualTo("USD");
    assertThat(order.streamId()).isEqualTo("s-1");
  }

  @Test
  void theViewerOfTheRoomComesBeforeTheCustomerOfTheShop() {
    String note = "[{\"name\":\"viewer_id\",\"value\":\"v-1\"},";
    assertThat(Samples.order(SHOPIFY, ORDER.replace("[{\"name\"", note + "{\"name\"")).viewerId())
        .isEqualTo("v-1");
  }

  @ParameterizedTest
  @CsvSource({
    "pending, null, PLACED, 1772366400000",
    "authorized, null, PLACED, 1772366400000",
    "paid, null, PAID, 1772366405000",
    "paid, \"2026-03-01T13:00:00Z\", CANCELLED, 1772370000000",
    "voided, null, CANCELLED, 1772366405000",
    "refunded, \"2026-03-01T13:00:00Z\", REFUNDED, 1772366405000",
    "partially_refunded, null, REFUNDED, 1772366405000"
  })
  void theStatusIsReadFromTheOrder(
      String financial, String cancelledAt, OrderEvent.Status status, long time) {
    OrderEvent order =
        Samples.order(
            SHOPIFY,
            ORDER
                .replace(
                    "\"financial_status\":\"paid\"", "\"financial_status\":\"" + financial + "\"")
                .replace("\"cancelled_at\":null", "\"cancelled_at\":" + cancelledAt));
    assertThat(order.status()).isEqualTo(status);
    assertThat(order.eventTime()).isEqualTo(time);
  }

  @Test
  void ofAPartThatWasPaidBackTheSumCounts() {
    String refunds =
        "[{\"transactions\":[{\"kind\":\"refund\",\"status\":\"success\",\"amount\":\"10.10\"},"
            + "{\"kind\":\"refund\",\"status\":\"failure\",\"amount\":\"99\"}]},"
            + "{\"transactions\":[{\"kind\":\"refund\",\"status\":\"success\",\"amount\":\"0.20\"}]}]";
    OrderEvent order =
        Samples.order(
            SHOPIFY,
            ORDER
                .replace("status\":\"paid\"", "status\":\"partially_refunded\"")
                .replace("\"refunds\":[]", "\"refunds\":" + refunds));
    assertThat(order.amount()).isEqualByComparingTo("10.3");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"test\":false', '\"test\":true', a test order",
    "financial_status, x, not a Shopify order",
    "'status\":\"paid\"', 'status\":\"expired\"', financial_status expired",
    "'\"refunds\"', '\"refund_line_items\"', event «refund» is not mapped",
    "'\"customer\"', '\"x\"', has no viewer_id (looked for in note_attributes viewer_id",
    "country_code, x, has no market (looked for in note_attributes market",
    "total_price, x, has no amount (looked for in total_price",
    "updated_at, x, has no event_time (looked for in updated_at"
  })
  void whatCannotBeUsedIsNamed(String text, String instead, String reason) {
    assertThat(Samples.reason(SHOPIFY, ORDER.replace(text, instead)))
        .startsWith("shopify: ")
        .contains(reason);
  }
}

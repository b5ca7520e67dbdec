package io.trustlift.adapters;

import static io.trustlift.adapters.SourceFormat.TIKTOK_SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.OrderEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TikTokShopTest {

  private static final String ORDER = Samples.text("tiktok-order");

  @Test
  void anOrderThatWaitsToBeShippedIsPaid() {
    OrderEvent order = Samples.order(TIKTOK_SHOP, ORDER);
    assertThat(order.status()).isEqualTo(OrderEvent.Status.PAID);
    assertThat(order.eventId()).isEqualTo("7327112393057371910");
    assertThat(order.eventTime()).isEqualTo(1_772_366_700_000L);
    assertThat(order.orderId()).isEqualTo("576486316948490001");
    assertThat(order.viewerId()).isEqualTo("7021436810468230477");
    assertThat(order.market()).isEqualTo("ID");
    assertThat(order.amount()).isEqualByComparingTo("15000.5");
    assertThat(order.currency()).isEqualTo("IDR");
    assertThat(order.streamId()).isEqualTo("s-1");
  }

  @Test
  void withoutTheIdOfANotificationTheStepHasOne() {
    assertThat(Samples.order(TIKTOK_SHOP, ORDER.replace("tts_notification_id", "x")).eventId())
        .isEqualTo("tiktok:576486316948490001:1772366700:paid");
  }

  @ParameterizedTest
  @CsvSource({
    "UNPAID, false, PLACED",
    "ON_HOLD, false, PAID",
    "AWAITING_SHIPMENT, true, PLACED",
    "IN_TRANSIT, true, PLACED",
    "DELIVERED, true, PAID",
    "COMPLETED, false, PAID",
    "CANCELLED, false, CANCELLED"
  })
  void statuses(String status, String atTheDoor, OrderEvent.Status expected) {
    String foreign =
        ORDER.replace("AWAITING_SHIPMENT", status).replace("cod\":false", "cod\":" + atTheDoor);
    assertThat(Samples.order(TIKTOK_SHOP, foreign).status()).isEqualTo(expected);
  }

  @Test
  void aReturnThatIsCompleteIsARefundOfWhatWasPaidBack() {
    OrderEvent order =
        Samples.order(
            TIKTOK_SHOP,
            ORDER
                .replace("\"type\":1", "\"type\":12")
                .replace(
                    "\"order_status\":\"AWAITING_SHIPMENT\"",
                    "\"return_status\":\"RETURN_OR_REFUND_REQUEST_COMPLETE\","
                        + "\"refund_amount\":{\"currency\":\"IDR\",\"refund_total\":\"500\"}"));
    assertThat(order.status()).isEqualTo(OrderEvent.Status.REFUNDED);
    assertThat(order.amount()).isEqualByComparingTo("500");
  }

  @Test
  void theBareNotificationSaysTooLittle() {
    assertThat(Samples.reason(TIKTOK_SHOP, ORDER.replace("\"order\":", "\"x\":")))
        .isEqualTo(
            "tiktok-shop: event «order» has no viewer_id (looked for in data.viewer_id, data.order.user_id)");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"type\":1', '\"type\":4', notification type 4 is not mapped",
    "'\"type\":1', '\"type\":12', return with status",
    "'\"type\":1', '\"x\":1', not a TikTok Shop notification",
    "AWAITING_SHIPMENT, LOST, order with status LOST",
    "order_id, x, has no order_id",
    "region_code, x, has no market",
    "total_amount, x, has no amount",
    "currency, x, has no currency"
  })
  void whatCannotBeUsedIsNamed(String text, String instead, String reason) {
    assertThat(Samples.reason(TIKTOK_SHOP, ORDER.replace(text, instead)))
        .startsWith("tiktok-shop: ")
        .contains(reason);
  }
}

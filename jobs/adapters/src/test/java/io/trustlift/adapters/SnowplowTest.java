package io.trustlift.adapters;

import static io.trustlift.adapters.SourceFormat.SNOWPLOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.OrderEvent;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.ViewerEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnowplowTest {

  private static final String CART = Samples.text("snowplow-add_to_cart");
  private static final String TRANSACTION = Samples.text("snowplow-transaction");

  @Test
  void anActionOfTheEcommercePlugIn() {
    ViewerEvent event = Samples.viewerEvent(SNOWPLOW, CART);
    assertThat(event.type()).isEqualTo(ViewerEvent.Type.ADD_TO_CART);
    assertThat(event.eventId()).isEqualTo("c6ef3124-b53a-4b13-a233-0088f79dcbcb");
    assertThat(event.eventTime()).isEqualTo(1_772_366_405_123L);
    assertThat(event.viewerId()).isEqualTo("bc2e92ec6c204a14");
    assertThat(event.market()).isEqualTo("VN");
    assertThat(event.streamId()).isEqualTo("s-1");
  }

  @Test
  void aRobotIsABot() {
    assertThat(Samples.parsed(SNOWPLOW, CART.replace(":false", ":true")))
        .isInstanceOf(ParsedRecord.Bot.class);
  }

  @ParameterizedTest
  @CsvSource({
    "page_view, JOIN",
    "page_ping, HEARTBEAT",
    "play_event, JOIN",
    "end_event, LEAVE",
    "live_question, QUESTION"
  })
  void otherEvents(String name, ViewerEvent.Type type) {
    String foreign = CART.replace(":\"snowplow_ecommerce_action\"", ":\"" + name + "\"");
    assertThat(Samples.viewerEvent(SNOWPLOW, foreign).type()).isEqualTo(type);
  }

  @Test
  void aTransactionIsAPaidOrder() {
    OrderEvent order = Samples.order(SNOWPLOW, TRANSACTION);
    assertThat(order.status()).isEqualTo(OrderEvent.Status.PAID);
    assertThat(order.orderId()).isEqualTo("T12345");
    assertThat(order.amount()).isEqualByComparingTo("230");
    assertThat(order.currency()).isEqualTo("USD");
    assertThat(order.streamId()).as("of the context live_stream").isEqualTo("s-1");
  }

  @Test
  void aRefundHasAnEntityOfItsOwn() {
    OrderEvent order =
        Samples.order(
            SNOWPLOW,
            TRANSACTION
                .replace("\"type\":\"transaction\"", "\"type\":\"refund\"")
                .replace("ecommerce_transaction_1", "ecommerce_refund_1")
                .replace("\"revenue\":230", "\"refund_amount\":20.5"));
    assertThat(order.status()).isEqualTo(OrderEvent.Status.REFUNDED);
    assertThat(order.amount()).isEqualByComparingTo("20.5");
  }

  @ParameterizedTest
  @CsvSource({
    "add_to_cart, remove_from_cart, snowplow_ecommerce_action remove_from_cart",
    "snowplow_ecommerce_action\", link_click\", link_click"
  })
  void whatHasNoCounterpartIsRefused(String text, String instead, String named) {
    assertThat(Samples.reason(SNOWPLOW, CART.replace(":\"" + text, ":\"" + instead)))
        .isEqualTo("snowplow: event «" + named + "» is not mapped");
  }

  @ParameterizedTest
  @CsvSource({
    "transaction_id, order_id, transaction entity",
    "revenue, amount, transaction entity",
    "user_id, viewer_id, domain_userid",
    "geo_country, market, geo_country",
    "derived_tstamp, event_time, _tstamp"
  })
  void whatIsMissingIsNamed(String name, String field, String place) {
    assertThat(Samples.reason(SNOWPLOW, TRANSACTION.replace("\"" + name + "\"", "\"x\"")))
        .contains("has no " + field)
        .contains(place);
  }
}

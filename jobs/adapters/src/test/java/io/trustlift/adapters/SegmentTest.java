package io.trustlift.adapters;

import static io.trustlift.adapters.SourceFormat.SEGMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.OrderEvent;
import io.trustlift.model.ViewerEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTest {

  private static final String QUESTION = Samples.text("segment-live_question");
  private static final String REFUND = Samples.text("segment-order_refunded");

  @Test
  void aQuestionOfTheTeamsOwn() {
    ViewerEvent event = Samples.viewerEvent(SEGMENT, QUESTION);
    assertThat(event.type()).isEqualTo(ViewerEvent.Type.QUESTION);
    assertThat(event.eventId()).isEqualTo("ajs-next-1");
    assertThat(event.eventTime()).isEqualTo(1_772_366_405_123L);
    assertThat(event.viewerId()).isEqualTo("u-9");
    assertThat(event.streamId()).as("a property comes before the page").isEqualTo("s-1");
    assertThat(event.market()).isEqualTo("GB");
    assertThat(event.subject()).isEqualTo("returns");
    assertThat(event.language()).isEqualTo("en");
    assertThat(event.latencyMs()).isEqualTo(2400);
  }

  @ParameterizedTest
  @CsvSource({
    "Video Playback Started, JOIN",
    "Video Content Playing, HEARTBEAT",
    "Video Playback Completed, LEAVE",
    "Product Added, ADD_TO_CART",
    "Product Clicked, PRODUCT_CLICK",
    "live_comment, COMMENT"
  })
  void namesAreThoseOfTheSpecOrTheTeamsOwn(String name, ViewerEvent.Type type) {
    assertThat(Samples.viewerEvent(SEGMENT, QUESTION.replace("Live Question", name)).type())
        .isEqualTo(type);
  }

  @Test
  void aRefund() {
    OrderEvent order = Samples.order(SEGMENT, REFUND);
    assertThat(order.status()).isEqualTo(OrderEvent.Status.REFUNDED);
    assertThat(order.orderId()).isEqualTo("50314b8e");
    assertThat(order.amount()).isEqualByComparingTo("30.5");
    assertThat(order.viewerId()).isEqualTo("a-1");
    assertThat(order.market()).isEqualTo("US");
    assertThat(order.streamId()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Order Completed, PAID", "Order Cancelled, CANCELLED"})
  void otherSteps(String name, OrderEvent.Status status) {
    assertThat(Samples.order(SEGMENT, REFUND.replace("Order Refunded", name)).status())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"identify", "page", "screen", "group", "alias"})
  void otherCallsAreRefused(String call) {
    assertThat(Samples.reason(SEGMENT, QUESTION.replace("\"track\"", "\"" + call + "\"")))
        .isEqualTo("segment: event «" + call + " call» is not mapped");
  }

  @ParameterizedTest
  @CsvSource({
    "order_id, x, order_id, properties.order_id",
    "total, x, amount, properties.total",
    "currency, x, currency, properties.currency",
    "country, x, market, context.location.country",
    "anonymousId, x, viewer_id, anonymousId",
    "timestamp, x, event_time, timestamp"
  })
  void whatIsMissingIsNamed(String name, String instead, String field, String place) {
    assertThat(Samples.reason(SEGMENT, REFUND.replace("\"" + name + "\"", "\"" + instead + "\"")))
        .startsWith("segment: event «Order Refunded» has no " + field)
        .contains(place);
  }

  @Test
  void eventsThatNobodyMappedAreRefused() {
    assertThat(Samples.reason(SEGMENT, QUESTION.replace("Live Question", "Coupon Entered")))
        .contains("«Coupon Entered» is not mapped");
  }
}

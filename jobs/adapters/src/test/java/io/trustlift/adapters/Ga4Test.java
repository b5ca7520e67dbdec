package io.trustlift.adapters;

import static io.trustlift.adapters.SourceFormat.GA4;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.OrderEvent;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.ViewerEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ga4Test {

  private static final String CART = Samples.text("ga4-add_to_cart");
  private static final String PURCHASE = Samples.text("ga4-purchase");

  @Test
  void anAnonymousViewerPutsSomethingIntoTheCart() {
    ViewerEvent event = Samples.viewerEvent(GA4, CART);
    assertThat(event.type()).isEqualTo(ViewerEvent.Type.ADD_TO_CART);
    assertThat(event.eventTime()).isEqualTo(1_772_366_405_123L);
    assertThat(event.streamId()).as("not GA4's own data stream").isEqualTo("s-1");
    assertThat(event.viewerId()).isEqualTo("1234567890.1772300000");
    assertThat(event.market()).isEqualTo("DE");
    assertThat(event.eventId()).matches("[0-9a-f]{32}");
  }

  @Test
  void theSameRecordHasTheSameIdAndAnotherHasNot() {
    String other = CART.replace("1772366405123456", "1772366405123457");
    assertThat(Samples.viewerEvent(GA4, CART).eventId())
        .isEqualTo(Samples.viewerEvent(GA4, CART).eventId())
        .isNotEqualTo(Samples.viewerEvent(GA4, other).eventId());
  }

  @ParameterizedTest
  @CsvSource({
    "page_view, JOIN",
    "video_start, JOIN",
    "user_engagement, HEARTBEAT",
    "video_complete, LEAVE",
    "view_item, PRODUCT_CLICK",
    "share, SHARE",
    "live_question, QUESTION",
    "live_follow, FOLLOW"
  })
  void namesAreThoseOfTheCatalogueOrTheTeamsOwn(String name, ViewerEvent.Type type) {
    assertThat(Samples.viewerEvent(GA4, named(name)).type()).isEqualTo(type);
  }

  @Test
  void aPurchaseIsAPaidOrder() {
    OrderEvent order = Samples.order(GA4, PURCHASE);
    assertThat(order.status()).isEqualTo(OrderEvent.Status.PAID);
    assertThat(order.orderId()).isEqualTo("T-100");
    assertThat(order.amount()).isEqualByComparingTo("100");
    assertThat(order.currency()).isEqualTo("USD");
    assertThat(order.viewerId()).isEqualTo("u-9");
    assertThat(order.market()).isEqualTo("US");
    assertThat(order.streamId()).isEqualTo("s-1");
  }

  @Test
  void aRefundTellsWhatWasPaidBack() {
    OrderEvent order =
        Samples.order(
            GA4,
            PURCHASE
                .replace("\"purchase\"", "\"refund\"")
                .replace("\"value\",\"value\":{\"double_value\":1.0E2}", "\"x\",\"value\":{}")
                .replace("\"purchase_revenue\":100.0", "\"refund_value\":12.25"));
    assertThat(order.status()).isEqualTo(OrderEvent.Status.REFUNDED);
    assertThat(order.amount()).isEqualByComparingTo("12.25");
  }

  @Test
  void moreDigitsThanMoneyHasAreNotRoundedAway() {
    assertThat(Samples.parsed(GA4, PURCHASE.replace("1.0E2", "0.30000000000000004")))
        .isInstanceOfSatisfying(
            ParsedRecord.Unusable.class,
            unusable -> assertThat(unusable.detail()).contains("amount"));
  }

  @Test
  void anAbsurdExponentTakesNoMemory() {
    assertThat(Samples.parsed(GA4, PURCHASE.replace("1.0E2", "1.0E999999999")))
        .isInstanceOf(ParsedRecord.Unusable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"begin_checkout", "scroll", "live_dance", "first_visit"})
  void anyOtherEventIsNamedAndRefused(String name) {
    assertThat(Samples.reason(GA4, named(name)))
        .isEqualTo("ga4: event «" + name + "» is not mapped");
  }

  @ParameterizedTest
  @CsvSource({
    "s-1?utm=x, '', stream_id, page_location",
    "/live/, /home/, stream_id, page_location",
    "Germany, Atlantis, market, geo.country",
    "Germany, (not set), market, geo.country",
    "user_pseudo_id, other, viewer_id, user_pseudo_id",
    "event_timestamp, other, event_time, event_timestamp"
  })
  void whatIsMissingIsNamedWithWhereItWasLookedFor(
      String text, String instead, String field, String place) {
    assertThat(Samples.reason(GA4, CART.replace(text, instead)))
        .startsWith("ga4: event «add_to_cart» has no " + field)
        .contains(place);
  }

  @Test
  void aNameThatMayHoldAnIdIsNotRepeated() {
    assertThat(Samples.reason(GA4, named("hello viewer-77@x"))).contains("«hello viewer????x»");
  }

  @Test
  void aRecordOfTheContractIsNotGa4() {
    assertThat(Samples.reason(GA4, "{\"event_id\":\"e\"}")).contains("no event_name");
  }

  private static String named(String name) {
    return CART.replace("\"event_name\":\"add_to_cart\"", "\"event_name\":\"" + name + "\"");
  }
}

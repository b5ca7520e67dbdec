package io.trustlift.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trustlift.model.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceFormatsTest {

  @ParameterizedTest
  @CsvSource({
    "trustlift, TRUSTLIFT, TRUSTLIFT",
    "ga4, GA4, GA4",
    "shopify, TRUSTLIFT, SHOPIFY",
    "'shopify, ga4', GA4, SHOPIFY",
    "'segment,tiktok-shop', SEGMENT, TIKTOK_SHOP"
  })
  void oneNameOrOneForEachTopic(String names, SourceFormat viewers, SourceFormat orders) {
    SourceFormats formats = SourceFormats.of(names);
    assertThat(formats.of(Topic.VIEWER_EVENTS)).isEqualTo(viewers);
    assertThat(formats.of(Topic.ORDERS)).isEqualTo(orders);
    assertThat(SourceFormats.of(formats.text())).isEqualTo(formats);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"VIEWER_EVENTS", "ORDERS"},
      mode = EnumSource.Mode.EXCLUDE)
  void allOtherTopicsHoldTheContract(Topic topic) {
    assertThat(SourceFormats.of("ga4,shopify").of(topic)).isEqualTo(SourceFormat.TRUSTLIFT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GA4", "ga5", "ga4,"})
  void anotherNameIsAnsweredWithThoseThereAre(String names) {
    assertThatThrownBy(() -> SourceFormats.of(names))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trustlift, ga4, segment, snowplow, shopify, tiktok-shop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ga4,segment", "shopify,tiktok-shop", "ga4,ga4"})
  void twoForOneTopic(String names) {
    assertThatThrownBy(() -> SourceFormats.of(names)).hasMessageContaining("two formats");
  }

  @Test
  void countriesByCodeAndByName() {
    assertThat(Countries.code("us")).isEqualTo("US");
    assertThat(Countries.code("South Korea")).isEqualTo("KR");
    assertThat(Countries.code("Türkiye")).isEqualTo("TR");
    assertThat(Countries.code("Hong Kong")).isEqualTo("HK");
    assertThat(Countries.code("Atlantis")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = "TRUSTLIFT", mode = EnumSource.Mode.EXCLUDE)
  void whateverItHoldsSomethingIsSaid(SourceFormat format) {
    for (String text : new String[] {"{}", "[]", "1", "\"x\"", "{\"data\":[]", "{\"type\":{}}"}) {
      assertThat(format.translate(text.getBytes(UTF_8))).isInstanceOf(Translation.Unmapped.class);
    }
  }
}

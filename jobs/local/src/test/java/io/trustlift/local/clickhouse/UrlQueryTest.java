package io.trustlift.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlQueryTest {

  @ParameterizedTest
  @CsvSource({
    "query=SELECT+1, SELECT 1",
    "query=a%2Bb%26c%3Dd, a+b&c=d",
    "query=a=b, a=b",
    "query=, ''",
    "query, ''",
    "x=1&&query=2&, 2",
    "query=1&query=2, 2",
    "query=%C3%A9%F0%9F%98%80, é😀",
    "%71uery=1, 1",
  })
  void decodesNamesAndValues(String raw, String value) {
    assertThat(UrlQuery.parse(raw).get("query")).isEqualTo(value.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void valuesMayBeAnyBytes() {
    assertThat(UrlQuery.parse("query=%ff%00%0a").get("query")).containsExactly(-1, 0, '\n');
  }

  @Test
  void noQueryIsNoParameters() {
    assertThat(UrlQuery.parse(null)).isEqualTo(Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%4", "a=%zz"})
  void refusesBadEscapes(String raw) {
    assertThatThrownBy(() -> UrlQuery.parse(raw)).isInstanceOf(IllegalArgumentException.class);
  }
}

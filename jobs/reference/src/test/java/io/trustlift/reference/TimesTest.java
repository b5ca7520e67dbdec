package io.trustlift.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "1970-01-01T00:00:00.1Z, 100",
    "1970-01-01T00:00:00.12Z, 120",
    "1970-01-01T00:00:00.1239999999999Z, 123",
    "1970-01-01T01:30:00+01:30, 0",
    "1970-01-01T00:00:00-23:59, 86340000",
    "1970-01-01T00:00:00-00:00, 0",
    "2000-02-29T12:00:00Z, 951825600000",
    "9999-12-31T23:59:59.999Z, 253402300799999"
  })
  void readsText(String text, long millis) {
    assertThat(Times.parse(text)).hasValue(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "0",
        "2009-01-20",
        "2009-01-20T10:00Z",
        "2009-01-20T10:00:00",
        "2009-01-20 10:00:00Z",
        "2009-01-20t10:00:00Z",
        "2009-01-20T10:00:00z",
        "2009-01-20T24:00:00Z",
        "2009-01-20T10:60:00Z",
        "2008-12-31T23:59:60Z",
        "2009-02-29T10:00:00Z",
        "2009-13-01T10:00:00Z",
        "2009-01-00T10:00:00Z",
        "2009-01-20T10:00:00.Z",
        "2009-01-20T10:00:00,1Z",
        "2009-01-20T10:00:00+24:00",
        "2009-01-20T10:00:00+01:60",
        "2009-01-20T10:00:00+0100",
        "1969-12-31T23:59:59Z",
        "10000-01-01T00:00:00Z",
        " 2009-01-20T10:00:00Z",
        "2009-01-20T10:00:00Z\n",
        "1970-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "\u0662\u0660\u0660\u0669-01-20T10:00:00Z"
      })
  void otherTextIsNoTime(String text) {
    assertThat(Times.parse(text)).isEmpty();
  }

  @Test
  void readsIntegers() {
    assertThat(Times.parse(new Json.Numeral("0"))).hasValue(0);
    assertThat(Times.parse(new Json.Numeral("253402300799999"))).hasValue(Times.MAX);
    for (String no : new String[] {"-1", "253402300800000", "1.0", "1e3", "9".repeat(30)}) {
      assertThat(Times.parse(new Json.Numeral(no))).as(no).isEmpty();
    }
    assertThat(Times.parse(true)).isEmpty();
  }
}

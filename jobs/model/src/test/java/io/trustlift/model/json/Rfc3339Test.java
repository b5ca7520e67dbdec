package io.trustlift.model.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.Event;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "1970-01-01T00:00:00.001Z, 1",
    "1970-01-01T00:00:00.0019999999999999999999Z, 1",
    "1970-01-01T00:00:00.5Z, 500",
    "1970-01-01T00:00:00.05Z, 50",
    "1970-01-01T23:59:00+23:59, 0",
    "1970-01-01T00:00:00-00:00, 0",
    "1970-01-01T00:00:00-23:59, 86340000",
    "1970-01-02T00:00:00+00:01, 86340000",
    "2000-02-29T00:00:00Z, 951782400000",
    "2024-02-29T12:30:45.678+05:30, 1709190045678",
    "9999-12-31T23:59:59.999Z, 253402300799999",
    "9999-12-31T23:59:59.9999Z, 253402300799999",
    "9999-12-31T00:59:59.999-23:00, 253402300799999"
  })
  void readsTimes(String text, long millis) {
    assertThat(Rfc3339.parse(text)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "0",
        "2026-01-21",
        "2026-01-21T09:12:49",
        "2026-01-21T09:12Z",
        "2026-01-21t09:12:49Z",
        "2026-01-21T09:12:49z",
        "2026-01-21 09:12:49Z",
        " 2026-01-21T09:12:49Z",
        "2026-01-21T09:12:49Z ",
        "2026-01-21T09:12:49.Z",
        "2026-01-21T09:12:49,5Z",
        "2026-01-21T09:12:49.5",
        "2026-01-21T09:12:49.5.5Z",
        "2026-01-21T09:12:49ZZ",
        "2026/01/21T09:12:49Z",
        "2026-01-21T09-12-49Z",
        "+2026-01-21T09:12:49Z",
        "12026-01-21T09:12:49Z",
        "026-01-21T09:12:49Z",
        "2026-1-21T09:12:49Z",
        "2026-01-21T9:12:49Z",
        "2026-00-21T09:12:49Z",
        "2026-13-21T09:12:49Z",
        "2026-01-00T09:12:49Z",
        "2026-01-32T09:12:49Z",
        "2026-04-31T09:12:49Z",
        "2025-02-29T09:12:49Z",
        "2100-02-29T09:12:49Z",
        "2026-01-21T24:00:00Z",
        "2026-01-21T09:60:49Z",
        "2026-12-31T23:59:60Z",
        "2026-01-21T09:12:-9Z",
        "2026-01-21T09:12:49+24:00",
        "2026-01-21T09:12:49+01:60",
        "2026-01-21T09:12:49+01",
        "2026-01-21T09:12:49+0100",
        "2026-01-21T09:12:49+01:00Z",
        "2026-01-21T09:12:49*01:00",
        "2026-01-21T09:12:49+1:000",
        "\u0662\u0660\u0662\u0666-01-21T09:12:49Z",
        "1969-12-31T23:59:59Z",
        "1969-12-31T23:59:59-01:00",
        "1970-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "0000-01-01T00:00:00Z",
        "10000-01-01T00:00:00Z"
      })
  void refusesWhatIsNotOfTheForm(String text) {
    assertThat(Rfc3339.parse(text)).isEqualTo(Event.NO_TIME);
  }

  @Test
  void agreesWithJavaTimeOnWhatBothRead() {
    long seed = 1;
    System.out.printf("random times from seed %d%n", seed);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long time = random.nextLong(Rfc3339.MAX_TIME + 1);
      int offset = random.nextInt(2 * 17 * 60 + 1) - 17 * 60;
      String text =
          Instant.ofEpochMilli(time)
              .atOffset(ZoneOffset.ofTotalSeconds(offset * 60))
              .format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx"));
      if (text.compareTo("1970") < 0 || text.startsWith("+")) {
        continue; // the local year is outside the contract's years
      }
      assertThat(Rfc3339.parse(text)).as(text).isEqualTo(time);
    }
  }
}

package io.trustlift.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimestampsTest {
  @Test
  void agreesWithTheStandardFormatter() {
    DateTimeFormatter formatter =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    SplittableRandom random = new SplittableRandom(7);
    char[] text = new char[Timestamps.LENGTH];
    for (int i = 0; i < 20_000; i++) {
      long time = i == 0 ? 0 : random.nextLong(253_402_300_800_000L);
      Timestamps.format(time, text);
      assertThat(new String(text)).isEqualTo(formatter.format(Instant.ofEpochMilli(time)));
    }
  }
}

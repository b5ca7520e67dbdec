package io.trustlift.attribution.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The key groups of savepoints depend on these hashes: they have to stay what they were. */
class KeyHashTest {

  private static final long MINUTE = 1_780_000_020_000L;

  @Test
  void hashesAreThoseOfTheFirstSavepoints() {
    assertThat(new CountKey("live.orders", MINUTE, "rejected", "late").hashCode())
        .isEqualTo(Objects.hash("live.orders", MINUTE, "rejected", "late"));
    assertThat(new QualityKey(MINUTE, "s", "live", "DE", "stall_ms").hashCode())
        .isEqualTo(Objects.hash(MINUTE, "s", "live", "DE", "stall_ms"));
    assertThat(new RiskKey.Room(MINUTE, "s", "DE").hashCode())
        .isEqualTo(Objects.hash(MINUTE, "s", "DE"));
    List<String> shown = List.of("c1", "c2");
    assertThat(new ExposureKey(MINUTE, "s", "live", "DE", shown, List.of()).hashCode())
        .isEqualTo(Objects.hash(MINUTE, "s", "live", "DE", shown, List.of()));
  }
}

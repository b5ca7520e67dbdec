package io.trustlift.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExposureLaneTest {
  private final ExposureLane lane =
      ExposureLane.of(List.of(display(100_000, 160_000), display(140_000, 180_000)));

  @Test
  void boundsAreHalfOpen() {
    assertThat(lane.exposedAt(99_999, 0)).isFalse();
    assertThat(lane.exposedAt(100_000, 0)).isTrue();
    assertThat(lane.exposedAt(179_999, 0)).isTrue();
    assertThat(lane.exposedAt(479_999, 0)).isTrue();
    assertThat(lane.exposedAt(480_000, 0)).isFalse();
  }

  @Test
  void onScreenCountsAtOnceButRecentOnlyAfterAView() {
    assertThat(lane.exposedAt(179_999, 179_000)).isTrue();
    assertThat(lane.exposedAt(180_000, 178_001)).isFalse();
    assertThat(lane.exposedAt(180_000, 178_000)).isTrue();
    assertThat(lane.exposedAt(200_000, 300_000)).isFalse();
  }

  @Test
  void knowsWhetherAnythingWasOn() {
    assertThat(lane.onScreenWithin(0, 99_999)).isFalse();
    assertThat(lane.onScreenWithin(0, 100_000)).isTrue();
    assertThat(lane.onScreenWithin(179_999, 500_000)).isTrue();
    assertThat(lane.onScreenWithin(180_000, 500_000)).isFalse();
    assertThat(ExposureLane.of(List.of()).onScreenWithin(0, 500_000)).isFalse();
  }

  private static Display display(long shownAt, long hiddenAt) {
    Credential credential = new Credential("c", CredentialType.AUTHORITY, "ce", "*");
    return new Display("d" + shownAt, credential, shownAt, hiddenAt, false, false, null, null);
  }
}

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
  void knowsWhenAnythingWasOnFirst() {
    assertThat(lane.firstOnScreen(0, 100_000)).isEmpty();
    assertThat(lane.firstOnScreen(0, 100_001)).hasValue(100_000);
    assertThat(lane.firstOnScreen(179_999, 500_000)).hasValue(179_999);
    assertThat(lane.firstOnScreen(180_000, 500_000)).isEmpty();
    assertThat(lane.firstOnScreen(150_000, 150_000)).isEmpty();
    assertThat(ExposureLane.of(List.of()).firstOnScreen(0, 500_000)).isEmpty();
  }

  private static Display display(long shownAt, long hiddenAt) {
    Credential credential =
        new Credential("c", CredentialType.AUTHORITY, "ce", "*", Standing.NOT_STATED);
    return new Display("d" + shownAt, credential, shownAt, hiddenAt, false, false, null, null);
  }
}

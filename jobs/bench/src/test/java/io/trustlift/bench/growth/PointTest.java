package io.trustlift.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.bench.growth.Point.Checkpoint;
import io.trustlift.bench.growth.Point.Taken;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointTest {

  /** A hundred events a second before, and fifty and eighty from then on. */
  private static final Taken SLOWED =
      new Taken(new CheckpointStatistics(0, 30, 2), seen(200, 2), seen(100, 2), seen(800, 10));

  /** Hardly anything was read just before it. */
  private static final Taken AFTER_A_GUST =
      new Taken(new CheckpointStatistics(0, 10, 3), seen(40, 2), seen(260, 2), seen(1_000, 10));

  @Test
  void oneCheckpointIsToldAsItWas() {
    assertThat(Checkpoint.of(List.of(SLOWED))).isEqualTo(new Checkpoint(2, 30, 0.5, 0.8));
  }

  @Test
  void throughputIsToldOfAllTheTimeTogether() {
    assertThat(Checkpoint.of(List.of(SLOWED, AFTER_A_GUST)))
        .isEqualTo(new Checkpoint(3, 30, 90 / 60.0, 90 / 60.0));
  }

  @Test
  void ofTimeAndBytesTheMedianIsTold() {
    Checkpoint three = Checkpoint.of(List.of(AFTER_A_GUST, SLOWED, SLOWED));
    assertThat(three.seconds()).isEqualTo(2);
    assertThat(three.bytes()).isEqualTo(30);
  }

  private static Stretch seen(double events, double seconds) {
    return new Stretch(events, seconds, 1);
  }
}

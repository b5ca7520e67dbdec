package io.trustlift.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.bench.growth.Point.Checkpoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointTest {

  private static final Checkpoint A = new Checkpoint(1, 30, 0.9, 0.5);
  private static final Checkpoint B = new Checkpoint(3, 10, 0.1, 0.7);
  private static final Checkpoint C = new Checkpoint(2, 20, 0.5, 0.6);

  @Test
  void ofEachFigureTheMedianIsTold() {
    assertThat(Checkpoint.medians(List.of(A, B, C))).isEqualTo(C);
    assertThat(Checkpoint.medians(List.of(A, B))).isEqualTo(new Checkpoint(3, 30, 0.9, 0.7));
    assertThat(Checkpoint.medians(List.of(A))).isEqualTo(A);
  }
}

package io.trustlift.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveHeapTest {

  private static final int MEGABYTE = 1 << 20;

  @Test
  void countsWhatIsHeldAndNothingElse() {
    long before = LiveHeap.bytes();
    List<byte[]> held = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      held.add(new byte[MEGABYTE]);
    }
    assertThat(LiveHeap.bytes() - before).isBetween(45L * MEGABYTE, 55L * MEGABYTE);
    held.clear();
    assertThat(LiveHeap.bytes() - before).isLessThan(5L * MEGABYTE);
  }

  @Test
  void tellsWhetherAnyOfAClassIsHeld() {
    assertThat(LiveHeap.holds(Marked.class)).isFalse();
    Marked held = new Marked(1);
    assertThat(LiveHeap.holds(Marked.class)).isTrue();
    assertThat(held.number()).isOne();
  }

  private record Marked(int number) {}
}

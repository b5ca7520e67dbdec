package io.trustlift.exposure;

import static io.trustlift.model.Parameters.DUPLICATE_WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.ViewerEvent;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdMemoryTest {

  private static final long HOUR = 3_600_000;

  private IdMemory memory = new IdMemory();

  @Test
  void anIdIsNewOnce() {
    assertThat(add("a", 0)).isTrue();
    assertThat(add("a", 0)).isFalse();
    assertThat(add("a", 5 * HOUR)).as("whatever its time").isFalse();
    assertThat(add("b", 0)).isTrue();
  }

  @Test
  void topicsDoNotShareIds() {
    add("a", 0);
    assertThat(memory.add(Samples.assignment("a", 0, "b"))).isTrue();
    assertThat(memory.add(Samples.assignment("a", 0, "b"))).isFalse();
  }

  @Test
  void anIdIsRememberedForTheDuplicateWindowAndForgottenAnHourLaterAtMost() {
    for (long time : new long[] {0, 1, HOUR - 1, HOUR}) {
      memory = new IdMemory();
      add("a", time);
      memory.forget(time + DUPLICATE_WINDOW);
      assertThat(add("a", time)).as("event at %d", time).isFalse();
      assertThat(memory.nextWake())
          .isBetween(time + DUPLICATE_WINDOW + 1, time + DUPLICATE_WINDOW + HOUR);
      memory.forget(memory.nextWake() - 1);
      assertThat(memory.isEmpty()).isFalse();
      memory.forget(memory.nextWake());
      assertThat(memory.isEmpty()).isTrue();
      assertThat(memory.nextWake()).isEqualTo(Long.MAX_VALUE);
      assertThat(add("a", time)).isTrue();
    }
  }

  @Test
  void onlyTheHoursThatAreOverAreForgotten() {
    add("a", 0);
    add("b", HOUR);
    memory.forget(HOUR + DUPLICATE_WINDOW);
    assertThat(add("b", HOUR)).isFalse();
    assertThat(add("a", 0)).isTrue();
  }

  @Test
  void isWhatASetWouldBe() {
    long seed = 1;
    System.out.printf("random ids from seed %d%n", seed);
    Random random = new Random(seed);
    Set<String> known = new HashSet<>();
    for (int i = 0; i < 5_000; i++) {
      String id = "id" + random.nextInt(2_000);
      assertThat(add(id, random.nextLong(10 * HOUR))).isEqualTo(known.add(id));
      if (i % 500 == 0) {
        memory = Samples.copy(memory, (out, m) -> m.write(out), IdMemory::read);
      }
    }
  }

  private boolean add(String id, long time) {
    return memory.add(Samples.live(id, time, ViewerEvent.Type.HEARTBEAT));
  }
}

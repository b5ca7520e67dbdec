package io.trustlift.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.exposure.DisplayChange.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimelineTest {

  @Test
  void bothEndsOfTheSearchCount() {
    Timeline timeline = new Timeline();
    Display display = Samples.display("d", 1_000, 2_000);
    timeline.apply(new DisplayChange(Kind.SHOWN, display));

    assertThat(between(timeline, 0, 999)).isEmpty();
    assertThat(between(timeline, 0, 1_000)).containsExactly(display);
    assertThat(between(timeline, 2_000, 9_000)).containsExactly(display);
    assertThat(between(timeline, 2_001, 9_000)).isEmpty();
  }

  @Test
  void aLongDisplayIsFoundBehindManyShortOnes() {
    Timeline timeline = new Timeline();
    Display longest = Samples.display("long", 0, 1_000_000);
    timeline.apply(new DisplayChange(Kind.SHOWN, longest));
    for (int i = 1; i <= 100; i++) {
      Display shortOne = Samples.display("s" + i, i * 1_000L, i * 1_000L + 10);
      timeline.apply(new DisplayChange(Kind.SHOWN, shortOne));
    }
    assertThat(between(timeline, 500_000, 500_001)).containsExactly(longest);
  }

  @Test
  void retiringWhatIsNotThereChangesNothing() {
    Timeline timeline = new Timeline();
    timeline.apply(new DisplayChange(Kind.RETIRED, Samples.display("d", 0, 10)));
    assertThat(timeline.isEmpty()).isTrue();
  }

  @Test
  void isWhatAListOfDisplaysWouldBe() {
    long seed = 1;
    System.out.printf("random timelines from seed %d%n", seed);
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      Timeline timeline = new Timeline();
      List<Display> list = new ArrayList<>();
      for (int step = 0; step < 40; step++) {
        timeline.apply(change(list, step, random));
        if (random.nextInt(10) == 0) {
          timeline = Samples.copy(timeline, (out, t) -> t.write(out), Timeline::read);
        }
        long from = random.nextInt(120);
        long to = from + random.nextInt(30);
        Set<Display> expected = new HashSet<>(list);
        expected.removeIf(display -> display.shownAt() > to || display.hiddenAt() < from);
        assertThat(between(timeline, from, to)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(timeline.isEmpty()).isEqualTo(list.isEmpty());
      }
    }
  }

  /** A random change, made to the list; shows come in any order and at few instants. */
  private static DisplayChange change(List<Display> list, int step, Random random) {
    int which = list.isEmpty() ? -1 : random.nextInt(-list.size(), list.size());
    if (which < 0) {
      long shownAt = random.nextInt(100);
      Display shown = Samples.display("d" + step, shownAt, shownAt + 50);
      list.add(shown);
      return new DisplayChange(Kind.SHOWN, shown);
    }
    if (random.nextInt(3) == 0) {
      return new DisplayChange(Kind.RETIRED, list.remove(which));
    }
    Display display = list.get(which);
    Display hidden = display.hiddenAt(display.shownAt() + 1 + random.nextInt(50));
    list.set(which, hidden);
    return new DisplayChange(Kind.HIDDEN, hidden);
  }

  private static List<Display> between(Timeline timeline, long from, long to) {
    List<Display> found = new ArrayList<>();
    timeline.between(from, to, found::add);
    return found;
  }
}

package io.trustlift.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.DisplayEvent;
import io.trustlift.model.Event;
import io.trustlift.model.ViewerEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CrowdTest {

  private static final long START = 1_780_000_000_000L;
  private static final Crowd CROWD = new Crowd(60, 3, 2, false);

  @Test
  void everyViewerSendsOneEventAndEveryRoomOneDisplayEventInABeat() {
    for (long beat = 0; beat < 3; beat++) {
      long first = CROWD.earlier() + beat * CROWD.beat();
      List<Event> events = events(CROWD, first, first + CROWD.beat());
      assertThat(events.stream().filter(ViewerEvent.class::isInstance).map(Event::key))
          .hasSize(60)
          .doesNotHaveDuplicates();
      assertThat(events.stream().filter(DisplayEvent.class::isInstance).map(Event::key))
          .containsExactly("stream-0", "stream-1", "stream-2");
    }
  }

  @Test
  void timeGoesOnWithTheNumber() {
    assertThat(events(CROWD, 0, 1_000).stream().map(Event::eventTime)).isSorted();
    Event one = CROWD.event(100, START);
    Event next = CROWD.event(100 + CROWD.beat(), START);
    assertThat(next.eventTime() - one.eventTime()).isEqualTo(30_000);
  }

  @Test
  void everyDisplayIsShownAndThenHidden() {
    Map<String, List<Boolean>> steps =
        events(CROWD, 0, CROWD.earlier() + 4 * CROWD.beat()).stream()
            .filter(DisplayEvent.class::isInstance)
            .map(DisplayEvent.class::cast)
            .collect(
                Collectors.groupingBy(
                    DisplayEvent::displayId,
                    Collectors.mapping(DisplayEvent::show, Collectors.toList())));
    assertThat(steps).hasSize(3 * 2 + 3 * 2);
    assertThat(steps.values()).allMatch(List.of(true, false)::equals);
  }

  @Test
  void aHotRoomHoldsHalfOfTheViewers() {
    Crowd hot = new Crowd(60, 3, 0, true);
    Map<String, Long> sizes =
        events(hot, 0, hot.beat()).stream()
            .filter(ViewerEvent.class::isInstance)
            .collect(
                Collectors.groupingBy(
                    event -> ((ViewerEvent) event).streamId(), Collectors.counting()));
    assertThat(sizes)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("stream-0", 30L, "stream-1", 15L, "stream-2", 15L));
  }

  private static List<Event> events(Crowd crowd, long from, long to) {
    return LongStream.range(from, to).mapToObj(n -> crowd.event(n, START)).toList();
  }
}

package io.trustlift.exposure;

import static io.trustlift.exposure.Samples.live;
import static io.trustlift.exposure.Samples.received;
import static io.trustlift.model.Parameters.ATTRIBUTION_WINDOW;
import static io.trustlift.model.Parameters.BLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.ViewerEvent.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A display is on from 10 to 20 s after {@code START}, the start of a block. */
class ViewerAtRiskTest {

  private static final long START = 4_000 * BLOCK;

  private final Viewer viewer = new Viewer(Samples.VIEWER);
  private final Timeline timeline = new Timeline();
  private final ViewerOutputs out = new ViewerOutputs();

  @Test
  void theBlockOfTheFirstInquiryIsTheLastThatCounts() {
    show(Samples.display("d", START + 10_000, START + 20_000));
    send(Type.JOIN, START);
    send(Type.QUESTION, START + 12_000);
    send(Type.QUESTION, START + 13_000);
    for (long at = START + 60_000; at <= START + BLOCK + 120_000; at += 60_000) {
      send(Type.HEARTBEAT, at);
    }
    send(Type.QUESTION, START + BLOCK + 130_000);
    assertThat(atRisk())
        .isEqualTo(
            Map.of(
                List.of(START, time()), 10_000L,
                List.of(START, time("c")), BLOCK - 10_000,
                List.of(START, inquiry("c")), 1L));
  }

  @Test
  void onScreenAndRecentAreOneAndBlocksAreCut() {
    show(Samples.display("d", START + 10_000, START + 20_000));
    for (long at = START; at <= START + BLOCK + 40_000; at += 20_000) {
      send(Type.HEARTBEAT, at);
    }
    assertThat(atRisk())
        .isEqualTo(
            Map.of(
                List.of(START, time()), 10_000L,
                List.of(START, time("c")), BLOCK - 10_000,
                List.of(START + BLOCK, time("c")), 20_000L,
                List.of(START + BLOCK, time()), 20_000L));
  }

  @Test
  void whatAnExperimentShowsIsMarkedWhileItIsOnScreenOrRecent() {
    show(new Display("d", "s", "c", "", "", "x", "b", START + 10_000, START + 20_000));
    viewer.accept(
        received(Samples.assignment("a", START, "b")), Long.MIN_VALUE, id -> timeline, out);
    send(Type.JOIN, START);
    send(Type.QUESTION, START + 30_000);
    RiskCell time = new RiskCell(List.of("c"), List.of("c"), false);
    RiskCell inquiry = new RiskCell(List.of("c"), List.of("c"), true);
    assertThat(atRisk())
        .isEqualTo(
            Map.of(
                List.of(START, time()), 10_000L,
                List.of(START, time), 20_000L,
                List.of(START, inquiry), 1L));
  }

  @Test
  void whoAskedInTheStreamLatelyIsNotAtRisk() {
    send(Type.QUESTION, START);
    send(Type.LEAVE, START + 1);
    send(Type.JOIN, START + ATTRIBUTION_WINDOW);
    send(Type.LEAVE, START + ATTRIBUTION_WINDOW + 1_000);
    long later = START + ATTRIBUTION_WINDOW + 5_000;
    send(Type.JOIN, later);
    send(Type.LEAVE, later + 7_000);
    assertThat(atRisk())
        .isEqualTo(
            Map.of(
                List.of(START, inquiry()), 1L,
                List.of(START, time()), 1L,
                List.of(RiskTime.blockOf(later), time()), 7_000L));
  }

  private void show(Display display) {
    timeline.apply(new DisplayChange(DisplayChange.Kind.SHOWN, display));
  }

  private void send(Type type, long at) {
    viewer.accept(received(live(type + " " + at, at, type)), Long.MIN_VALUE, id -> timeline, out);
  }

  private Map<List<Object>, Long> atRisk() {
    viewer.advance(START + 2 * ATTRIBUTION_WINDOW, id -> timeline, out);
    return out.atRisk;
  }

  private static RiskCell time(String... exposed) {
    return new RiskCell(List.of(exposed), List.of(), false);
  }

  private static RiskCell inquiry(String... exposed) {
    return new RiskCell(List.of(exposed), List.of(), true);
  }
}

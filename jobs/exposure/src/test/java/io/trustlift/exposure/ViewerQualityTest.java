package io.trustlift.exposure;

import static io.trustlift.exposure.Samples.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.Event;
import io.trustlift.model.Mode;
import io.trustlift.model.ViewerEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a viewer's events tell beside presence: how the stream came through, what was asked about.
 */
class ViewerQualityTest {

  private static final long MINUTE = 60_000;
  private static final long START = 100 * MINUTE;

  private final Viewer viewer = new Viewer(Samples.VIEWER);
  private final Timeline timeline = new Timeline();
  private final ViewerOutputs out = new ViewerOutputs();

  @Test
  void stallsAndLatencyAreSummedByTheMinuteOfTheEvent() {
    send("a", START, ViewerEvent.Type.JOIN, Mode.LIVE, 0, 2_000, "");
    send("b", START + MINUTE - 1, ViewerEvent.Type.HEARTBEAT, Mode.LIVE, 300, 4_000, "");
    send("c", START + MINUTE, ViewerEvent.Type.LEAVE, Mode.LIVE, 50, ViewerEvent.NO_LATENCY, "");

    assertThat(out.quality)
        .isEqualTo(
            Map.of(
                List.of(START, Mode.LIVE, Quality.STALL_MS), 300L,
                List.of(START, Mode.LIVE, Quality.LATENCY_MS), 6_000L,
                List.of(START, Mode.LIVE, Quality.LATENCY_LE_2000), 1L,
                List.of(START, Mode.LIVE, Quality.LATENCY_LE_4000), 1L,
                List.of(START + MINUTE, Mode.LIVE, Quality.STALL_MS), 50L));
  }

  @Test
  void aLatencyOfNothingIsTold() {
    send("a", START, ViewerEvent.Type.JOIN, Mode.LIVE, 0, 0, "");
    assertThat(out.quality)
        .containsEntry(List.of(START, Mode.LIVE, Quality.LATENCY_LE_100), 1L)
        .containsEntry(List.of(START, Mode.LIVE, Quality.LATENCY_MS), 0L);
  }

  @Test
  void aLatencyFallsIntoTheFirstClassThatHoldsIt() {
    assertThat(Quality.ofLatency(100)).isEqualTo(Quality.LATENCY_LE_100);
    assertThat(Quality.ofLatency(101)).isEqualTo(Quality.LATENCY_LE_200);
    assertThat(Quality.ofLatency(60_001)).isEqualTo(Quality.LATENCY_LE_INF);
    assertThat(Quality.ofLatency(Integer.MAX_VALUE)).isEqualTo(Quality.LATENCY_LE_INF);
  }

  /** In a replay the row waits for the next event, and topic and language with it. */
  @Test
  void anInquiryKeepsItsTopicAndLanguage() {
    send("a", START, ViewerEvent.Type.JOIN, Mode.LIVE, 0, 0, "");
    send("q", START + 10, ViewerEvent.Type.QUESTION, Mode.LIVE, 0, 0, "returns");
    send("r", START + 20, ViewerEvent.Type.QUESTION, Mode.REPLAY, 0, 0, "price");
    send("s", START + 30, ViewerEvent.Type.LEAVE, Mode.REPLAY, 0, 0, "");

    assertThat(out.outcomes.get("q").topic()).isEqualTo("returns");
    assertThat(out.outcomes.get("r").topic()).isEqualTo("price");
    assertThat(out.outcomes.get("q").language()).isEqualTo("en");
    assertThat(out.outcomes.get("r").language()).isEqualTo("en");
  }

  private void send(
      String id, long at, ViewerEvent.Type type, Mode mode, int stall, int latency, String topic) {
    ViewerEvent event =
        new ViewerEvent(
            id,
            at,
            type,
            Samples.STREAM,
            Samples.VIEWER,
            "US",
            mode,
            "",
            mode == Mode.REPLAY ? at : Event.NO_TIME,
            stall,
            latency,
            topic,
            "en");
    viewer.accept(received(event), Long.MIN_VALUE, stream -> timeline, out);
    viewer.advance(at, stream -> timeline, out);
  }
}

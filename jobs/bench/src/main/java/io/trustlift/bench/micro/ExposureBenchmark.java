package io.trustlift.bench.micro;

import io.trustlift.exposure.Display;
import io.trustlift.exposure.DisplayChange;
import io.trustlift.exposure.Timeline;
import io.trustlift.exposure.Viewer;
import io.trustlift.model.Event;
import io.trustlift.model.Mode;
import io.trustlift.model.Received;
import io.trustlift.model.ViewerEvent;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One viewer's heartbeats through the rules: taken ahead of the watermark, and worked off when it
 * has passed. A display of half a minute begins every minute.
 */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExposureBenchmark {

  private static final int BEATS = 120;
  private static final long HEARTBEAT = 30_000;
  private static final long MINUTE = 60_000;
  private static final long START = 1_767_225_600_000L;
  private static final byte[] NONE = {};

  private final Timeline timeline = new Timeline();
  private final Received[] heartbeats = new Received[BEATS];

  /** Heartbeats between two watermarks: one as it is live, eight as it is while catching up. */
  @Param({"1", "8"})
  private int together;

  /** An hour of one viewer in one room. */
  @Setup
  public void make() {
    for (int i = 0; i < BEATS; i++) {
      long time = START + i * HEARTBEAT;
      ViewerEvent event =
          new ViewerEvent(
              "event-" + i,
              time,
              i == 0 ? ViewerEvent.Type.JOIN : ViewerEvent.Type.HEARTBEAT,
              "stream",
              "viewer",
              "DE",
              Mode.LIVE,
              "",
              Event.NO_TIME,
              0,
              ViewerEvent.NO_LATENCY,
              "",
              "");
      heartbeats[i] = new Received(event, 0, i, time, NONE, NONE);
    }
    for (int i = 0; i < BEATS / 2; i++) {
      long shown = START + i * MINUTE;
      Display display =
          new Display(
              "display-" + i,
              "stream",
              "credential-" + i % 5,
              "corner",
              "",
              "",
              "",
              shown,
              shown + MINUTE / 2);
      timeline.apply(new DisplayChange(DisplayChange.Kind.SHOWN, display));
    }
  }

  /** Time of one heartbeat. */
  @Benchmark
  @OperationsPerInvocation(BEATS)
  public void heartbeat(Blackhole hole) {
    ConsumingOutput out = new ConsumingOutput(hole);
    Viewer viewer = new Viewer("viewer");
    for (int i = 0; i < BEATS; i += together) {
      for (int next = i; next < i + together; next++) {
        viewer.accept(heartbeats[next], heartbeats[i].eventTime() - 1, stream -> timeline, out);
      }
      viewer.advance(heartbeats[i + together - 1].eventTime(), stream -> timeline, out);
    }
    hole.consume(viewer);
  }
}

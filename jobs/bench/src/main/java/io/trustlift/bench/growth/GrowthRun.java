package io.trustlift.bench.growth;

import com.sun.management.OperatingSystemMXBean;
import io.trustlift.attribution.AttributionJob;
import io.trustlift.attribution.AttributionTopology;
import io.trustlift.bench.comparison.DiscardingSinks;
import io.trustlift.local.flink.LocalFlink;
import io.trustlift.local.process.Polling;
import io.trustlift.local.process.StartException;
import io.trustlift.local.stack.DataLayout;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.minicluster.MiniCluster;

/**
 * One crowd through the whole job, in this process, from a source in memory into discarding sinks:
 * what is measured is the join and its state.
 */
final class GrowthRun {

  /**
   * How long a crowd is watched.
   *
   * @param warmUpEvents that are read before anything counts, three of each viewer at least
   * @param measured once after the warm-up, and again before each checkpoint but the first
   * @param checkpointInterval over which a checkpoint's throughput is told
   * @param checkpoints after the first, which are told of together
   */
  record Lengths(
      long warmUpEvents, Duration measured, Duration checkpointInterval, int checkpoints) {}

  private static final int WARM_UP_BEATS = 3;
  private static final Duration GIVE_UP = Duration.ofMinutes(20);
  private static final Duration GIVE_UP_WAITING = Duration.ofMinutes(2);
  private static final Duration NO_CHECKPOINTS = Duration.ofDays(1);

  private final Crowd crowd;
  private final Backend backend;
  private final Lengths lengths;
  private final LocalFlink flink;
  private final JobID job;

  private GrowthRun(Crowd crowd, Backend backend, Lengths lengths, LocalFlink flink, JobID job) {
    this.crowd = crowd;
    this.backend = backend;
    this.lengths = lengths;
    this.flink = flink;
    this.job = job;
  }

  /** Measures for so long. */
  static Point of(
      Crowd crowd, Cadence cadence, Backend backend, int parallelism, Lengths lengths, Path folder)
      throws IOException, SQLException, InterruptedException {
    awaitEndOfRunBefore();
    DataLayout.delete(folder);
    try (LocalFlink flink =
        LocalFlink.start(new LocalFlink.Options(parallelism, 0, folder, NO_CHECKPOINTS, 0))) {
      JobID job =
          flink.submitBounded(
              env -> {
                AttributionJob.configure(env);
                env.configure(backend.settings());
                AttributionTopology.define(
                    CrowdSource.of(crowd, cadence, env),
                    DiscardingSinks.all(),
                    System::currentTimeMillis);
              });
      Point point = new GrowthRun(crowd, backend, lengths, flink, job).measure();
      flink.cancel(job);
      return point;
    } finally {
      DataLayout.delete(folder);
    }
  }

  /**
   * A cluster that was closed can be reached for some seconds more, with all of its job's state:
   * what is alive would be told of two crowds.
   */
  private static void awaitEndOfRunBefore() throws IOException, SQLException {
    if (!Polling.until(GIVE_UP_WAITING, () -> !LiveHeap.holds(MiniCluster.class))) {
      throw new StartException(
          "The cluster of the run before is still alive after "
              + GIVE_UP_WAITING.toSeconds()
              + " s: measure each crowd in a run of its own, by --viewers and --state.");
    }
  }

  private Point measure() throws IOException, SQLException, InterruptedException {
    long warm = crowd.earlier() + Math.max(lengths.warmUpEvents(), WARM_UP_BEATS * crowd.beat());
    awaitEvents(warm);
    Stretch first = watch(lengths.measured());
    long heap = LiveHeap.bytes();
    Point.Taken full = checkpoint(first);
    long state = CheckpointStatistics.latest(flink.webUrl(), job).stateBytes();
    List<Point.Taken> next = new ArrayList<>();
    for (int i = 0; i < lengths.checkpoints(); i++) {
      next.add(checkpoint(watch(lengths.measured())));
    }
    return new Point(
        crowd,
        backend.text(),
        first.eventsPerSecond(),
        first.cpuMicros(),
        heap,
        state,
        Point.Checkpoint.of(List.of(full)),
        Point.Checkpoint.of(next));
  }

  private static Stretch watch(Duration duration) throws InterruptedException {
    Window window = Window.open();
    Thread.sleep(duration.toMillis());
    return window.seen();
  }

  private Point.Taken checkpoint(Stretch before) throws IOException, InterruptedException {
    Window window = Window.open();
    flink.checkpoint(job);
    Stretch during = window.seen();
    CheckpointStatistics statistics = CheckpointStatistics.latest(flink.webUrl(), job);
    Thread.sleep(Math.max(0, lengths.checkpointInterval().toMillis() - window.millis()));
    return new Point.Taken(statistics, before, during, window.seen());
  }

  private void awaitEvents(long enough) throws IOException, SQLException {
    boolean read =
        Polling.until(
            GIVE_UP, () -> CrowdSource.sent() >= enough || CrowdSource.sent() > 0 && !runs());
    if (!read || !runs()) {
      throw new StartException(
          "The job "
              + (runs() ? "is too slow" : "has failed")
              + ": it has read "
              + CrowdSource.sent()
              + " events, and has to read "
              + enough
              + " before anything is measured.");
    }
  }

  private boolean runs() {
    return flink.isRunning(job);
  }

  /** From when on something is seen. */
  private record Window(long openedAt, long events, long cpu) {

    static Window open() {
      return new Window(System.nanoTime(), CrowdSource.sent(), cpuNanos());
    }

    /** What was seen up to now. */
    Stretch seen() {
      return new Stretch(
          CrowdSource.sent() - events,
          (System.nanoTime() - openedAt) / 1e9,
          (cpuNanos() - cpu) / 1e9);
    }

    long millis() {
      return (System.nanoTime() - openedAt) / 1_000_000;
    }

    private static long cpuNanos() {
      return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
          .getProcessCpuTime();
    }
  }
}

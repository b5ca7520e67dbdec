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
   * @param checkpoints after the first, of which the medians are told
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
    Window before = Window.open();
    Thread.sleep(lengths.measured().toMillis());
    Window.Rate rate = before.close();
    long heap = LiveHeap.bytes();
    Point.Checkpoint full = checkpoint(rate.eventsPerSecond());
    long state = CheckpointStatistics.latest(flink.webUrl(), job).stateBytes();
    List<Point.Checkpoint> next = new ArrayList<>();
    for (int i = 0; i < lengths.checkpoints(); i++) {
      Window between = Window.open();
      Thread.sleep(lengths.measured().toMillis());
      next.add(checkpoint(between.close().eventsPerSecond()));
    }
    return new Point(
        crowd,
        backend.text(),
        rate.eventsPerSecond(),
        rate.cpuMicros(),
        heap,
        state,
        full,
        Point.Checkpoint.medians(next));
  }

  private Point.Checkpoint checkpoint(double eventsPerSecondBefore)
      throws IOException, InterruptedException {
    Window window = Window.open();
    flink.checkpoint(job);
    double during = window.close().eventsPerSecond() / eventsPerSecondBefore;
    CheckpointStatistics statistics = CheckpointStatistics.latest(flink.webUrl(), job);
    Thread.sleep(Math.max(0, lengths.checkpointInterval().toMillis() - window.millis()));
    double interval = window.close().eventsPerSecond() / eventsPerSecondBefore;
    return new Point.Checkpoint(statistics.seconds(), statistics.writtenBytes(), during, interval);
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

  /** A stretch of time, and what was read and used in it. */
  private record Window(long openedAt, long events, long cpu) {

    /** What a window saw. */
    record Rate(double eventsPerSecond, double cpuMicros) {}

    static Window open() {
      return new Window(System.nanoTime(), CrowdSource.sent(), cpuNanos());
    }

    Rate close() {
      double sent = CrowdSource.sent() - events;
      return new Rate(
          sent / ((System.nanoTime() - openedAt) / 1e9), (cpuNanos() - cpu) / 1e3 / sent);
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

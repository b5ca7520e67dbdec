package io.trustlift.bench.growth;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of one crowd.
 *
 * @param backend where the state was kept
 * @param eventsPerSecond through the whole job into discarding sinks
 * @param cpuMicros processor time of this process for one event, microseconds
 * @param heapBytes live on the heap after a collection, all of the process
 * @param stateBytes in a full checkpoint
 * @param full the first checkpoint
 * @param next those after, incremental where the backend can
 */
record Point(
    Crowd crowd,
    String backend,
    double eventsPerSecond,
    double cpuMicros,
    long heapBytes,
    long stateBytes,
    Checkpoint full,
    Checkpoint next) {

  /**
   * A checkpoint while events were read at full speed.
   *
   * @param seconds from its trigger to its end
   * @param bytes that it wrote
   * @param throughput while it ran, as a share of that before
   * @param throughputOfInterval the same from its trigger to when the stack of «up», which takes
   *     one every ten seconds, would take the next
   */
  record Checkpoint(double seconds, long bytes, double throughput, double throughputOfInterval) {

    /** Of each figure the median; of an even number of them the greater of the middle two. */
    static Checkpoint medians(List<Checkpoint> all) {
      return new Checkpoint(
          median(all, Checkpoint::seconds),
          (long) median(all, Checkpoint::bytes),
          median(all, Checkpoint::throughput),
          median(all, Checkpoint::throughputOfInterval));
    }

    private static double median(List<Checkpoint> all, ToDoubleFunction<Checkpoint> figure) {
      return all.stream()
          .mapToDouble(figure)
          .sorted()
          .skip(all.size() / 2)
          .findFirst()
          .orElseThrow();
    }
  }

  double stateBytesPerViewer() {
    return (double) stateBytes / crowd.viewers();
  }
}

package io.trustlift.bench.growth;

import java.util.List;
import java.util.function.Function;
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
   * One or several checkpoints while events were read at full speed.
   *
   * @param seconds from the trigger to the end; the median
   * @param bytes that were written; the median
   * @param throughput while they ran, as a share of that before
   * @param throughputOfInterval the same from the trigger to when the stack of «up», which takes
   *     one every ten seconds, would take the next
   */
  record Checkpoint(double seconds, long bytes, double throughput, double throughputOfInterval) {

    /**
     * Of several. Events are read in gusts, as watermarks let them, so throughput is told of all
     * the time together.
     */
    static Checkpoint of(List<Taken> all) {
      double before = rate(all, Taken::before);
      return new Checkpoint(
          median(all, taken -> taken.statistics().seconds()),
          (long) median(all, taken -> taken.statistics().writtenBytes()),
          rate(all, Taken::during) / before,
          rate(all, Taken::interval) / before);
    }

    private static double rate(List<Taken> all, Function<Taken, Stretch> stretch) {
      return Stretch.sum(all.stream().map(stretch).toList()).eventsPerSecond();
    }

    /** The median; of an even number the greater of the middle two. */
    private static double median(List<Taken> all, ToDoubleFunction<Taken> figure) {
      return all.stream()
          .mapToDouble(figure)
          .sorted()
          .skip(all.size() / 2)
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * What was seen of one checkpoint.
   *
   * @param before its trigger
   * @param during from its trigger to its end
   * @param interval from its trigger to when the next would be taken
   */
  record Taken(CheckpointStatistics statistics, Stretch before, Stretch during, Stretch interval) {}

  double stateBytesPerViewer() {
    return (double) stateBytes / crowd.viewers();
  }
}

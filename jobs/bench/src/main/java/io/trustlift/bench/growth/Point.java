package io.trustlift.bench.growth;

/**
 * What was measured of one crowd.
 *
 * @param backend where the state was kept
 * @param eventsPerSecond through the whole job into discarding sinks
 * @param cpuMicros processor time of this process for one event, microseconds
 * @param heapBytes live on the heap after a collection, all of the process
 * @param stateBytes in a full checkpoint
 * @param full the first checkpoint
 * @param next the one after, incremental where the backend can
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
  record Checkpoint(double seconds, long bytes, double throughput, double throughputOfInterval) {}

  double stateBytesPerViewer() {
    return (double) stateBytes / crowd.viewers();
  }
}

package io.trustlift.bench.growth;

import java.util.Locale;

/** A line for each crowd, as soon as it is measured. */
final class GrowthTable {

  static final String HEAD =
      String.format(
          "%-8s %10s %7s %9s %4s %10s %10s %9s %9s  %-28s %-28s",
          "state",
          "viewers",
          "rooms",
          "displays",
          "hot",
          "events/s",
          "cpu us/ev",
          "heap MB",
          "B/viewer",
          "full checkpoint",
          "checkpoints after it");

  private GrowthTable() {}

  static String line(Point point) {
    Crowd crowd = point.crowd();
    return String.format(
        Locale.ROOT,
        "%-8s %,10d %,7d %,9d %4s %,10.0f %10.2f %,9.0f %,9.0f  %-28s %-28s",
        point.backend(),
        crowd.viewers(),
        crowd.rooms(),
        crowd.displays(),
        crowd.hotRoom() ? "yes" : "no",
        point.eventsPerSecond(),
        point.cpuMicros(),
        point.heapBytes() / 1e6,
        point.stateBytesPerViewer(),
        checkpoint(point.full()),
        checkpoint(point.next()));
  }

  private static String checkpoint(Point.Checkpoint checkpoint) {
    return String.format(
        Locale.ROOT,
        "%.1f s, %,.0f MB, %.0f / %.0f %%",
        checkpoint.seconds(),
        checkpoint.bytes() / 1e6,
        100 * checkpoint.throughput(),
        100 * checkpoint.throughputOfInterval());
  }
}

package io.trustlift.exposure;

import static io.trustlift.model.Parameters.CARRY_OVER;

import java.util.ArrayList;
import java.util.List;

/** What the room's screen showed to one viewer in a live visit. */
final class LiveScreen {

  private LiveScreen() {}

  /**
   * The intervals that are on screen or recent somewhere in {@code [from, to]}.
   *
   * @param startedAt when the visit started
   */
  static List<Interval> during(
      long from, long to, long startedAt, Timeline timeline, Assignments assignments) {
    List<Interval> intervals = new ArrayList<>(4);
    timeline.between(
        from - CARRY_OVER,
        to,
        display -> {
          Interval interval = interval(display, startedAt, assignments);
          if (interval != null) {
            intervals.add(interval);
          }
        });
    return intervals;
  }

  /**
   * The part of the display that the visit, begun at {@code startedAt}, can meet; null where there
   * is none.
   */
  private static Interval interval(Display display, long startedAt, Assignments assignments) {
    long from = Math.max(startedAt, display.shownAt());
    long to = display.hiddenAt();
    if (display.isOfExperiment()) {
      Assignment assignment = assignments.of(display.experimentId());
      if (assignment == null || !assignment.variant().equals(display.variant())) {
        return null;
      }
      from = Math.max(from, assignment.from());
      to = Math.min(to, assignment.to());
    }
    return from < to
        ? new Interval(
            display.displayId(), display.credentialId(), from, to, display.isOfExperiment())
        : null;
  }
}

package io.trustlift.exposure;

import static io.trustlift.model.Parameters.CARRY_OVER;
import static io.trustlift.model.Parameters.LAG_120S;
import static io.trustlift.model.Parameters.REPLAY_DRIFT;
import static io.trustlift.model.Parameters.REPLAY_HORIZON;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Section "Replay visits": what the recording showed to one viewer, on the viewer's own clock. It
 * grows by one stretch for each pair of successive events and forgets what no outcome can call
 * recent any more.
 */
final class ReplayScreen {

  private final List<Interval> intervals;

  ReplayScreen() {
    this(new ArrayList<>(4));
  }

  private ReplayScreen(List<Interval> intervals) {
    this.intervals = intervals;
  }

  List<Interval> intervals() {
    return intervals;
  }

  /**
   * Adds what was shown between two successive events of the visit.
   *
   * @param t1 time of the earlier event
   * @param m1 instant of the recording at {@code t1}
   * @param t2 time of the later event
   * @param m2 instant of the recording at {@code t2}
   */
  void play(long t1, long m1, long t2, long m2, Timeline timeline) {
    // Outcomes look two minutes back.
    intervals.removeIf(interval -> interval.to() + CARRY_OVER + LAG_120S <= t1);
    long media = m2 - m1;
    boolean played = media >= 0 && Math.abs(media - (t2 - t1)) <= REPLAY_DRIFT;
    if (!played || t1 == t2) {
      return;
    }
    long shift = t1 - m1;
    timeline.between(
        m1,
        m1 + (t2 - t1),
        display -> {
          if (!display.isOfExperiment() && t1 - display.hiddenAt() <= REPLAY_HORIZON) {
            long from = Math.max(t1, display.shownAt() + shift);
            long to = Math.min(t2, display.hiddenAt() + shift);
            if (from < to) {
              add(new Interval(display.displayId(), display.credentialId(), from, to));
            }
          }
        });
  }

  /** Stretches of one display that touch are one. */
  private void add(Interval stretch) {
    for (int i = 0; i < intervals.size(); i++) {
      Interval before = intervals.get(i);
      if (before.to() == stretch.from() && before.displayId().equals(stretch.displayId())) {
        intervals.set(i, before.until(stretch.to()));
        return;
      }
    }
    intervals.add(stretch);
  }

  void write(DataOutput out) throws IOException {
    Codec.writeList(out, intervals, (target, interval) -> interval.write(target));
  }

  static ReplayScreen read(DataInput in) throws IOException {
    return new ReplayScreen(Codec.readList(in, Interval::read));
  }
}

package io.trustlift.exposure;

import static io.trustlift.model.Parameters.CARRY_OVER;
import static io.trustlift.model.Parameters.MINUTE;

import java.util.List;

/** Cuts a stretch of a visit into pieces within which neither the minute nor any set changes. */
final class ExposureSweep {

  /** Takes one piece. */
  @FunctionalInterface
  interface Piece {
    void accept(long from, List<String> onScreen, List<String> recent, long milliseconds);
  }

  private ExposureSweep() {}

  /**
   * Hands out the pieces of {@code [from, to)}, in order.
   *
   * @param intervals every interval that is on screen or recent somewhere in the stretch
   * @return the milliseconds with any credential on screen
   */
  static long over(long from, long to, List<Interval> intervals, Piece piece) {
    long exposed = 0;
    long at = from;
    while (at < to) {
      long next = Math.min(to, minuteOf(at) + MINUTE);
      for (Interval interval : intervals) {
        next = earlierChange(interval.from(), at, next);
        next = earlierChange(interval.to(), at, next);
        next = earlierChange(interval.to() + CARRY_OVER, at, next);
      }
      List<String> onScreen = ExposureSets.onScreenAt(at, intervals);
      piece.accept(at, onScreen, ExposureSets.recentAt(at, intervals, onScreen), next - at);
      exposed += onScreen.isEmpty() ? 0 : next - at;
      at = next;
    }
    return exposed;
  }

  /** Start of the minute that {@code time} lies in. */
  static long minuteOf(long time) {
    return Math.floorDiv(time, MINUTE) * MINUTE;
  }

  private static long earlierChange(long change, long after, long next) {
    return change > after && change < next ? change : next;
  }
}

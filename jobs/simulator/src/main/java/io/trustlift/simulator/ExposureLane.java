package io.trustlift.simulator;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * The displays of one credential type on the clock of a stream, ready to be asked whether a viewer
 * is exposed. Every display must last at least {@code min_view}: then a viewer who is present from
 * {@code from} on has viewed a display that ended at {@code h} exactly when {@code h - from} is at
 * least {@code min_view}, and of the ended ones the last to end is the one that decides.
 */
final class ExposureLane {
  private static final long NEVER = Long.MIN_VALUE / 4;

  private final long[] times;
  private final boolean[] onScreen;
  private final long[] lastEnd;

  private ExposureLane(long[] times, boolean[] onScreen, long[] lastEnd) {
    this.times = times;
    this.onScreen = onScreen;
    this.lastEnd = lastEnd;
  }

  static ExposureLane of(List<Display> displays) {
    long[] times =
        displays.stream()
            .flatMapToLong(display -> LongStream.of(display.shownAt(), display.hiddenAt()))
            .sorted()
            .distinct()
            .toArray();
    boolean[] onScreen = new boolean[times.length];
    long[] lastEnd = new long[times.length];
    for (int i = 0; i < times.length; i++) {
      lastEnd[i] = NEVER;
      for (Display display : displays) {
        if (display.hiddenAt() - display.shownAt() < ContractTimes.MIN_VIEW) {
          throw new IllegalArgumentException("too short: " + display);
        }
        onScreen[i] |= display.shownAt() <= times[i] && times[i] < display.hiddenAt();
        if (display.hiddenAt() <= times[i]) {
          lastEnd[i] = Math.max(lastEnd[i], display.hiddenAt());
        }
      }
    }
    return new ExposureLane(times, onScreen, lastEnd);
  }

  boolean onScreenAt(long time) {
    int index = indexAt(time);
    return index >= 0 && onScreen[index];
  }

  /** The first instant of [from, until) at which any display is on; empty when there is none. */
  OptionalLong firstOnScreen(long from, long until) {
    if (from < until && onScreenAt(from)) {
      return OptionalLong.of(from);
    }
    for (int index = indexAt(from) + 1; index < times.length && times[index] < until; index++) {
      if (onScreen[index]) {
        return OptionalLong.of(times[index]);
      }
    }
    return OptionalLong.empty();
  }

  /**
   * Whether the type is on screen or recent at {@code time} for one who is present, and may see it,
   * since {@code from}.
   */
  boolean exposedAt(long time, long from) {
    int index = indexAt(time);
    return time >= from
        && index >= 0
        && (onScreen[index]
            || (lastEnd[index] + ContractTimes.CARRY_OVER > time
                && lastEnd[index] - from >= ContractTimes.MIN_VIEW));
  }

  /** Index of the last change at or before the time, or -1. */
  private int indexAt(long time) {
    int low = 0;
    int high = times.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (times[middle] <= time) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }
}

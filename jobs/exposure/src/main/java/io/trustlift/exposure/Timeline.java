package io.trustlift.exposure;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The displays of one stream, as far as they are settled, by the time they were shown. What is on
 * the timeline at instants that the watermark has passed never changes.
 */
public final class Timeline {

  private final List<Display> displays;

  /**
   * For every place the latest end of the displays up to it: where a search from the right may
   * stop.
   */
  private long[] latestEnd;

  private int ofExperiments;

  private final RoomScreen screen = new RoomScreen(this);

  public Timeline() {
    this(new ArrayList<>());
  }

  private Timeline(List<Display> displays) {
    this.displays = displays;
    this.latestEnd = new long[Math.max(4, displays.size())];
    updateEndsFrom(0);
    for (Display display : displays) {
      countExperiment(display, 1);
    }
  }

  /** Takes a step in the life of one of the stream's displays. */
  public void apply(DisplayChange change) {
    screen.clear();
    int at = placeOf(change.display());
    if (change.kind() == DisplayChange.Kind.RETIRED) {
      if (at >= 0) {
        countExperiment(displays.remove(at), -1);
        updateEndsFrom(at);
      }
      return;
    }
    if (at >= 0) {
      displays.set(at, change.display());
    } else {
      at = firstShownAfter(change.display().shownAt());
      displays.add(at, change.display());
      countExperiment(change.display(), 1);
    }
    updateEndsFrom(at);
  }

  private void countExperiment(Display display, int change) {
    ofExperiments += display.isOfExperiment() ? change : 0;
  }

  public boolean isEmpty() {
    return displays.isEmpty();
  }

  /**
   * The displays with {@code shownAt <= to} and {@code hiddenAt >= from}, in no particular order.
   */
  void between(long from, long to, Consumer<Display> consumer) {
    for (int at = firstShownAfter(to) - 1; at >= 0 && latestEnd[at] >= from; at--) {
      Display display = displays.get(at);
      if (display.hiddenAt() >= from) {
        consumer.accept(display);
      }
    }
  }

  /** Whether a display of an experiment is among those of {@link #between}. */
  boolean anyOfExperiment(long from, long to) {
    if (ofExperiments == 0) {
      return false;
    }
    for (int at = firstShownAfter(to) - 1; at >= 0 && latestEnd[at] >= from; at--) {
      Display display = displays.get(at);
      if (display.hiddenAt() >= from && display.isOfExperiment()) {
        return true;
      }
    }
    return false;
  }

  /** When the first display after an instant is shown; {@link Long#MAX_VALUE} if none is. */
  long nextShownAfter(long time) {
    int at = firstShownAfter(time);
    return at == displays.size() ? Long.MAX_VALUE : displays.get(at).shownAt();
  }

  /** What the displays that everyone sees put before live viewers. */
  RoomScreen screen() {
    return screen;
  }

  private int placeOf(Display display) {
    for (int at = firstShownAfter(display.shownAt()) - 1; at >= 0; at--) {
      Display other = displays.get(at);
      if (other.shownAt() < display.shownAt()) {
        return -1;
      }
      if (other.displayId().equals(display.displayId())) {
        return at;
      }
    }
    return -1;
  }

  private int firstShownAfter(long time) {
    int low = 0;
    int high = displays.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (displays.get(middle).shownAt() <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void updateEndsFrom(int from) {
    if (latestEnd.length < displays.size()) {
      latestEnd = Arrays.copyOf(latestEnd, displays.size() * 2);
    }
    long latest = from == 0 ? Long.MIN_VALUE : latestEnd[from - 1];
    for (int at = from; at < displays.size(); at++) {
      latest = Math.max(latest, displays.get(at).hiddenAt());
      latestEnd[at] = latest;
    }
  }

  public void write(DataOutput out) throws IOException {
    Codec.writeList(out, displays, (target, display) -> display.write(target));
  }

  public static Timeline read(DataInput in) throws IOException {
    return new Timeline(Codec.readList(in, Display::read));
  }
}

package io.trustlift.exposure;

import static io.trustlift.model.Parameters.CARRY_OVER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the displays of a room that everyone sees put before its live viewers, in pieces within
 * which it does not change. Found once for all viewers: each of their events asks for the last
 * seconds, and what was on screen in the five minutes before them matters as well.
 */
final class RoomScreen {

  /**
   * As many pieces as are remembered: with 64, a backlog of hours had them found again and again.
   */
  private static final int MOST = 256;

  /** How far back a piece is followed, in milliseconds. */
  private static final long LOOK_BACK = 60_000;

  private final Timeline timeline;

  /** By their start. */
  private final NavigableMap<Long, ScreenPiece> pieces = new TreeMap<>();

  RoomScreen(Timeline timeline) {
    this.timeline = timeline;
  }

  /** Forgets everything, as the timeline has changed. */
  void clear() {
    pieces.clear();
  }

  /** The piece that an instant lies in. */
  ScreenPiece at(long time) {
    Map.Entry<Long, ScreenPiece> known = pieces.floorEntry(time);
    if (known != null && time < known.getValue().to()) {
      return known.getValue();
    }
    if (pieces.size() >= MOST) {
      clear();
    }
    ScreenPiece piece = find(time);
    pieces.put(piece.from(), piece);
    return piece;
  }

  private ScreenPiece find(long time) {
    List<Display> near = new ArrayList<>();
    timeline.between(
        time - CARRY_OVER - LOOK_BACK,
        time,
        display -> {
          if (!display.isOfExperiment()) {
            near.add(display);
          }
        });
    long from = time - LOOK_BACK;
    long to = timeline.nextShownAfter(time);
    for (Display display : near) {
      long[] changes = {display.shownAt(), display.hiddenAt(), display.hiddenAt() + CARRY_OVER};
      for (long change : changes) {
        from = change <= time ? Math.max(from, change) : from;
        to = change > time ? Math.min(to, change) : to;
      }
    }
    return ScreenPiece.of(from, to, near);
  }
}

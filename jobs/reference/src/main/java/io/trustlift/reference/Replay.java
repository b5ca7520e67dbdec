package io.trustlift.reference;

import java.util.ArrayList;
import java.util.List;

/** What a replay visit has on its screen ("Replay visits"). */
final class Replay {
  private Replay() {}

  static List<Showing> showings(Visit visit, List<Display> displays, Parameters parameters) {
    List<Showing> showings = new ArrayList<>();
    for (Display display : displays) {
      if (!display.hasExperiment()) {
        showings.addAll(joined(stretches(visit, display, parameters)));
      }
    }
    return showings;
  }

  /** The pieces of a display, on the viewer's clock, between each two successive events. */
  private static List<Showing> stretches(Visit visit, Display display, Parameters parameters) {
    List<Showing> stretches = new ArrayList<>();
    for (int i = 0; i + 1 < visit.events().size(); i++) {
      long t1 = visit.events().get(i).time();
      long m1 = visit.events().get(i).mediaTime();
      long t2 = visit.events().get(i + 1).time();
      long m2 = visit.events().get(i + 1).mediaTime();
      if (isPlayed(t1, m1, t2, m2) && t1 - display.hiddenAt() <= parameters.replayHorizon()) {
        long from = Math.max(t1, display.shownAt() + (t1 - m1));
        long until = Math.min(t2, display.hiddenAt() + (t1 - m1));
        if (from < until) {
          stretches.add(new Showing(display, from, until));
        }
      }
    }
    return stretches;
  }

  private static boolean isPlayed(long t1, long m1, long t2, long m2) {
    return m2 - m1 >= 0 && Math.abs((m2 - m1) - (t2 - t1)) <= Parameters.REPLAY_DRIFT;
  }

  /** "On-screen stretches of one display that touch are one"; they come in order of time. */
  private static List<Showing> joined(List<Showing> stretches) {
    List<Showing> joined = new ArrayList<>();
    for (Showing stretch : stretches) {
      Showing last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && last.until() == stretch.from()) {
        joined.set(joined.size() - 1, new Showing(stretch.display(), last.from(), stretch.until()));
      } else {
        joined.add(stretch);
      }
    }
    return joined;
  }
}

package io.trustlift.exposure;

import static io.trustlift.model.Parameters.CARRY_OVER;
import static io.trustlift.model.Parameters.MIN_VIEW;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch {@code [from, to)} in which a room's screen does not change. Viewers who have been
 * there for different lengths of time have the same on screen, but not the same that is recent:
 * equal sets are one list.
 */
final class ScreenPiece {

  /**
   * What a viewer has besides that on screen.
   *
   * @param recent credentials that are recent, sorted
   * @param exposed those and the ones on screen, sorted
   */
  record Sets(List<String> recent, List<String> exposed) {}

  private final long from;
  private final long to;
  private final List<String> onScreen;

  /** What left the screen at most {@code carry_over} ago, by its end. */
  private final List<Display> ended;

  /** For every place in {@code ended}, the sets from there on; null until asked for. */
  private final Sets[] setsFrom;

  private ScreenPiece(long from, long to, List<String> onScreen, List<Display> ended) {
    this.from = from;
    this.to = to;
    this.onScreen = onScreen;
    this.ended = ended;
    this.setsFrom = new Sets[ended.size() + 1];
  }

  /**
   * A piece.
   *
   * @param displays all that are on screen or recent in it, and maybe others
   */
  static ScreenPiece of(long from, long to, List<Display> displays) {
    List<String> onScreen = CredentialSet.empty();
    List<Display> ended = new ArrayList<>();
    for (Display display : displays) {
      if (display.shownAt() <= from && from < display.hiddenAt()) {
        CredentialSet.add(onScreen, display.credentialId());
      } else if (display.hiddenAt() <= from
          && from < display.hiddenAt() + CARRY_OVER
          && display.hiddenAt() - display.shownAt() >= MIN_VIEW) {
        ended.add(display);
      }
    }
    ended.sort(Comparator.comparingLong(Display::hiddenAt));
    return new ScreenPiece(from, to, List.copyOf(onScreen), ended);
  }

  long from() {
    return from;
  }

  long to() {
    return to;
  }

  /** Credentials on screen, sorted. */
  List<String> onScreen() {
    return onScreen;
  }

  /**
   * What a viewer has: recent is what was on screen long enough to be viewed while the viewer was
   * there.
   *
   * @param startedAt when the viewer's visit started
   */
  Sets sets(long startedAt) {
    int first = 0;
    int beyond = ended.size();
    while (first < beyond) {
      int middle = (first + beyond) >>> 1;
      if (ended.get(middle).hiddenAt() - startedAt >= MIN_VIEW) {
        beyond = middle;
      } else {
        first = middle + 1;
      }
    }
    if (setsFrom[first] == null) {
      setsFrom[first] = setsSince(first);
    }
    return setsFrom[first];
  }

  private Sets setsSince(int first) {
    List<String> recent = CredentialSet.empty();
    for (Display display : ended.subList(first, ended.size())) {
      if (!CredentialSet.contains(onScreen, display.credentialId())) {
        CredentialSet.add(recent, display.credentialId());
      }
    }
    return new Sets(List.copyOf(recent), List.copyOf(CredentialSet.union(onScreen, recent)));
  }
}

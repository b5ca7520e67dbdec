package io.trustlift.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Who could ask for the first time in a stream in each block, how long they were there, and with
 * what before them: what the rate monitor is made of. Live visits only.
 */
final class AtRisk {
  private static final long BLOCK = 5 * Parameters.MINUTE;

  private AtRisk() {}

  /**
   * Sums of milliseconds, or numbers of first inquiries, by {@code block}, {@code stream_id},
   * {@code market}, {@code exposed}, {@code under_experiment} and {@code inquiry}.
   */
  static Map<Map<String, Object>, Long> sums(List<Screen> screens, Parameters parameters) {
    Map<Map<String, Object>, Long> sums = new LinkedHashMap<>();
    for (Screen screen : screens) {
      Visit visit = screen.visit();
      if (visit.isLive() && !askedBefore(visit, screens, parameters)) {
        long until =
            firstInquiry(visit)
                .map(inquiry -> Math.floorDiv(inquiry.time(), BLOCK) * BLOCK + BLOCK)
                .map(blockEnd -> Math.min(blockEnd, visit.endedAt()))
                .orElse(visit.endedAt());
        TreeSet<Long> changes = new TreeSet<>(screen.changes().headSet(until));
        changes.add(until);
        List<Long> cuts = new ArrayList<>(changes);
        for (int i = 0; i + 1 < cuts.size(); i++) {
          sums.merge(key(screen, cuts.get(i), false), cuts.get(i + 1) - cuts.get(i), Long::sum);
        }
        firstInquiry(visit)
            .ifPresent(inquiry -> sums.merge(key(screen, inquiry.time(), true), 1L, Long::sum));
      }
    }
    return sums;
  }

  private static Optional<ViewerEvent> firstInquiry(Visit visit) {
    return visit.events().stream()
        .filter(ViewerEvent::isQuestion)
        .min(Comparator.comparingLong(ViewerEvent::time));
  }

  /** Whether the viewer asked in an earlier live visit of the stream, at most a week before. */
  private static boolean askedBefore(Visit visit, List<Screen> screens, Parameters parameters) {
    return screens.stream()
        .map(Screen::visit)
        .filter(other -> other.isLive() && other.startedAt() < visit.startedAt())
        .filter(other -> other.viewer().equals(visit.viewer()))
        .filter(other -> other.stream().equals(visit.stream()))
        .flatMap(other -> other.events().stream().filter(ViewerEvent::isQuestion))
        .anyMatch(
            question -> question.time() >= visit.startedAt() - parameters.attributionWindow());
  }

  private static Map<String, Object> key(Screen screen, long t, boolean inquiry) {
    Sets sets = screen.at(t);
    TreeSet<String> exposed = new TreeSet<>(CodePoints.ORDER);
    exposed.addAll(sets.onScreen());
    exposed.addAll(sets.recent());
    return Rows.row(
        "block",
        Math.floorDiv(t, BLOCK) * BLOCK,
        "stream_id",
        screen.visit().stream(),
        "market",
        screen.visit().market(),
        "exposed",
        List.copyOf(exposed),
        "under_experiment",
        screen.underExperimentAt(t),
        "inquiry",
        inquiry);
  }
}

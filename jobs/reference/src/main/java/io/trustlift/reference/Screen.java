package io.trustlift.reference;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What one visit has on its screen ("Exposure"). */
final class Screen {
  private final Visit visit;
  private final List<Showing> showings;
  private final Parameters parameters;

  Screen(Visit visit, List<Display> displays, Assignments assignments, Parameters parameters) {
    List<Display> ofStream =
        displays.stream().filter(display -> display.stream().equals(visit.stream())).toList();
    this.visit = visit;
    this.parameters = parameters;
    this.showings =
        visit.isLive()
            ? ofStream.stream()
                .map(display -> live(display, assignments))
                .flatMap(Optional::stream)
                .toList()
            : Replay.showings(visit, ofStream, parameters);
  }

  /**
   * "Displays": one with an experiment is visible only to viewers whose first assignment is its
   * variant, from that assignment on and for assignment_window; any other is visible to all.
   */
  private Optional<Showing> live(Display display, Assignments assignments) {
    if (!display.hasExperiment()) {
      return Optional.of(new Showing(display, display.shownAt(), display.hiddenAt()));
    }
    return assignments
        .of(visit.viewer(), display.experiment())
        .filter(assignment -> assignment.variant().equals(display.show().variant()))
        .map(
            assignment ->
                new Showing(
                    display,
                    Math.max(display.shownAt(), assignment.time()),
                    Math.min(
                        display.hiddenAt(), assignment.time() + parameters.assignmentWindow())));
  }

  Visit visit() {
    return visit;
  }

  Sets at(long t) {
    TreeSet<String> onScreen = new TreeSet<>(CodePoints.ORDER);
    TreeSet<String> recent = new TreeSet<>(CodePoints.ORDER);
    TreeSet<String> seen = new TreeSet<>(CodePoints.ORDER);
    for (Showing showing : showings) {
      String credential = showing.display().credential();
      if (showing.isOnScreenAt(t)) {
        onScreen.add(credential);
      }
      if (showing.isViewedBy(t, visit.startedAt(), parameters)) {
        seen.add(credential);
        if (showing.until() <= t && t < showing.until() + parameters.carryOver()) {
          recent.add(credential);
        }
      }
    }
    recent.removeAll(onScreen);
    return new Sets(List.copyOf(onScreen), List.copyOf(recent), List.copyOf(seen));
  }

  /** The credentials that a display of an experiment has on screen, or had until lately, sorted. */
  List<String> underExperimentAt(long t) {
    TreeSet<String> credentials = new TreeSet<>(CodePoints.ORDER);
    for (Showing showing : showings) {
      boolean recent =
          showing.isViewedBy(t, visit.startedAt(), parameters)
              && showing.until() <= t
              && t < showing.until() + parameters.carryOver();
      if (showing.display().hasExperiment() && (recent || showing.isOnScreenAt(t))) {
        credentials.add(showing.display().credential());
      }
    }
    return List.copyOf(credentials);
  }

  /** Whether the visit viewed this display by its end. */
  boolean reached(Display display) {
    return showings.stream()
        .anyMatch(
            showing ->
                showing.display().equals(display)
                    && showing.isViewedBy(visit.endedAt(), visit.startedAt(), parameters));
  }

  /**
   * The instants from the visit's start to its end between which neither the sets nor the minute
   * change.
   */
  SortedSet<Long> changes() {
    TreeSet<Long> changes = new TreeSet<>();
    for (Showing showing : showings) {
      changes.add(showing.from());
      changes.add(Math.max(showing.from(), visit.startedAt()) + parameters.minView());
      changes.add(showing.until());
      changes.add(showing.until() + parameters.carryOver());
    }
    long minute = Rows.minute(visit.startedAt());
    for (long t = minute; t < visit.endedAt(); t += Parameters.MINUTE) {
      changes.add(t);
    }
    changes.removeIf(t -> t <= visit.startedAt() || t >= visit.endedAt());
    changes.add(visit.startedAt());
    changes.add(visit.endedAt());
    return changes;
  }
}

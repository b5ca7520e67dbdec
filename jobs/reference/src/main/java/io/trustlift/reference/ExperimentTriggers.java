package io.trustlift.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table {@code experiment_triggers}: for each viewer assigned in an experiment the first
 * instant in a live visit, while the assignment holds, with any display of the experiment on in the
 * stream.
 */
final class ExperimentTriggers {
  /** An instant at which an assigned viewer is in a visit while a display is on. */
  private record Trigger(long time, Visit visit) {}

  /** "Ties and order": of triggers the smaller stream_id, then market. */
  private static final Comparator<Trigger> FIRST =
      Comparator.comparingLong(Trigger::time)
          .thenComparing(trigger -> trigger.visit().stream(), CodePoints.ORDER)
          .thenComparing(trigger -> trigger.visit().market(), CodePoints.ORDER);

  private ExperimentTriggers() {}

  static List<Map<String, Object>> rows(
      Assignments assignments, List<Visit> visits, List<Display> displays, Parameters parameters) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (AssignmentEvent assignment : assignments.all()) {
      List<Trigger> triggers = new ArrayList<>();
      for (Visit visit : visits) {
        for (Display display : displays) {
          trigger(assignment, visit, display, parameters).ifPresent(triggers::add);
        }
      }
      triggers.stream().min(FIRST).ifPresent(first -> rows.add(row(assignment, first)));
    }
    return rows;
  }

  /** The intervals of the visit, the assignment and the display are half-open; so is their meet. */
  private static Optional<Trigger> trigger(
      AssignmentEvent assignment, Visit visit, Display display, Parameters parameters) {
    if (!visit.isLive()
        || !visit.viewer().equals(assignment.viewer())
        || !visit.stream().equals(display.stream())
        || !display.experiment().equals(assignment.experiment())) {
      return Optional.empty();
    }
    long assignedUntil = assignment.time() + parameters.assignmentWindow();
    long from = Math.max(visit.startedAt(), Math.max(assignment.time(), display.shownAt()));
    long until = Math.min(visit.endedAt(), Math.min(assignedUntil, display.hiddenAt()));
    return from < until ? Optional.of(new Trigger(from, visit)) : Optional.empty();
  }

  private static Map<String, Object> row(AssignmentEvent assignment, Trigger trigger) {
    return Rows.row(
        "experiment_id", assignment.experiment(),
        "viewer_id", assignment.viewer(),
        "variant", assignment.variant(),
        "market", trigger.visit().market(),
        "stream_id", trigger.visit().stream(),
        "triggered_at", trigger.time());
  }
}

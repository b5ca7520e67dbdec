package io.trustlift.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows that a history must produce, computed offline, section by section of the contract. */
public final class Reference {
  private Reference() {}

  public static Tables tables(History history) {
    return tables(history, Parameters.DEFAULTS);
  }

  public static Tables tables(History history, Parameters parameters) {
    Intake intake = new Intake(history, parameters);
    List<Visit> visits = Visits.of(intake.viewers(), parameters);
    List<Display> displays = Displays.of(intake.displays(), parameters);
    Assignments assignments = new Assignments(intake.assignments());
    List<Screen> screens = screens(visits, displays, assignments, parameters);

    Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
    rows.put("exposure_time", ExposureTime.rows(screens));
    rows.put("visits", VisitsTable.rows(screens));
    rows.put("outcomes", Outcomes.rows(screens, intake.orders(), parameters));
    rows.put("replies", Replies.rows(intake.viewers(), parameters));
    rows.put("displays", DisplaysTable.rows(displays, screens, intake.credentials()));
    rows.put(
        "experiment_triggers", ExperimentTriggers.rows(assignments, visits, displays, parameters));
    rows.put("rejected_events", RejectedEvents.rows(intake.rejections()));
    return new Tables(rows, intake.counts());
  }

  /**
   * The rows of {@code experiment_assignments}, sorted: the earliest usable assignment of each
   * viewer to each variant. They are no part of the golden cases.
   */
  public static List<Map<String, Object>> experimentAssignments(History history) {
    Map<List<String>, Long> earliest = new LinkedHashMap<>();
    for (AssignmentEvent event : new Intake(history, Parameters.DEFAULTS).assignments()) {
      earliest.merge(
          List.of(event.experiment(), event.viewer(), event.variant()), event.time(), Math::min);
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    earliest.forEach(
        (key, time) ->
            rows.add(
                Rows.row(
                    "experiment_id", key.get(0),
                    "viewer_id", key.get(1),
                    "variant", key.get(2),
                    "assigned_at", time)));
    return Rows.sorted(rows);
  }

  /**
   * Viewer-time at risk of a first inquiry, and first inquiries: sums by {@code block}, {@code
   * stream_id}, {@code market}, {@code exposed}, {@code under_experiment} and {@code inquiry}.
   */
  public static Map<Map<String, Object>, Long> atRisk(History history) {
    Parameters parameters = Parameters.DEFAULTS;
    Intake intake = new Intake(history, parameters);
    List<Visit> visits = Visits.of(intake.viewers(), parameters);
    List<Display> displays = Displays.of(intake.displays(), parameters);
    Assignments assignments = new Assignments(intake.assignments());
    return AtRisk.sums(screens(visits, displays, assignments, parameters), parameters);
  }

  private static List<Screen> screens(
      List<Visit> visits, List<Display> displays, Assignments assignments, Parameters parameters) {
    return visits.stream()
        .map(visit -> new Screen(visit, displays, assignments, parameters))
        .toList();
  }
}

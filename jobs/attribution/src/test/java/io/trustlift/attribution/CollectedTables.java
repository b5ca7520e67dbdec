package io.trustlift.attribution;

import io.trustlift.exposure.TableRows;
import io.trustlift.model.Rejected;
import io.trustlift.model.row.AssignmentRow;
import io.trustlift.model.row.CredentialRow;
import io.trustlift.model.row.DisplayRow;
import io.trustlift.model.row.ErasureRow;
import io.trustlift.model.row.EventCountRow;
import io.trustlift.model.row.ExperimentRow;
import io.trustlift.model.row.ExposureTimeRow;
import io.trustlift.model.row.OutcomeRow;
import io.trustlift.model.row.QualityRow;
import io.trustlift.model.row.RateMonitorRow;
import io.trustlift.model.row.RejectedRow;
import io.trustlift.model.row.ReplyRow;
import io.trustlift.model.row.ScheduleRow;
import io.trustlift.model.row.ShowRow;
import io.trustlift.model.row.TriggerRow;
import io.trustlift.model.row.VisitRow;
import io.trustlift.reference.Tables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One sink for each table, and what the tables hold in the end. */
final class CollectedTables {

  private final CollectedSink<ExposureTimeRow> exposureTime = new CollectedSink<>();
  private final CollectedSink<VisitRow> visits = new CollectedSink<>();
  private final CollectedSink<OutcomeRow> outcomes = new CollectedSink<>();
  private final CollectedSink<ReplyRow> replies = new CollectedSink<>();
  private final CollectedSink<DisplayRow> displays = new CollectedSink<>();
  private final CollectedSink<ShowRow> shows = new CollectedSink<>();
  private final CollectedSink<AssignmentRow> assignments = new CollectedSink<>();
  private final CollectedSink<TriggerRow> triggers = new CollectedSink<>();
  private final CollectedSink<RateMonitorRow> rateMonitor = new CollectedSink<>();
  private final CollectedSink<QualityRow> quality = new CollectedSink<>();
  private final CollectedSink<CredentialRow> credentials = new CollectedSink<>();
  private final CollectedSink<ExperimentRow> experiments = new CollectedSink<>();
  private final CollectedSink<ScheduleRow> schedule = new CollectedSink<>();
  private final CollectedSink<ErasureRow> erasures = new CollectedSink<>();
  private final CollectedSink<RejectedRow> rejectedEvents = new CollectedSink<>();
  private final CollectedSink<EventCountRow> eventCounts = new CollectedSink<>();
  private final CollectedSink<Rejected> deadLetters = new CollectedSink<>();

  Sinks sinks() {
    return new Sinks(
        exposureTime,
        visits,
        outcomes,
        replies,
        displays,
        shows,
        assignments,
        triggers,
        rateMonitor,
        quality,
        credentials,
        experiments,
        schedule,
        erasures,
        rejectedEvents,
        eventCounts,
        deadLetters);
  }

  /** The contract tables, each row in its greatest version. */
  Tables tables() {
    TableRows rows = new TableRows();
    for (ExposureTimeRow row : exposureTime.take()) {
      rows.exposure(
          row.minute(),
          row.streamId(),
          row.mode(),
          row.market(),
          row.onScreen(),
          row.recent(),
          row.viewerMs());
    }
    visits.take().forEach(rows::visit);
    outcomes.take().forEach(rows::outcome);
    replies.take().forEach(rows::reply);
    displays.take().forEach(rows::display);
    triggers.take().forEach(rows::trigger);
    deadLetters.take().forEach(rows::rejected);
    return rows.tables();
  }

  /** The rows of {@code experiment_assignments}, each in its greatest version. */
  List<Map<String, Object>> assignments() {
    TableRows rows = new TableRows();
    assignments.take().forEach(rows::assignment);
    return rows.experimentAssignments();
  }

  List<RateMonitorRow> rateMonitor() {
    return rateMonitor.take();
  }

  List<CredentialRow> credentials() {
    return credentials.take();
  }

  List<ExperimentRow> experiments() {
    return experiments.take();
  }

  List<ScheduleRow> schedule() {
    return schedule.take();
  }

  List<ErasureRow> erasures() {
    return erasures.take();
  }

  List<RejectedRow> rejectedEvents() {
    return rejectedEvents.take();
  }

  /** How many records of a topic came to which end: {@code "live.orders used"}. */
  Map<String, Long> counts() {
    Map<List<Object>, Long> totals = new HashMap<>();
    for (EventCountRow row : eventCounts.take()) {
      List<Object> key = List.of(row.topic(), row.minute(), row.disposition(), row.reason());
      totals.merge(key, row.events(), Math::max);
    }
    Map<String, Long> counts = new TreeMap<>();
    totals.forEach((key, events) -> counts.merge(key.get(0) + " " + key.get(2), events, Long::sum));
    return counts;
  }
}

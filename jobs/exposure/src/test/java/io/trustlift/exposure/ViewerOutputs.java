package io.trustlift.exposure;

import io.trustlift.model.Mode;
import io.trustlift.model.Received;
import io.trustlift.model.Rejected;
import io.trustlift.model.row.AssignmentRow;
import io.trustlift.model.row.OutcomeRow;
import io.trustlift.model.row.ReplyRow;
import io.trustlift.model.row.TriggerRow;
import io.trustlift.model.row.VisitRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what a viewer's history gives, the later version of a row in place of the earlier. */
class ViewerOutputs implements ViewerOutput {

  final Map<String, VisitRow> visits = new HashMap<>();
  final Map<String, OutcomeRow> outcomes = new HashMap<>();
  final Map<String, ReplyRow> replies = new HashMap<>();
  final Map<String, AssignmentRow> assignments = new HashMap<>();
  final List<TriggerRow> triggers = new ArrayList<>();
  final List<Rejected> rejected = new ArrayList<>();
  final List<String> used = new ArrayList<>();
  final Map<List<Object>, Long> atRisk = new HashMap<>();
  final List<String> reached = new ArrayList<>();
  final Map<List<Object>, Long> quality = new HashMap<>();
  long viewerMs;

  /** Viewer-time that visits have spent, by their rows. */
  long watchMs() {
    return visits.values().stream().mapToLong(row -> row.endedAt() - row.startedAt()).sum();
  }

  @Override
  public void exposure(
      long minute,
      String streamId,
      Mode mode,
      String market,
      List<String> onScreen,
      List<String> recent,
      long milliseconds) {
    viewerMs += milliseconds;
  }

  @Override
  public void atRisk(String streamId, String market, long block, RiskCell cell, long amount) {
    atRisk.merge(List.of(block, cell), amount, Long::sum);
  }

  @Override
  public void quality(
      long minute, String streamId, Mode mode, String market, Quality measure, long amount) {
    quality.merge(List.of(minute, mode, measure), amount, Long::sum);
  }

  @Override
  public void reached(String streamId, String displayId) {
    reached.add(displayId);
  }

  @Override
  public void visit(VisitRow row) {
    visits.merge(row.visitId(), row, (a, b) -> b.version() >= a.version() ? b : a);
  }

  @Override
  public void outcome(OutcomeRow row) {
    outcomes.merge(row.outcomeId(), row, (a, b) -> b.version() >= a.version() ? b : a);
  }

  @Override
  public void reply(ReplyRow row) {
    replies.merge(row.questionId(), row, (a, b) -> b.version() >= a.version() ? b : a);
  }

  @Override
  public void assignment(AssignmentRow row) {
    assignments.merge(
        row.experimentId() + ' ' + row.variant(),
        row,
        (a, b) -> b.version() >= a.version() ? b : a);
  }

  @Override
  public void trigger(TriggerRow row) {
    triggers.add(row);
  }

  @Override
  public void used(Received event) {
    used.add(event.event().eventId());
  }

  @Override
  public void rejected(Rejected event) {
    rejected.add(event);
  }
}

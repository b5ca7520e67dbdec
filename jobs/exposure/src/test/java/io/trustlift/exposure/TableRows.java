package io.trustlift.exposure;

import io.trustlift.model.Event;
import io.trustlift.model.Rejected;
import io.trustlift.model.row.AssignmentRow;
import io.trustlift.model.row.DisplayRow;
import io.trustlift.model.row.OutcomeRow;
import io.trustlift.model.row.ReplyRow;
import io.trustlift.model.row.TriggerRow;
import io.trustlift.model.row.VisitRow;
import io.trustlift.reference.Tables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The contract tables as a replacing table shows them: of the rows of one key the one of the
 * greatest version. Two rows of one key and version have to be equal, or what a reader sees would
 * depend on the order of arrival.
 */
public final class TableRows {

  private static final String ASSIGNMENTS = "experiment_assignments";

  /** What later steps of an order change. */
  private static final List<String> MAY_BE_REVISED =
      List.of("status", "paid", "amount", "paid_amount", "refunded_amount", "currency");

  private record Versioned(long version, Map<String, Object> columns) {}

  private final Map<String, Map<Object, Versioned>> tables = new LinkedHashMap<>();

  public void exposure(
      long minute,
      String streamId,
      String mode,
      String market,
      List<String> onScreen,
      List<String> recent,
      long viewerMs) {
    Map<String, Object> row = new HashMap<>();
    row.put("minute", minute);
    row.put("stream_id", streamId);
    row.put("mode", mode);
    row.put("market", market);
    row.put("on_screen", onScreen);
    row.put("recent", recent);
    Map<String, Object> key = Map.copyOf(row);
    row.put("viewer_ms", viewerMs);
    put("exposure_time", key, viewerMs, row);
  }

  public void visit(VisitRow visit) {
    Map<String, Object> row = new HashMap<>();
    row.put("visit_id", visit.visitId());
    row.put("viewer_id", visit.viewerId());
    row.put("stream_id", visit.streamId());
    row.put("mode", visit.mode());
    row.put("market", visit.market());
    row.put("started_at", visit.startedAt());
    row.put("ended_at", visit.endedAt());
    row.put("watch_ms", visit.endedAt() - visit.startedAt());
    row.put("exposed_ms", visit.exposedMs());
    row.put("seen", visit.seen());
    row.put("questions", visit.questions());
    row.put("product_clicks", visit.productClicks());
    row.put("add_to_carts", visit.addToCarts());
    row.put("shares", visit.shares());
    row.put("stall_ms", visit.stallMs());
    put("visits", visit.visitId(), visit.version(), row);
  }

  public void outcome(OutcomeRow outcome) {
    Map<String, Object> row = new HashMap<>();
    row.put("outcome_id", outcome.outcomeId());
    row.put("kind", outcome.kind());
    row.put("occurred_at", outcome.occurredAt());
    row.put("viewer_id", outcome.viewerId());
    row.put("market", outcome.market());
    row.put("stream_id", outcome.streamId());
    row.put("visit_id", outcome.visitId());
    row.put("mode", outcome.mode());
    row.put("on_screen", outcome.onScreen());
    row.put("recent", outcome.recent());
    row.put("seen", outcome.seen());
    row.put("exposed_30s", outcome.exposed30s());
    row.put("exposed_60s", outcome.exposed60s());
    row.put("exposed_120s", outcome.exposed120s());
    row.put("attribution", outcome.attribution());
    row.put("status", outcome.status());
    row.put("paid", outcome.paid() ? 1 : 0);
    row.put("amount", outcome.amount());
    row.put("paid_amount", outcome.paidAmount());
    row.put("refunded_amount", outcome.refundedAmount());
    row.put("currency", outcome.currency());
    List<String> key = List.of(outcome.kind(), outcome.viewerId(), outcome.outcomeId());
    if (outcome.revision()) {
      assertRevises(tables.getOrDefault("outcomes", Map.of()).get(key), row);
    }
    put("outcomes", key, outcome.version(), row);
  }

  public void reply(ReplyRow reply) {
    Map<String, Object> row = new HashMap<>();
    row.put("question_id", reply.questionId());
    row.put("stream_id", reply.streamId());
    row.put("viewer_id", reply.viewerId());
    row.put("asked_at", reply.askedAt());
    row.put("replied_at", reply.repliedAt());
    row.put("response_ms", reply.responseMs());
    put("replies", List.of(reply.viewerId(), reply.questionId()), reply.version(), row);
  }

  public void display(DisplayRow display) {
    Map<String, Object> row = new HashMap<>();
    row.put("display_id", display.displayId());
    row.put("stream_id", display.streamId());
    row.put("credential_id", display.credentialId());
    row.put("placement", display.placement());
    row.put("product_id", display.productId());
    row.put("experiment_id", display.experimentId());
    row.put("variant", display.variant());
    row.put("shown_at", display.shownAt());
    row.put("hidden_at", display.hiddenAt());
    row.put("end_reason", display.endReason());
    row.put("visits_reached", display.visitsReached());
    row.put("validity", display.validity());
    put("displays", List.of(display.streamId(), display.displayId()), display.version(), row);
  }

  public void assignment(AssignmentRow assignment) {
    Map<String, Object> row = new HashMap<>();
    row.put("experiment_id", assignment.experimentId());
    row.put("viewer_id", assignment.viewerId());
    row.put("variant", assignment.variant());
    Map<String, Object> key = Map.copyOf(row);
    row.put("assigned_at", assignment.assignedAt());
    put(ASSIGNMENTS, key, assignment.version(), row);
  }

  public void trigger(TriggerRow trigger) {
    Map<String, Object> row = new HashMap<>();
    row.put("experiment_id", trigger.experimentId());
    row.put("viewer_id", trigger.viewerId());
    row.put("variant", trigger.variant());
    row.put("market", trigger.market());
    row.put("stream_id", trigger.streamId());
    row.put("triggered_at", trigger.triggeredAt());
    List<String> key = List.of(trigger.experimentId(), trigger.viewerId());
    put("experiment_triggers", key, 0, row);
  }

  public void rejected(Rejected rejected) {
    Map<String, Object> row = new HashMap<>();
    row.put("topic", rejected.topic().topicName());
    row.put("reason", rejected.reason().text());
    row.put("payload", new String(rejected.payload(), StandardCharsets.UTF_8));
    row.put("event_time", rejected.eventTime() == Event.NO_TIME ? null : rejected.eventTime());
    List<Object> key = List.of(rejected.topic(), rejected.partition(), rejected.offset());
    put("rejected_events", key, 0, row);
  }

  /** Sums made ahead go on holding when a revision is written. */
  private static void assertRevises(Versioned before, Map<String, Object> row) {
    if (before == null) {
      throw new AssertionError("Nothing was written before this revision: " + row);
    }
    Map<String, Object> known = new HashMap<>(before.columns());
    Map<String, Object> revised = new HashMap<>(row);
    known.keySet().removeAll(MAY_BE_REVISED);
    revised.keySet().removeAll(MAY_BE_REVISED);
    if (!revised.equals(known)) {
      throw new AssertionError("More was revised than may be: " + known + " to " + revised);
    }
  }

  private void put(String table, Object key, long version, Map<String, Object> row) {
    Map<Object, Versioned> rows = tables.computeIfAbsent(table, name -> new LinkedHashMap<>());
    Versioned before = rows.get(key);
    if (before == null || version > before.version()) {
      rows.put(key, new Versioned(version, row));
    } else if (version == before.version() && !row.equals(before.columns())) {
      throw new AssertionError(
          "Two rows of one key and version differ: " + before.columns() + " and " + row);
    }
  }

  /** The tables that the golden cases have. */
  public Tables tables() {
    Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
    for (String table : Tables.NAMES) {
      rows.put(table, rows(table));
    }
    return Tables.of(rows);
  }

  /** The rows of {@code experiment_assignments}. */
  public List<Map<String, Object>> experimentAssignments() {
    return rows(ASSIGNMENTS);
  }

  private List<Map<String, Object>> rows(String table) {
    return new ArrayList<>(
        tables.getOrDefault(table, Map.of()).values().stream().map(Versioned::columns).toList());
  }
}

package io.trustlift.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The table {@code outcomes}: one row per inquiry and per order. */
final class Outcomes {
  private static final Comparator<Screen> STARTED_LAST =
      Comparator.comparingLong((Screen screen) -> screen.visit().startedAt())
          .thenComparing(screen -> screen.visit().visitId(), CodePoints.ORDER);

  private static final Comparator<Screen> ENDED_LAST =
      Comparator.comparingLong((Screen screen) -> screen.visit().endedAt())
          .thenComparing(screen -> screen.visit().visitId(), CodePoints.ORDER);

  private Outcomes() {}

  static List<Map<String, Object>> rows(
      List<Screen> screens, List<OrderEvent> orders, Parameters parameters) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Screen screen : screens) {
      screen.visit().events().stream()
          .filter(ViewerEvent::isQuestion)
          .forEach(question -> rows.add(inquiry(question, screen)));
    }
    Map<String, List<OrderEvent>> byOrder = new LinkedHashMap<>();
    orders.forEach(
        event -> byOrder.computeIfAbsent(event.orderId(), id -> new ArrayList<>()).add(event));
    for (List<OrderEvent> events : byOrder.values()) {
      events.stream()
          .filter(OrderEvent::isPlacedOrPaid)
          .min(OrderEvent.ORDER)
          .ifPresent(first -> rows.add(order(first, events, screens, parameters)));
    }
    return rows;
  }

  private static Map<String, Object> inquiry(ViewerEvent question, Screen screen) {
    Map<String, Object> row =
        Rows.row(
            "outcome_id",
            question.eventId(),
            "kind",
            "inquiry",
            "occurred_at",
            question.time(),
            "viewer_id",
            question.viewer(),
            "market",
            screen.visit().market(),
            "status",
            "",
            "paid",
            0,
            "amount",
            "0",
            "paid_amount",
            "0",
            "refunded_amount",
            "0",
            "currency",
            "",
            "attribution",
            "in_visit");
    row.putAll(visitColumns(screen.visit(), screen.at(question.time())));
    row.putAll(exposedBefore(question.time(), screen));
    return row;
  }

  /** {@code first} is the order's earliest placed or paid event. */
  private static Map<String, Object> order(
      OrderEvent first, List<OrderEvent> events, List<Screen> screens, Parameters parameters) {
    OrderEvent latest = events.stream().max(OrderEvent.ORDER).orElseThrow();
    Map<String, Object> row =
        Rows.row(
            "outcome_id", first.orderId(),
            "kind", "order",
            "occurred_at", first.time(),
            "viewer_id", first.viewer(),
            "market", first.market(),
            "status", latest.status(),
            "paid", events.stream().anyMatch(event -> event.status().equals("paid")),
            "amount", latest.amount(),
            "paid_amount", latestAmount("paid", first, events),
            "refunded_amount", latestAmount("refunded", first, events),
            "currency", latest.currency());
    row.putAll(attribution(first, screens, parameters));
    return row;
  }

  /** Of the latest event of that status; what came before the order does not count. */
  private static String latestAmount(String status, OrderEvent first, List<OrderEvent> events) {
    return events.stream()
        .filter(event -> event.status().equals(status))
        .filter(event -> event.time() >= first.time())
        .max(OrderEvent.ORDER)
        .map(OrderEvent::amount)
        .orElse("0");
  }

  /**
   * What was on screen or recent 30, 60 and 120 s before {@code t}, as long as the visit was on.
   */
  private static Map<String, Object> exposedBefore(long t, Screen screen) {
    Map<String, Object> columns = new TreeMap<>();
    for (int seconds : new int[] {30, 60, 120}) {
      long then = t - 1_000L * seconds;
      TreeSet<String> exposed = new TreeSet<>(CodePoints.ORDER);
      if (then >= screen.visit().startedAt()) {
        exposed.addAll(screen.at(then).onScreen());
        exposed.addAll(screen.at(then).recent());
      }
      columns.put("exposed_" + seconds + "s", List.copyOf(exposed));
    }
    return columns;
  }

  private static Map<String, Object> attribution(
      OrderEvent order, List<Screen> screens, Parameters parameters) {
    List<Screen> own =
        screens.stream()
            .filter(screen -> screen.visit().viewer().equals(order.viewer()))
            .filter(
                screen ->
                    order.stream().isEmpty() || screen.visit().stream().equals(order.stream()))
            .toList();
    long t = order.time();
    Optional<Screen> in =
        own.stream()
            .filter(screen -> screen.visit().startedAt() <= t)
            .filter(screen -> t <= screen.visit().endedAt() + parameters.visitGap())
            .max(STARTED_LAST);
    if (in.isPresent()) {
      Map<String, Object> columns = attributed("in_visit", in.get().visit(), in.get().at(t));
      columns.putAll(exposedBefore(t, in.get()));
      return columns;
    }
    Optional<Screen> before =
        own.stream()
            .filter(screen -> screen.visit().endedAt() <= t)
            .filter(screen -> t <= screen.visit().endedAt() + parameters.attributionWindow())
            .max(ENDED_LAST);
    if (before.isPresent()) {
      Visit visit = before.get().visit();
      List<String> seen = before.get().at(visit.endedAt()).seen();
      Map<String, Object> columns =
          attributed("post_visit", visit, new Sets(List.of(), List.of(), seen));
      for (String column : List.of("exposed_30s", "exposed_60s", "exposed_120s")) {
        columns.put(column, List.of());
      }
      return columns;
    }
    return Rows.row(
        "attribution", "none",
        "exposed_30s", List.of(),
        "exposed_60s", List.of(),
        "exposed_120s", List.of(),
        "stream_id", order.stream(),
        "visit_id", "",
        "mode", "",
        "on_screen", List.of(),
        "recent", List.of(),
        "seen", List.of());
  }

  private static Map<String, Object> attributed(String attribution, Visit visit, Sets sets) {
    Map<String, Object> columns = visitColumns(visit, sets);
    columns.put("attribution", attribution);
    return columns;
  }

  private static Map<String, Object> visitColumns(Visit visit, Sets sets) {
    return Rows.row(
        "stream_id", visit.stream(),
        "visit_id", visit.visitId(),
        "mode", visit.mode(),
        "on_screen", sets.onScreen(),
        "recent", sets.recent(),
        "seen", sets.seen());
  }
}

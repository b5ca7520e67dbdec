package io.trustlift.reference;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All five topics, with those events taken out that other events of the topic make unusable. */
final class Intake {
  private final TopicIntake<ViewerEvent> viewers;
  private final TopicIntake<DisplayEvent> displays;
  private final TopicIntake<OrderEvent> orders;
  private final TopicIntake<AssignmentEvent> assignments;
  private final TopicIntake<CredentialEvent> credentials;

  Intake(History history, Parameters parameters) {
    viewers = new TopicIntake<>(Topic.VIEWER_EVENTS, history, ViewerEvent::read);
    displays = new TopicIntake<>(Topic.OVERLAY_DISPLAYS, history, DisplayEvent::read);
    orders = new TopicIntake<>(Topic.ORDERS, history, OrderEvent::read);
    assignments = new TopicIntake<>(Topic.EXPERIMENT_ASSIGNMENTS, history, AssignmentEvent::read);
    credentials = new TopicIntake<>(Topic.CREDENTIALS, history, CredentialEvent::read);

    List<DisplayEvent> allDisplays = displays.events();
    displays.rejectIf("orphan_hide", event -> isOrphanHide(event, allDisplays));
    List<OrderEvent> allOrders = orders.events();
    orders.rejectIf("late", event -> isLate(event, allOrders, parameters));
  }

  /** "A hide whose display was never shown, or not before it." */
  private static boolean isOrphanHide(DisplayEvent event, List<DisplayEvent> all) {
    return !event.isShow()
        && all.stream()
            .noneMatch(
                show -> show.isShow() && show.isSameDisplay(event) && show.time() < event.time());
  }

  /** "Outside order_window", which begins at the time of the earliest placed or paid event. */
  private static boolean isLate(OrderEvent event, List<OrderEvent> all, Parameters parameters) {
    return all.stream()
        .anyMatch(
            first ->
                first.isPlacedOrPaid()
                    && first.orderId().equals(event.orderId())
                    && event.time() > first.time() + parameters.orderWindow());
  }

  List<ViewerEvent> viewers() {
    return viewers.events();
  }

  List<DisplayEvent> displays() {
    return displays.events();
  }

  List<OrderEvent> orders() {
    return orders.events();
  }

  List<AssignmentEvent> assignments() {
    return assignments.events();
  }

  List<CredentialEvent> credentials() {
    return credentials.events();
  }

  List<Rejection> rejections() {
    return Stream.of(viewers, displays, orders, assignments, credentials)
        .flatMap(intake -> intake.rejections().stream())
        .toList();
  }

  Map<Topic, TopicCounts> counts() {
    Map<Topic, TopicCounts> counts = new EnumMap<>(Topic.class);
    counts.put(Topic.VIEWER_EVENTS, viewers.counts());
    counts.put(Topic.OVERLAY_DISPLAYS, displays.counts());
    counts.put(Topic.ORDERS, orders.counts());
    counts.put(Topic.EXPERIMENT_ASSIGNMENTS, assignments.counts());
    counts.put(Topic.CREDENTIALS, credentials.counts());
    return counts;
  }
}

package io.trustlift.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts each viewer's events of one stream and mode into visits ("Visits"). */
final class Visits {
  private Visits() {}

  static List<Visit> of(List<ViewerEvent> events, Parameters parameters) {
    Map<List<String>, List<ViewerEvent>> groups = new LinkedHashMap<>();
    for (ViewerEvent event : events) {
      if (!event.isReply()) {
        groups
            .computeIfAbsent(
                List.of(event.viewer(), event.stream(), event.mode()), key -> new ArrayList<>())
            .add(event);
      }
    }
    List<Visit> visits = new ArrayList<>();
    groups.values().forEach(group -> visits.addAll(cut(group, parameters)));
    return visits;
  }

  private static List<Visit> cut(List<ViewerEvent> group, Parameters parameters) {
    List<Visit> visits = new ArrayList<>();
    List<ViewerEvent> open = new ArrayList<>();
    for (ViewerEvent event : group.stream().sorted(ViewerEvent.VISIT_ORDER).toList()) {
      if (!open.isEmpty() && opensAnother(event, open, parameters)) {
        visits.add(new Visit(open, last(open).time()));
        open.clear();
      }
      if (!event.isLeave()) {
        open.add(event);
      } else if (!open.isEmpty()) {
        open.add(event);
        visits.add(new Visit(open, event.time()));
        open.clear();
      }
      // A leave that finds no open visit is dropped.
    }
    if (!open.isEmpty()) {
      visits.add(new Visit(open, last(open).time()));
    }
    return visits;
  }

  private static boolean opensAnother(
      ViewerEvent event, List<ViewerEvent> open, Parameters parameters) {
    return event.time() - last(open).time() > parameters.visitGap()
        || event.time() - open.get(0).time() > parameters.maxVisit();
  }

  private static ViewerEvent last(List<ViewerEvent> events) {
    return events.get(events.size() - 1);
  }
}

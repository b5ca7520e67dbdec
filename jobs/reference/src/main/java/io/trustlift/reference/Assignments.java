package io.trustlift.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first assignment of each viewer in each experiment; later ones do not count. */
final class Assignments {
  private final Map<List<String>, AssignmentEvent> first = new LinkedHashMap<>();

  Assignments(List<AssignmentEvent> events) {
    List<AssignmentEvent> sorted = new ArrayList<>(events);
    sorted.sort(AssignmentEvent.FIRST);
    for (AssignmentEvent event : sorted) {
      first.putIfAbsent(List.of(event.viewer(), event.experiment()), event);
    }
  }

  Optional<AssignmentEvent> of(String viewer, String experiment) {
    return Optional.ofNullable(first.get(List.of(viewer, experiment)));
  }

  Collection<AssignmentEvent> all() {
    return first.values();
  }
}

package io.trustlift.reference;

import java.util.List;

/** A visit: its events in visit order, and when it ended ("Visits"). */
record Visit(List<ViewerEvent> events, long endedAt) {

  Visit {
    events = List.copyOf(events);
  }

  ViewerEvent first() {
    return events.get(0);
  }

  String viewer() {
    return first().viewer();
  }

  String stream() {
    return first().stream();
  }

  String mode() {
    return first().mode();
  }

  boolean isLive() {
    return mode().equals("live");
  }

  /** "The visit's market is that of its first event." */
  String market() {
    return first().market();
  }

  long startedAt() {
    return first().time();
  }

  long watchMs() {
    return endedAt - startedAt();
  }

  String visitId() {
    return viewer() + "|" + stream() + "|" + mode() + "|" + startedAt();
  }

  long countOf(String type) {
    return events.stream().filter(event -> event.type().equals(type)).count();
  }

  long stallMs() {
    return events.stream().mapToLong(ViewerEvent::stallMs).sum();
  }
}

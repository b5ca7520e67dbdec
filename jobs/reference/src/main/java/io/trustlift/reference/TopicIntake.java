package io.trustlift.reference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Takes in one topic and sorts every record into used, duplicate, bot or rejected. The reasons are
 * checked in the order of "Input topics": malformed, invalid, future, then duplicates, then what
 * depends on other events (orphan_hide, late).
 */
final class TopicIntake<E extends Event> {
  /** An event together with the record it came in. */
  private record Accepted<T extends Event>(T event, RawRecord record) {}

  /** Reads the listed fields of one kind of event. */
  interface Reader<T extends Event> {
    T read(Fields fields) throws InvalidException;
  }

  private final Topic topic;
  private final List<Accepted<E>> accepted = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private final Set<List<String>> known = new HashSet<>();
  private long read;
  private long duplicate;
  private long bot;

  TopicIntake(Topic topic, History history, Reader<E> reader) {
    this.topic = topic;
    for (RawRecord record : history.records(topic)) {
      if (!record.isBlank()) {
        read++;
        take(record, reader);
      }
    }
  }

  private void take(RawRecord record, Reader<E> reader) {
    Fields fields;
    try {
      fields = new Fields(Json.object(record.value()));
    } catch (MalformedException e) {
      reject(record, "malformed", null);
      return;
    }
    E event;
    try {
      event = reader.read(fields);
    } catch (InvalidException e) {
      reject(record, "invalid", fields.timeOrNull("event_time"));
      return;
    }
    if (isFuture(event, record)) {
      reject(record, "future", event.time());
    } else if (event instanceof ViewerEvent viewerEvent && viewerEvent.bot()) {
      bot++;
    } else if (!known.add(List.of(event.key(), event.eventId()))) {
      duplicate++;
    } else {
      accepted.add(new Accepted<>(event, record));
    }
  }

  /** "More than 5 minutes ahead of its Kafka record time." */
  private static boolean isFuture(Event event, RawRecord record) {
    return record.recordTime() < event.time() - Parameters.FUTURE_TOLERANCE;
  }

  private void reject(RawRecord record, String reason, Long eventTime) {
    rejections.add(new Rejection(topic, reason, record.text(), eventTime));
  }

  /** Rejects those accepted events that the condition holds for. */
  void rejectIf(String reason, Predicate<E> condition) {
    List<Accepted<E>> rejected =
        accepted.stream().filter(entry -> condition.test(entry.event())).toList();
    accepted.removeAll(rejected);
    rejected.forEach(entry -> reject(entry.record(), reason, entry.event().time()));
  }

  /** The events that are used. */
  List<E> events() {
    return accepted.stream().map(Accepted::event).toList();
  }

  List<Rejection> rejections() {
    return rejections;
  }

  TopicCounts counts() {
    Map<String, Long> reasons = new TreeMap<>();
    rejections.forEach(rejection -> reasons.merge(rejection.reason(), 1L, Long::sum));
    return new TopicCounts(read, accepted.size(), duplicate, bot, reasons);
  }
}

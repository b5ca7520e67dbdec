package io.trustlift.reference;

import java.util.List;
import java.util.Map;

/** The table {@code rejected_events}, without {@code rejected_at}. */
final class RejectedEvents {
  private RejectedEvents() {}

  static List<Map<String, Object>> rows(List<Rejection> rejections) {
    return rejections.stream()
        .map(
            rejection ->
                Rows.row(
                    "topic", rejection.topic().topicName(),
                    "reason", rejection.reason(),
                    "payload", rejection.payload(),
                    "event_time", rejection.eventTime()))
        .toList();
  }
}

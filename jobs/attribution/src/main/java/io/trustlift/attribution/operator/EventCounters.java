package io.trustlift.attribution.operator;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Records as a metric, {@code events}, by topic, disposition and, of those rejected, reason. A
 * counter is there from its first record on.
 */
final class EventCounters {

  /** The metric's name. */
  static final String EVENTS = "events";

  private record Labels(String topic, String disposition, String reason) {}

  private final MetricGroup group;
  private final Map<Labels, Counter> counters = new HashMap<>();

  EventCounters(MetricGroup group) {
    this.group = group;
  }

  void count(CountKey key, long amount) {
    counters
        .computeIfAbsent(new Labels(key.topic(), key.disposition(), key.reason()), this::counter)
        .inc(amount);
  }

  private Counter counter(Labels labels) {
    MetricGroup events =
        group.addGroup("topic", labels.topic()).addGroup("disposition", labels.disposition());
    return (labels.reason().isEmpty() ? events : events.addGroup("reason", labels.reason()))
        .counter(EVENTS);
  }
}

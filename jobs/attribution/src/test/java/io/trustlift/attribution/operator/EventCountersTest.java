package io.trustlift.attribution.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.metrics.testutils.MetricListener;
import org.junit.jupiter.api.Test;

class EventCountersTest {

  private final MetricListener metrics = new MetricListener();
  private final EventCounters counters = new EventCounters(metrics.getMetricGroup());

  @Test
  void everyReasonHasACounter() {
    counters.count(new CountKey("live.orders", 0, "used", ""), 3);
    counters.count(new CountKey("live.orders", 0, "rejected", "late"), 2);
    counters.count(new CountKey("live.orders", 60_000, "rejected", "late"), 2);
    counters.count(new CountKey("live.orders", 0, "rejected", "future"), 1);
    assertThat(count("topic", "live.orders", "disposition", "used", "events")).isEqualTo(3);
    assertThat(rejected("late")).isEqualTo(4);
    assertThat(rejected("future")).isEqualTo(1);
  }

  private long rejected(String reason) {
    return count("topic", "live.orders", "disposition", "rejected", "reason", reason, "events");
  }

  private long count(String... path) {
    return metrics.getCounter(path).orElseThrow().getCount();
  }
}

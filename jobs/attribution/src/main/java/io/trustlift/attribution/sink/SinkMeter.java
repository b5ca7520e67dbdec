package io.trustlift.attribution.sink;

import java.time.Duration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * How writing into one table goes, as metrics of its sink beside Flink's own {@code numRecordsSend}
 * and {@code currentSendTime}.
 */
final class SinkMeter {

  /** Attempts to send a batch that failed; each but the last of a batch is followed by another. */
  static final String FAILURES = "batchFailures";

  /** Milliseconds that a batch took, of those that went well. */
  static final String LATENCY = "batchLatencyMs";

  private static final int LATENCIES_KEPT = 100;

  private final Counter rows;
  private final Counter failures;
  private final Histogram latency;
  private volatile long lastMillis;

  SinkMeter(SinkWriterMetricGroup group) {
    rows = group.getNumRecordsSendCounter();
    failures = group.counter(FAILURES);
    latency = group.histogram(LATENCY, new DescriptiveStatisticsHistogram(LATENCIES_KEPT));
    group.setCurrentSendTimeGauge(() -> lastMillis);
  }

  void sent(int batch, Duration took) {
    lastMillis = took.toMillis();
    latency.update(lastMillis);
    rows.inc(batch);
  }

  void failed() {
    failures.inc();
  }
}

package io.trustlift.attribution.operator;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** What an operator in a harness has given to the side so far. */
final class Collected {

  private Collected() {}

  static <T> List<T> values(AbstractStreamOperatorTestHarness<?> harness, OutputTag<T> tag) {
    Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
  }

  /** The counts of records by disposition, with those that are still held back. */
  static Map<String, Long> counts(AbstractStreamOperatorTestHarness<?> harness) throws Exception {
    harness.prepareSnapshotPreBarrier(1);
    Map<String, Long> counts = new TreeMap<>();
    for (Sum<CountKey> count : values(harness, Outputs.COUNTS)) {
      counts.merge(count.key().disposition(), count.amount(), Long::sum);
    }
    return counts;
  }
}

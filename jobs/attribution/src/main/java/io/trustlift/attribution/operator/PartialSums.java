package io.trustlift.attribution.operator;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up before the shuffle. What it holds is sent on before every checkpoint barrier, so it has
 * no state to save, and before the watermark has moved by more than {@link #HOLD}, so a total
 * behind it hears of everything at most that much later.
 *
 * @param <K> what is summed by
 */
public final class PartialSums<K> extends AbstractStreamOperator<Sum<K>>
    implements OneInputStreamOperator<Sum<K>, Sum<K>> {

  /** By how much, in milliseconds of event time, a sum may be held back. */
  public static final long HOLD = 1_000;

  private static final long serialVersionUID = 1L;
  private static final int MAX_KEYS = 20_000;

  private transient Map<K, long[]> sums;
  private transient long flushedAt;

  @Override
  public void open() throws Exception {
    super.open();
    sums = new HashMap<>();
    flushedAt = Long.MIN_VALUE;
  }

  @Override
  public void processElement(StreamRecord<Sum<K>> element) {
    Sum<K> part = element.getValue();
    sums.computeIfAbsent(part.key(), key -> new long[1])[0] += part.amount();
    if (sums.size() >= MAX_KEYS) {
      flush();
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() > flushedAt + HOLD || flushedAt == Long.MIN_VALUE) {
      flush();
      flushedAt = mark.getTimestamp();
    }
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void finish() {
    flush();
  }

  private void flush() {
    sums.forEach((key, amount) -> output.collect(new StreamRecord<>(new Sum<>(key, amount[0]))));
    sums.clear();
  }
}

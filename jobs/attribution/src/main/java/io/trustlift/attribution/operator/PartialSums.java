package io.trustlift.attribution.operator;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up before the shuffle. What it holds is sent on before every checkpoint barrier, so it has
 * no state to save, and as {@link Hold} says.
 *
 * @param <K> what is summed by
 */
public final class PartialSums<K> extends AbstractStreamOperator<Sum<K>>
    implements OneInputStreamOperator<Sum<K>, Sum<K>> {

  /** By how much, in milliseconds of event time, a sum may be held back. */
  public static final long HOLD = 250;

  private static final long serialVersionUID = 1L;

  private transient SumTable<K> sums;
  private transient Hold hold;

  @Override
  public void open() throws Exception {
    super.open();
    sums = new SumTable<>(sum -> output.collect(new StreamRecord<>(sum)));
    hold = new Hold();
  }

  @Override
  public void processElement(StreamRecord<Sum<K>> element) {
    sums.add(element.getValue());
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (hold.isOverAt(mark.getTimestamp())) {
      sums.flush();
    }
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    sums.flush();
  }

  @Override
  public void finish() {
    sums.flush();
  }
}

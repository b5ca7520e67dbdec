package io.trustlift.attribution.operator;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Passes everything on but that the input is idle. When every partition has been silent for the
 * idle timeout, the whole job is idle; with the next record the watermark reaches a join by the
 * straight way before it does through the operators in between. Were that input still idle, the
 * join would go ahead without it: it has to wait instead.
 *
 * @param <T> what passes
 */
public final class StaysActive<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {

  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(StreamRecord<T> element) {
    output.collect(element);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) {
    // Not passed on.
  }
}

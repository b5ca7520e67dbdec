package io.trustlift.attribution.operator;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Passes everything on but that the input is idle. When every partition has been silent for the
 * idle timeout, the whole job is idle; with the next record the watermark reaches an operator with
 * several inputs by one way before it does by another, for each has its own buffers. Were that
 * other input still idle, the operator would go ahead of what is on its way there: it has to wait
 * instead. Inputs that are one stream to Flink ({@code union}) are kept active by this, those of a
 * join by {@link WaitingJoin} and {@link ViewerJoinOperator}.
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

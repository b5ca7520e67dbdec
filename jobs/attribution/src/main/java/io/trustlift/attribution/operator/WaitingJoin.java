package io.trustlift.attribution.operator;

import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Runs a function over two inputs whose watermark is the lesser of both, idle or not; for why see
 * {@link StaysActive}.
 *
 * @param <K> key of both
 * @param <A> first input
 * @param <B> second input
 * @param <R> what comes out
 */
public final class WaitingJoin<K, A, B, R> extends KeyedCoProcessOperator<K, A, B, R> {

  private static final long serialVersionUID = 1L;

  /** An operator for this function. */
  public WaitingJoin(KeyedCoProcessFunction<K, A, B, R> function) {
    super(function);
  }

  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) {
    // An input that is idle is waited for.
  }
}

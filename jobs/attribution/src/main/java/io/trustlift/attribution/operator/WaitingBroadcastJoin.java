package io.trustlift.attribution.operator;

import java.util.List;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Runs a function over a keyed input and one that all tasks get, whose watermark is the lesser of
 * both, idle or not; for why see {@link StaysActive}.
 *
 * @param <K> key of the first input
 * @param <A> first input
 * @param <B> what all tasks get
 * @param <R> what comes out
 */
public class WaitingBroadcastJoin<K, A, B, R> extends CoBroadcastWithKeyedOperator<K, A, B, R> {

  private static final long serialVersionUID = 1L;

  /**
   * An operator for this function.
   *
   * @param states of the broadcast, as the function names them
   */
  public WaitingBroadcastJoin(
      KeyedBroadcastProcessFunction<K, A, B, R> function, List<MapStateDescriptor<?, ?>> states) {
    super(function, states);
  }

  @Override
  protected final void processWatermarkStatus(WatermarkStatus status, int input) {
    // An input that is idle is waited for.
  }
}

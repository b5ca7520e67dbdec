package io.trustlift.attribution.operator;

import java.util.List;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.graph.StreamConfig;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.StreamTask;

/**
 * A {@link WaitingBroadcastJoin} whose sums are added up before they leave it, see {@link
 * SummingOutput}. What is held back goes before every checkpoint barrier, so there is no state to
 * save.
 *
 * @param <G> key of the first input
 * @param <A> first input
 * @param <B> what all tasks get
 * @param <K> what the main output is summed by
 */
public final class SummingBroadcastJoin<G, A, B, K> extends WaitingBroadcastJoin<G, A, B, Sum<K>> {

  private static final long serialVersionUID = 1L;

  private transient SummingOutput<K> sums;

  /**
   * An operator for this function.
   *
   * @param states of the broadcast, as the function names them
   */
  public SummingBroadcastJoin(
      KeyedBroadcastProcessFunction<G, A, B, Sum<K>> function,
      List<MapStateDescriptor<?, ?>> states) {
    super(function, states);
  }

  @Override
  protected void setup(
      StreamTask<?, ?> task, StreamConfig config, Output<StreamRecord<Sum<K>>> output) {
    sums = new SummingOutput<>(output);
    super.setup(task, config, sums);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    sums.flush();
  }

  @Override
  public void finish() throws Exception {
    super.finish();
    sums.flush();
  }
}

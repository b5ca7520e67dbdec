package io.trustlift.attribution.operator;

import java.io.Serializable;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the total of each key and writes it as a row whenever it has grown. A total only grows, so
 * that it can be the row's version: whatever is written twice after a recovery, the greatest is the
 * truth. State: one number for each key, cleared when the key is final.
 *
 * @param <K> what is summed by
 * @param <R> the row
 */
public final class RunningTotal<K, R> extends KeyedProcessFunction<K, Sum<K>, R> {

  private static final long serialVersionUID = 1L;

  /** Makes a row of a key and its total. */
  @FunctionalInterface
  public interface RowOf<K, R> extends Serializable {
    R row(K key, long total);
  }

  /** Tells the watermark from which on a key's total cannot grow any more. */
  @FunctionalInterface
  public interface FinalAt<K> extends Serializable {
    long finalAt(K key);
  }

  private final RowOf<K, R> rowOf;
  private final FinalAt<K> finalAt;
  private transient ValueState<Long> total;

  public RunningTotal(RowOf<K, R> rowOf, FinalAt<K> finalAt) {
    this.rowOf = rowOf;
    this.finalAt = finalAt;
  }

  @Override
  public void open(OpenContext context) {
    total = getRuntimeContext().getState(new ValueStateDescriptor<>("total", Types.LONG));
  }

  @Override
  public void processElement(Sum<K> part, Context ctx, Collector<R> out) throws Exception {
    Long before = total.value();
    if (before == null) {
      ctx.timerService().registerEventTimeTimer(finalAt.finalAt(part.key()));
    }
    long sum = (before == null ? 0 : before) + part.amount();
    total.update(sum);
    out.collect(rowOf.row(part.key(), sum));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<R> out) {
    total.clear();
  }
}

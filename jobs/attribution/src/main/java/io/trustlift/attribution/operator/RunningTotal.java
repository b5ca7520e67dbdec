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

  /** Tells the instant that a key belongs to, epoch milliseconds. */
  @FunctionalInterface
  public interface TimeOf<K> extends Serializable {
    long timeOf(K key);
  }

  private final RowOf<K, R> rowOf;
  private final TimeOf<K> timeOf;
  private final long finalAfter;
  private transient ValueState<Long> total;

  /**
   * Totals that are forgotten when the watermark is {@code finalAfter} milliseconds past a key's
   * instant; those of an instant that lay behind the watermark already, as long after their first
   * part.
   */
  public RunningTotal(RowOf<K, R> rowOf, TimeOf<K> timeOf, long finalAfter) {
    this.rowOf = rowOf;
    this.timeOf = timeOf;
    this.finalAfter = finalAfter;
  }

  @Override
  public void open(OpenContext context) {
    total = getRuntimeContext().getState(new ValueStateDescriptor<>("total", Types.LONG));
  }

  @Override
  public void processElement(Sum<K> part, Context ctx, Collector<R> out) throws Exception {
    Long before = total.value();
    if (before == null) {
      long from = Math.max(timeOf.timeOf(part.key()), ctx.timerService().currentWatermark());
      ctx.timerService().registerEventTimeTimer(from + finalAfter);
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

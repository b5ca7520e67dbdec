package io.trustlift.attribution.operator;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * Tells monitors what becomes of records, see {@link EventCounters}. The metric starts from 0 with
 * every start of the job; what is right stands in {@code event_counts}.
 */
public final class EventMeter extends RichMapFunction<Sum<CountKey>, Sum<CountKey>> {

  private static final long serialVersionUID = 1L;

  private transient EventCounters counters;

  @Override
  public void open(OpenContext context) {
    counters = new EventCounters(getRuntimeContext().getMetricGroup());
  }

  @Override
  public Sum<CountKey> map(Sum<CountKey> part) {
    counters.count(part.key(), part.amount());
    return part;
  }
}

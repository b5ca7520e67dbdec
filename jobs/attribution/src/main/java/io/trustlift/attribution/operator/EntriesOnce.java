package io.trustlift.attribution.operator;

import io.trustlift.attribution.format.Format;
import io.trustlift.exposure.Disposition;
import io.trustlift.exposure.Entries;
import io.trustlift.model.Received;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Passes each entry about an experiment, or of the plan of streams, on once. State: the {@link
 * Entries} of each, cleared when no duplicate of them can be told any more.
 */
public final class EntriesOnce extends KeyedProcessFunction<String, Received, Received> {

  private static final long serialVersionUID = 1L;

  private transient ValueState<Scheduled<Entries>> state;

  @Override
  public void open(OpenContext context) {
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("experiment-entries", Format.ENTRIES.info()));
  }

  @Override
  public void processElement(Received received, Context ctx, Collector<Received> out)
      throws Exception {
    Scheduled<Entries> scheduled = state.value();
    if (scheduled == null) {
      scheduled = Scheduled.of(new Entries());
    }
    Disposition disposition = scheduled.machine().accept(received.event());
    if (disposition == Disposition.DUPLICATE) {
      ctx.output(Outputs.COUNTS, CountKey.duplicate(received));
    } else {
      ctx.output(Outputs.COUNTS, CountKey.used(received));
      out.collect(received);
    }
    store(scheduled, ctx);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<Received> out)
      throws Exception {
    Scheduled<Entries> scheduled = state.value();
    if (scheduled != null && scheduled.wakesAt(timestamp)) {
      scheduled.machine().advance(ctx.timerService().currentWatermark());
      store(scheduled, ctx);
    }
  }

  private void store(Scheduled<Entries> scheduled, Context ctx) throws Exception {
    if (scheduled.machine().isEmpty()) {
      state.clear();
    } else {
      scheduled.schedule(scheduled.machine().nextWake(), ctx.timerService());
      state.update(scheduled);
    }
  }
}

package io.trustlift.attribution.operator;

import io.trustlift.attribution.format.Format;
import io.trustlift.exposure.Disposition;
import io.trustlift.exposure.ExperimentEntries;
import io.trustlift.model.ExperimentEvent;
import io.trustlift.model.Received;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Passes each entry of an experiment on once. State: the {@link ExperimentEntries} of each
 * experiment, cleared when no duplicate of them can be told any more.
 */
public final class ExperimentOnce extends KeyedProcessFunction<String, Received, Received> {

  private static final long serialVersionUID = 1L;

  private transient ValueState<Scheduled<ExperimentEntries>> state;

  @Override
  public void open(OpenContext context) {
    state =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("experiment-entries", Format.EXPERIMENT_ENTRIES.info()));
  }

  @Override
  public void processElement(Received received, Context ctx, Collector<Received> out)
      throws Exception {
    Scheduled<ExperimentEntries> scheduled = state.value();
    if (scheduled == null) {
      scheduled = Scheduled.of(new ExperimentEntries());
    }
    Disposition disposition = scheduled.machine().accept((ExperimentEvent) received.event());
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
    Scheduled<ExperimentEntries> scheduled = state.value();
    if (scheduled != null && scheduled.wakesAt(timestamp)) {
      scheduled.machine().advance(ctx.timerService().currentWatermark());
      store(scheduled, ctx);
    }
  }

  private void store(Scheduled<ExperimentEntries> scheduled, Context ctx) throws Exception {
    if (scheduled.machine().isEmpty()) {
      state.clear();
    } else {
      scheduled.schedule(scheduled.machine().nextWake(), ctx.timerService());
      state.update(scheduled);
    }
  }
}

package io.trustlift.attribution.operator;

import io.trustlift.attribution.format.Format;
import io.trustlift.exposure.DisplayChange;
import io.trustlift.exposure.DisplayLedger;
import io.trustlift.exposure.Disposition;
import io.trustlift.model.Reason;
import io.trustlift.model.Received;
import io.trustlift.model.Rejected;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Settles the shows and hides of each display by event time: out come changes that nothing can
 * overtake any more, each before the watermark passes its instant. State: a {@link DisplayLedger}
 * for each display, cleared when no replay can show it any more.
 */
public final class DisplaySettler
    extends KeyedProcessFunction<DisplayKey, Received, DisplayChange> {

  private static final long serialVersionUID = 1L;

  private transient ValueState<Scheduled<DisplayLedger>> state;

  @Override
  public void open(OpenContext context) {
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("display-ledger", Format.DISPLAY_LEDGER.info()));
  }

  @Override
  public void processElement(Received received, Context ctx, Collector<DisplayChange> out)
      throws Exception {
    Scheduled<DisplayLedger> scheduled = state.value();
    if (scheduled == null) {
      scheduled = Scheduled.of(new DisplayLedger());
    }
    DisplayLedger ledger = scheduled.machine();
    Disposition disposition = ledger.accept(received, ctx.timerService().currentWatermark());
    switch (disposition) {
      case PENDING -> {}
      case USED -> ctx.output(Outputs.COUNTS, CountKey.used(received));
      case DUPLICATE -> ctx.output(Outputs.COUNTS, CountKey.duplicate(received));
      case LATE ->
          reject(received.rejected(Reason.LATE, "the watermark has passed event_time"), ctx);
      case ORPHAN_HIDE ->
          reject(received.rejected(Reason.ORPHAN_HIDE, "display_id was not shown before"), ctx);
    }
    scheduled.schedule(ledger.nextWake(), ctx.timerService());
    state.update(scheduled);
  }

  private static void reject(
      Rejected rejected, KeyedProcessFunction<DisplayKey, Received, DisplayChange>.Context ctx) {
    ctx.output(Outputs.COUNTS, CountKey.rejected(rejected));
    ctx.output(Outputs.REJECTED, rejected);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<DisplayChange> out)
      throws Exception {
    Scheduled<DisplayLedger> scheduled = state.value();
    if (scheduled == null || !scheduled.wakesAt(timestamp)) {
      return;
    }
    DisplayLedger ledger = scheduled.machine();
    ledger.advance(
        ctx.timerService().currentWatermark(),
        new DisplayLedger.Output() {
          @Override
          public void changed(DisplayChange change) {
            out.collect(change);
          }

          @Override
          public void used(Received event) {
            ctx.output(Outputs.COUNTS, CountKey.used(event));
          }

          @Override
          public void rejected(Rejected rejected) {
            reject(rejected, ctx);
          }
        });
    if (ledger.isEmpty()) {
      state.clear();
      return;
    }
    scheduled.schedule(ledger.nextWake(), ctx.timerService());
    state.update(scheduled);
  }
}

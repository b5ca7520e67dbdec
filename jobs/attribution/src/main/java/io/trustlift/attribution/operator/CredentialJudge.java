package io.trustlift.attribution.operator;

import io.trustlift.attribution.format.Format;
import io.trustlift.exposure.Catalogue;
import io.trustlift.exposure.DisplayChange;
import io.trustlift.model.CredentialEvent;
import io.trustlift.model.Reason;
import io.trustlift.model.Received;
import io.trustlift.model.Rejected;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Joins each shown display with its credential's catalogue entries as of the instant it was shown.
 * State: a {@link Catalogue} for each credential; its entries are kept for good, as the contract
 * asks, some 60 bytes each.
 */
public final class CredentialJudge
    extends KeyedCoProcessFunction<String, DisplayChange, Received, DisplayFact> {

  private static final long serialVersionUID = 1L;

  private transient ValueState<Scheduled<Catalogue>> state;

  @Override
  public void open(OpenContext context) {
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("catalogue", Format.CATALOGUE.info()));
  }

  @Override
  public void processElement1(DisplayChange shown, Context ctx, Collector<DisplayFact> out)
      throws Exception {
    Scheduled<Catalogue> scheduled = current();
    scheduled.machine().ask(shown.display());
    store(scheduled, ctx);
  }

  @Override
  public void processElement2(Received entry, Context ctx, Collector<DisplayFact> out)
      throws Exception {
    Scheduled<Catalogue> scheduled = current();
    switch (scheduled.machine().accept((CredentialEvent) entry.event())) {
      case DUPLICATE -> ctx.output(Outputs.COUNTS, CountKey.duplicate(entry));
      case LATE -> {
        Rejected rejected =
            entry.rejected(Reason.LATE, "a display shown after event_time has been judged");
        ctx.output(Outputs.COUNTS, CountKey.rejected(rejected));
        ctx.output(Outputs.REJECTED, rejected);
      }
      default -> {
        ctx.output(Outputs.COUNTS, CountKey.used(entry));
        ctx.output(Outputs.CATALOGUE_ENTRIES, entry);
      }
    }
    store(scheduled, ctx);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<DisplayFact> out)
      throws Exception {
    Scheduled<Catalogue> scheduled = current();
    if (scheduled.wakesAt(timestamp)) {
      scheduled
          .machine()
          .advance(
              ctx.timerService().currentWatermark(),
              (display, validity) -> out.collect(new DisplayFact.Judged(display, validity)));
      store(scheduled, ctx);
    }
  }

  private Scheduled<Catalogue> current() throws Exception {
    Scheduled<Catalogue> scheduled = state.value();
    return scheduled == null ? Scheduled.of(new Catalogue()) : scheduled;
  }

  private void store(Scheduled<Catalogue> scheduled, Context ctx) throws Exception {
    scheduled.schedule(scheduled.machine().nextWake(), ctx.timerService());
    state.update(scheduled);
  }
}

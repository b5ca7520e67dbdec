package io.trustlift.attribution.operator;

import io.trustlift.attribution.format.Format;
import io.trustlift.exposure.RateMonitor;
import io.trustlift.exposure.RiskStratum;
import io.trustlift.model.row.RateMonitorRow;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Folds the finished strata of each credential type and market into its running monitor, block by
 * block. A block's strata are all there when the watermark has passed the instant at which it was
 * final, for they are sent before.
 *
 * <p>State: strata that wait, cleared when their block is folded; and the {@link RateMonitor} of
 * each type and market, some 12 kB, which stays: it is all that is known of what was.
 */
public final class RateMonitors extends KeyedProcessFunction<RateKey, RiskStratum, RateMonitorRow> {

  private static final long serialVersionUID = 1L;

  private transient MapState<RiskStratum, Boolean> waiting;
  private transient ValueState<RateMonitor> state;

  @Override
  public void open(OpenContext context) {
    waiting =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "waiting-strata", Format.RISK_STRATUM.info(), Types.BOOLEAN));
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("rate-monitor", Format.RATE_MONITOR.info()));
  }

  @Override
  public void processElement(RiskStratum stratum, Context ctx, Collector<RateMonitorRow> out)
      throws Exception {
    waiting.put(stratum, true);
    ctx.timerService().registerEventTimeTimer(RiskKey.Room.finalAt(stratum.block()));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<RateMonitorRow> out)
      throws Exception {
    List<RiskStratum> due = new ArrayList<>();
    for (RiskStratum stratum : waiting.keys()) {
      if (RiskKey.Room.finalAt(stratum.block()) == timestamp) {
        due.add(stratum);
      }
    }
    due.sort(RiskStratum.ORDER);
    for (RiskStratum stratum : due) {
      waiting.remove(stratum);
    }
    RateMonitor monitor = state.value();
    if (monitor == null) {
      monitor = new RateMonitor();
    }
    out.collect(monitor.add(due));
    state.update(monitor);
  }
}

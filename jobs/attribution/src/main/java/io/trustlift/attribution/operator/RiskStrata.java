package io.trustlift.attribution.operator;

import io.trustlift.attribution.format.Format;
import io.trustlift.exposure.RiskBlock;
import io.trustlift.exposure.RiskCell;
import io.trustlift.exposure.RiskStratum;
import io.trustlift.exposure.TypeHistory;
import io.trustlift.model.CredentialEvent;
import io.trustlift.model.Received;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Collects viewer-time at risk and first inquiries of each stream, market and block, and when the
 * block is final tells its strata by credential type, as of that instant. What comes later for a
 * block is left out: nothing does while disorder stays inside the bound.
 *
 * <p>State: the sums of each block, cleared when it is final; broadcast, the {@link TypeHistory} of
 * each credential, kept for good as the catalogue is, some 50 bytes each.
 */
public final class RiskStrata
    extends KeyedBroadcastProcessFunction<RiskKey.Room, Sum<RiskKey>, Received, RiskStratum> {

  private static final long serialVersionUID = 1L;

  /** What the catalogue says of each credential. */
  public static final MapStateDescriptor<String, TypeHistory> CREDENTIAL_TYPES =
      new MapStateDescriptor<>("credential-types", Types.STRING, Format.TYPE_HISTORY.info());

  private transient MapState<RiskCell, Long> sums;

  @Override
  public void open(OpenContext context) {
    sums =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("at-risk", Format.RISK_CELL.info(), Types.LONG));
  }

  @Override
  public void processBroadcastElement(Received entry, Context ctx, Collector<RiskStratum> out)
      throws Exception {
    BroadcastState<String, TypeHistory> types = ctx.getBroadcastState(CREDENTIAL_TYPES);
    CredentialEvent event = (CredentialEvent) entry.event();
    TypeHistory history = types.get(event.credentialId());
    if (history == null) {
      history = new TypeHistory();
    }
    history.add(event, ctx.currentWatermark());
    types.put(event.credentialId(), history);
  }

  @Override
  public void processElement(Sum<RiskKey> part, ReadOnlyContext ctx, Collector<RiskStratum> out)
      throws Exception {
    long finalAt = RiskKey.Room.finalAt(part.key().room().block());
    if (finalAt > ctx.timerService().currentWatermark()) {
      ctx.timerService().registerEventTimeTimer(finalAt);
      RiskCell cell = part.key().cell();
      Long before = sums.get(cell);
      sums.put(cell, (before == null ? 0 : before) + part.amount());
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<RiskStratum> out)
      throws Exception {
    ReadOnlyBroadcastState<String, TypeHistory> types = ctx.getBroadcastState(CREDENTIAL_TYPES);
    RiskBlock block = new RiskBlock(credentialId -> typeOf(credentialId, types, timestamp));
    for (Map.Entry<RiskCell, Long> sum : sums.entries()) {
      block.add(sum.getKey(), sum.getValue());
    }
    RiskKey.Room room = ctx.getCurrentKey();
    block.strata(room.streamId(), room.market(), room.block()).forEach(out::collect);
    sums.clear();
  }

  private static String typeOf(
      String credentialId, ReadOnlyBroadcastState<String, TypeHistory> types, long time) {
    try {
      TypeHistory history = types.get(credentialId);
      return history == null ? null : history.at(time);
    } catch (Exception e) {
      throw new IllegalStateException("Broadcast state cannot be read", e);
    }
  }
}

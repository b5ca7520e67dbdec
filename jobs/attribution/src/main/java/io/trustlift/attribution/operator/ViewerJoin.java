package io.trustlift.attribution.operator;

import io.trustlift.attribution.format.Format;
import io.trustlift.exposure.Display;
import io.trustlift.exposure.DisplayChange;
import io.trustlift.exposure.DisplayLedger;
import io.trustlift.exposure.Disposition;
import io.trustlift.exposure.Quality;
import io.trustlift.exposure.RiskCell;
import io.trustlift.exposure.Timeline;
import io.trustlift.exposure.Timelines;
import io.trustlift.exposure.Viewer;
import io.trustlift.exposure.ViewerOutput;
import io.trustlift.model.ErasureEvent;
import io.trustlift.model.Mode;
import io.trustlift.model.Reason;
import io.trustlift.model.Received;
import io.trustlift.model.Rejected;
import io.trustlift.model.ViewerHash;
import io.trustlift.model.row.AssignmentRow;
import io.trustlift.model.row.OutcomeRow;
import io.trustlift.model.row.ReplyRow;
import io.trustlift.model.row.TriggerRow;
import io.trustlift.model.row.VisitRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The event-time join: each viewer's events, orders and assignments against the displays of the
 * rooms, which every subtask is told of. An instant is looked at only when the watermark has passed
 * it, for then both sides are complete up to it: display changes are sent before the watermark that
 * they belong to.
 *
 * <p>State: a {@link Viewer} for each viewer, cleared by event-time timers or by an erasure;
 * broadcast, a {@link Timeline} for each stream, from which a display goes when no replay can show
 * it any more, and the hashes of erased viewers.
 */
public final class ViewerJoin
    extends KeyedBroadcastProcessFunction<String, Received, JoinNotice, Sum<ExposureKey>>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private static final Timeline NOTHING_SHOWN = new Timeline();

  /** The displays of each stream. */
  public static final MapStateDescriptor<String, Timeline> TIMELINES =
      new MapStateDescriptor<>("timelines", Types.STRING, Format.TIMELINE.info());

  /**
   * Displays that may go once this side's watermark, which can be behind the other's, has come as
   * far.
   */
  public static final MapStateDescriptor<DisplayKey, Display> RETIRED =
      new MapStateDescriptor<>("retired", Format.DISPLAY_KEY.info(), Format.DISPLAY.info());

  private final ErasureLedger ledger;
  private transient JoinSums sums;
  private transient ValueState<Scheduled<Viewer>> state;
  private transient ValueState<Long> erasedHere;

  /** Viewers of the ledger whom the state from before the start has been cleared of. */
  private transient Set<String> vetted;

  /**
   * Nobody was erased before the start or since, as far as this task has heard; most jobs never
   * hear of anybody, and need not ask their state about each event.
   */
  private transient boolean nobodyErased;

  /** A join that knows of these erasures from the start. */
  public ViewerJoin(ErasureLedger ledger) {
    this.ledger = ledger;
  }

  /** Where parts of sums go; told before it is opened. */
  void addUpIn(JoinSums joinSums) {
    sums = joinSums;
  }

  /** State from before the start may be of a job that has heard of somebody. */
  @Override
  public void initializeState(FunctionInitializationContext context) {
    nobodyErased = ledger.isEmpty() && !context.isRestored();
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // All state is kept by the backend.
  }

  @Override
  public void open(OpenContext context) {
    state =
        getRuntimeContext().getState(new ValueStateDescriptor<>("viewer", Format.VIEWER.info()));
    erasedHere =
        getRuntimeContext().getState(new ValueStateDescriptor<>("erased-here", Types.LONG));
    vetted = new HashSet<>();
  }

  @Override
  public void processBroadcastElement(
      JoinNotice notice, Context ctx, Collector<Sum<ExposureKey>> out) throws Exception {
    if (notice instanceof JoinNotice.Forgotten forgotten) {
      nobodyErased = false;
      ErasedLetters.remember(forgotten.erased(), ctx.getBroadcastState(ErasureLedger.STATE));
    } else if (notice instanceof JoinNotice.Changed changed) {
      change(changed.change(), ctx);
    }
  }

  private static void change(
      DisplayChange change,
      KeyedBroadcastProcessFunction<String, Received, JoinNotice, Sum<ExposureKey>>.Context ctx)
      throws Exception {
    BroadcastState<String, Timeline> timelines = ctx.getBroadcastState(TIMELINES);
    BroadcastState<DisplayKey, Display> retired = ctx.getBroadcastState(RETIRED);
    if (change.kind() == DisplayChange.Kind.RETIRED) {
      retired.put(DisplayKey.of(change.display()), change.display());
    } else {
      apply(change, timelines);
    }
    removeRetired(retired, timelines, ctx.currentWatermark());
  }

  private static void apply(DisplayChange change, BroadcastState<String, Timeline> timelines)
      throws Exception {
    String streamId = change.display().streamId();
    Timeline timeline = timelines.get(streamId);
    if (timeline == null) {
      timeline = new Timeline();
    }
    timeline.apply(change);
    if (timeline.isEmpty()) {
      timelines.remove(streamId);
    } else {
      timelines.put(streamId, timeline);
    }
  }

  private static void removeRetired(
      BroadcastState<DisplayKey, Display> retired,
      BroadcastState<String, Timeline> timelines,
      long watermark)
      throws Exception {
    List<Display> gone = new ArrayList<>(0);
    for (Map.Entry<DisplayKey, Display> entry : retired.entries()) {
      if (DisplayLedger.isOutOfReach(entry.getValue(), watermark)) {
        gone.add(entry.getValue());
      }
    }
    for (Display display : gone) {
      retired.remove(DisplayKey.of(display));
      apply(new DisplayChange(DisplayChange.Kind.RETIRED, display), timelines);
    }
  }

  @Override
  public void processElement(
      Received received, ReadOnlyContext ctx, Collector<Sum<ExposureKey>> out) throws Exception {
    if (received.event() instanceof ErasureEvent) {
      erase(Erased.of(received), ctx);
      return;
    }
    if (received.eventTime() <= erasedAt(ctx)) {
      sums.count(CountKey.erased(received));
      return;
    }
    Scheduled<Viewer> scheduled = state.value();
    if (scheduled == null) {
      scheduled = Scheduled.of(new Viewer(ctx.getCurrentKey()));
    }
    Viewer viewer = scheduled.machine();
    TimerService timers = ctx.timerService();
    long watermark = timers.currentWatermark();
    ViewerOutput output = new Emitter(ctx, sums);
    Disposition disposition = viewer.accept(received, watermark, timelines(ctx), output);
    switch (disposition) {
      case USED -> sums.count(CountKey.used(received));
      case DUPLICATE -> sums.count(CountKey.duplicate(received));
      case PENDING -> {}
      default ->
          output.rejected(received.rejected(Reason.LATE, "the watermark has passed event_time"));
    }
    if (received.eventTime() > watermark) {
      // It waits, and nothing else has changed.
      scheduled.schedule(Viewer.wakeFor(received), timers);
      state.update(scheduled);
    } else {
      viewer.advance(watermark, timelines(ctx), output);
      store(scheduled, timers);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext ctx, Collector<Sum<ExposureKey>> out)
      throws Exception {
    if (!nobodyErased) {
      erasedAt(ctx);
      releaseMark(ctx);
    }
    Scheduled<Viewer> scheduled = state.value();
    if (scheduled == null || !scheduled.wakesAt(timestamp)) {
      return;
    }
    TimerService timers = ctx.timerService();
    scheduled.machine().advance(timers.currentWatermark(), timelines(ctx), new Emitter(ctx, sums));
    store(scheduled, timers);
  }

  /** Forgets the viewer at once: state, timer and all. */
  private void erase(Erased erased, ReadOnlyContext ctx) throws Exception {
    nobodyErased = false;
    long known = ledger.at(erased.viewerHash(), ctx.getBroadcastState(ErasureLedger.STATE));
    if (!ledger.isComplete() || known < erased.erasedAt()) {
      forget(ctx);
    }
    if (known < erased.erasedAt()) {
      // The broadcast is still on its way; until it is here, the mark drops what comes.
      Long mark = erasedHere.value();
      erasedHere.update(mark == null ? erased.erasedAt() : Math.max(mark, erased.erasedAt()));
      wakeAtNextWatermark(ctx.timerService());
    }
    ctx.output(Outputs.ERASED, erased);
  }

  private void forget(ReadOnlyContext ctx) throws Exception {
    Scheduled<Viewer> scheduled = state.value();
    if (scheduled == null) {
      return;
    }
    for (Received received : scheduled.machine().undecided()) {
      sums.count(CountKey.erased(received));
    }
    scheduled.cancel(ctx.timerService());
    state.clear();
  }

  /**
   * When the viewer at hand was erased, {@link ErasureLedger#NEVER} where not. State that is older
   * than what the ledger knew at the start is cleared when it is first touched.
   */
  private long erasedAt(ReadOnlyContext ctx) throws Exception {
    if (nobodyErased) {
      return ErasureLedger.NEVER;
    }
    ReadOnlyBroadcastState<String, Long> later = ctx.getBroadcastState(ErasureLedger.STATE);
    Long mark = erasedHere.value();
    long here = mark == null ? ErasureLedger.NEVER : mark;
    if (!ledger.isAnyone(later)) {
      return here;
    }
    String hash = ViewerHash.of(ctx.getCurrentKey());
    long atStart = ledger.atStart(hash);
    Long broadcast = later.get(hash);
    boolean cleared = ledger.isComplete() || (broadcast != null && broadcast >= atStart);
    if (atStart != ErasureLedger.NEVER && !cleared && vetted.add(hash)) {
      forget(ctx);
    }
    return Math.max(here, ledger.at(hash, later));
  }

  private void releaseMark(ReadOnlyContext ctx) throws Exception {
    Long mark = erasedHere.value();
    if (mark == null) {
      return;
    }
    String hash = ViewerHash.of(ctx.getCurrentKey());
    boolean told = ledger.at(hash, ctx.getBroadcastState(ErasureLedger.STATE)) >= mark;
    if (told || ctx.timerService().currentWatermark() == Long.MAX_VALUE) {
      erasedHere.clear();
    } else {
      wakeAtNextWatermark(ctx.timerService());
    }
  }

  private static void wakeAtNextWatermark(TimerService timers) {
    timers.registerEventTimeTimer(
        Math.max(timers.currentWatermark(), timers.currentWatermark() + 1));
  }

  private void store(Scheduled<Viewer> scheduled, TimerService timers) throws Exception {
    if (scheduled.machine().isEmpty()) {
      state.clear();
    } else {
      scheduled.schedule(scheduled.machine().nextWake(), timers);
      state.update(scheduled);
    }
  }

  private static Timelines timelines(
      KeyedBroadcastProcessFunction<String, Received, JoinNotice, Sum<ExposureKey>>.ReadOnlyContext
          ctx) {
    return streamId -> {
      try {
        Timeline timeline = ctx.getBroadcastState(TIMELINES).get(streamId);
        return timeline == null ? NOTHING_SHOWN : timeline;
      } catch (Exception e) {
        throw new IllegalStateException("Broadcast state cannot be read", e);
      }
    };
  }

  /** Sends a viewer's rows on their way. */
  private static final class Emitter implements ViewerOutput {

    private final KeyedBroadcastProcessFunction<String, Received, JoinNotice, Sum<ExposureKey>>
            .ReadOnlyContext
        ctx;
    private final JoinSums sums;

    Emitter(
        KeyedBroadcastProcessFunction<String, Received, JoinNotice, Sum<ExposureKey>>
                .ReadOnlyContext
            ctx,
        JoinSums sums) {
      this.ctx = ctx;
      this.sums = sums;
    }

    @Override
    public void exposure(
        long minute,
        String streamId,
        Mode mode,
        String market,
        List<String> onScreen,
        List<String> recent,
        long milliseconds) {
      sums.exposure(minute, streamId, mode, market, onScreen, recent, milliseconds);
    }

    @Override
    public void atRisk(String streamId, String market, long block, RiskCell cell, long amount) {
      sums.atRisk(streamId, market, block, cell, amount);
    }

    @Override
    public void quality(
        long minute, String streamId, Mode mode, String market, Quality measure, long amount) {
      sums.quality(minute, streamId, mode, market, measure, amount);
    }

    @Override
    public void reached(String streamId, String displayId) {
      sums.reached(streamId, displayId);
    }

    @Override
    public void visit(VisitRow row) {
      ctx.output(Outputs.VISITS, row);
    }

    @Override
    public void outcome(OutcomeRow row) {
      ctx.output(Outputs.OUTCOMES, row);
    }

    @Override
    public void reply(ReplyRow row) {
      ctx.output(Outputs.REPLIES, row);
    }

    @Override
    public void assignment(AssignmentRow row) {
      ctx.output(Outputs.ASSIGNMENTS, row);
    }

    @Override
    public void trigger(TriggerRow row) {
      ctx.output(Outputs.TRIGGERS, row);
    }

    @Override
    public void used(Received event) {
      sums.count(CountKey.used(event));
    }

    @Override
    public void rejected(Rejected rejected) {
      sums.count(CountKey.rejected(rejected));
      ctx.output(Outputs.REJECTED, rejected);
    }
  }
}

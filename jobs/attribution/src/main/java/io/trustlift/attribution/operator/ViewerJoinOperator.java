package io.trustlift.attribution.operator;

import io.trustlift.model.Received;
import io.trustlift.model.Topic;
import java.io.InputStream;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupStatePartitionStreamProvider;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.SimpleTimerService;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.graph.StreamConfig;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.StreamTask;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * The event-time join: each viewer's events, orders and assignments, by viewer, against the
 * displays of the rooms, which every subtask is told of.
 *
 * <p>What comes ahead of the watermark is held, see {@link Agenda}, and saved as raw keyed state.
 * Sums are held on their way out, see {@link JoinSums}, and go ahead of every checkpoint barrier.
 * All else that is saved is in {@link ViewerJoin} and {@link RoomDisplays}. The watermark is the
 * lesser of both inputs', idle or not; for why see {@link StaysActive}.
 */
public final class ViewerJoinOperator extends AbstractStreamOperator<Sum<ExposureKey>>
    implements TwoInputStreamOperator<PackedEvent, JoinNotice, Sum<ExposureKey>>,
        Triggerable<String, VoidNamespace> {

  private static final long serialVersionUID = 1L;

  /** The timers' name in savepoints: what Flink calls those of a function. */
  private static final String TIMERS = "user-timers";

  private final ErasureLedger ledger;

  private transient JoinSums sums;
  private transient boolean restored;
  private transient Agenda agenda;
  private transient TimerService timers;
  private transient RoomDisplays displays;
  private transient ViewerJoin viewers;

  /** A join that knows of these erasures from the start. */
  public ViewerJoinOperator(ErasureLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  protected void setup(
      StreamTask<?, ?> task, StreamConfig config, Output<StreamRecord<Sum<ExposureKey>>> output) {
    sums = new JoinSums(output);
    super.setup(task, config, new HoldingOutput<>(output, sums::flush));
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    restored = context.isRestored();
    agenda = new Agenda();
    for (KeyGroupStatePartitionStreamProvider group : context.getRawKeyedStateInputs()) {
      try (InputStream stream = group.getStream()) {
        agenda.read(stream);
      }
    }
  }

  /** Of this operator's own making are the agenda. */
  @Override
  protected boolean isUsingCustomRawKeyedState() {
    return true;
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers =
        new SimpleTimerService(
            getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this));
    displays = new RoomDisplays(getOperatorStateBackend());
    viewers =
        new ViewerJoin(
            ledger,
            restored,
            getRuntimeContext(),
            getOperatorStateBackend().getBroadcastState(ErasureLedger.STATE),
            displays,
            timers,
            agenda,
            new JoinOutput(output, sums));
  }

  /** Most events are put by without a look at the state, whose key is set where one is due. */
  @Override
  public boolean hasKeyContext1() {
    return false;
  }

  @Override
  public void processElement1(StreamRecord<PackedEvent> element) throws Exception {
    PackedEvent packed = element.getValue();
    if (packed.topic() == Topic.ERASURES) {
      erase(packed.unpack());
    } else if (packed.eventTime() <= timers.currentWatermark()) {
      takeBehind(packed);
    } else if (!agenda.add(packed)) {
      takeAhead(packed);
    } else if (agenda.areTooMany()) {
      agenda.takeEvents(this::take);
    }
  }

  private void erase(Received erasure) throws Exception {
    String viewerId = erasure.event().key();
    takeHeld(viewerId, Long.MAX_VALUE);
    viewers.erase(viewerId, Erased.of(erasure));
  }

  private void takeBehind(PackedEvent packed) throws Exception {
    Received received = packed.unpack();
    String viewerId = received.event().key();
    takeHeld(viewerId, Math.max(timers.currentWatermark(), agenda.latestOfId(packed)));
    viewers.takeBehind(viewerId, received);
  }

  /** Takes an event that must not be held, since it would overtake one of its id. */
  private void takeAhead(PackedEvent packed) throws Exception {
    Received received = packed.unpack();
    String viewerId = received.event().key();
    takeHeld(viewerId, agenda.latestOfId(packed));
    take(viewerId, List.of(received));
  }

  /**
   * Has what is held of a viewer up to an event time taken into the state, which is at hand then.
   */
  private void takeHeld(String viewerId, long until) throws Exception {
    setCurrentKey(viewerId);
    agenda.take(viewerId, until, this::take);
  }

  private void take(String viewerId, List<Received> events) throws Exception {
    take(viewerId, events, timers.currentWatermark());
  }

  private void take(String viewerId, List<Received> events, long watermark) throws Exception {
    setCurrentKey(viewerId);
    viewers.take(viewerId, events, watermark);
  }

  /** How many events are held and viewers to be woken. */
  int agendaSize() {
    return agenda.size();
  }

  @Override
  public void processElement2(StreamRecord<JoinNotice> element) throws Exception {
    JoinNotice notice = element.getValue();
    if (notice instanceof JoinNotice.Forgotten forgotten) {
      viewers.hear(forgotten.erased());
    } else if (notice instanceof JoinNotice.Changed changed) {
      displays.change(changed.change(), timers.currentWatermark());
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    long until = mark.getTimestamp();
    agenda.takeDue(until, (viewerId, events) -> take(viewerId, events, until));
    super.processWatermark(mark);
  }

  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) {
    // An input that is idle is waited for.
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    viewers.onTimer(timer.getKey(), timer.getTimestamp());
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("Nobody asked for a timer by the clock.");
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    sums.flush();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    agenda.write(
        context.getRawKeyedOperatorStateOutput(),
        getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks());
  }

  @Override
  public void finish() throws Exception {
    super.finish();
    agenda.takeEvents(this::take);
    sums.flush();
  }
}

package io.trustlift.attribution.operator;

import io.trustlift.attribution.AttributionJob;
import io.trustlift.model.Event;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.util.AbstractBroadcastStreamOperatorTestHarness;

/** The join alone, as its task runs it. */
final class JoinHarness
    extends AbstractBroadcastStreamOperatorTestHarness<PackedEvent, JoinNotice, Sum<ExposureKey>> {

  private static final int KEY_GROUPS = AttributionJob.MAX_PARALLELISM;

  private JoinHarness(ErasureLedger ledger, int tasks, int task) throws Exception {
    super(new ViewerJoinOperator(ledger), KEY_GROUPS, tasks, task);
    KeySelector<PackedEvent, String> viewer = PackedEvent::viewerId;
    config.setStatePartitioner(0, viewer);
    config.setStateKeySerializer(
        Types.STRING.createSerializer(executionConfig.getSerializerConfig()));
    config.serializeAllConfigs();
  }

  /** A join that starts without state. */
  static JoinHarness open(ErasureLedger ledger) throws Exception {
    JoinHarness join = new JoinHarness(ledger, 1, 0);
    join.open();
    return join;
  }

  /** Closes this one at a checkpoint and goes on from there with another. */
  JoinHarness restart(ErasureLedger ledger) throws Exception {
    prepareSnapshotPreBarrier(1);
    OperatorSubtaskState state = snapshot(1, 1);
    close();
    JoinHarness next = new JoinHarness(ledger, 1, 0);
    next.initializeState(state);
    next.open();
    return next;
  }

  /** One of several tasks that go on from the state of a single one. */
  static JoinHarness rescaled(OperatorSubtaskState state, int tasks, int task) throws Exception {
    JoinHarness join = new JoinHarness(ErasureLedger.EMPTY, tasks, task);
    join.initializeState(repartitionOperatorState(state, KEY_GROUPS, 1, tasks, task));
    join.open();
    return join;
  }

  void accept(Event event) throws Exception {
    processElement(Sent.packed(event), event.eventTime());
  }

  <K, V> BroadcastState<K, V> broadcast(MapStateDescriptor<K, V> descriptor) throws Exception {
    return getOperator().getOperatorStateBackend().getBroadcastState(descriptor);
  }

  /** How many wakes and timers there are, and events that are held. */
  int waiting() {
    return ((ViewerJoinOperator) getOperator()).agendaSize() + numEventTimeTimers();
  }

  /** How many values the keyed state holds. */
  int stateEntries() {
    return ((HeapKeyedStateBackend<?>) getOperator().<String>getKeyedStateBackend())
        .numKeyValueStateEntries();
  }
}

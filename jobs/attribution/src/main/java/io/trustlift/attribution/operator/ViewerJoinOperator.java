package io.trustlift.attribution.operator;

import io.trustlift.model.Received;
import java.util.List;
import org.apache.flink.streaming.api.graph.StreamConfig;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.StreamTask;

/**
 * Runs the {@link ViewerJoin}, whose sums are held back for a while, see {@link JoinSums}. They go
 * ahead of every checkpoint barrier, so there is no state to save.
 */
public final class ViewerJoinOperator
    extends WaitingBroadcastJoin<String, Received, JoinNotice, Sum<ExposureKey>> {

  private static final long serialVersionUID = 1L;

  private transient JoinSums sums;

  /** A join that knows of these erasures from the start. */
  public ViewerJoinOperator(ErasureLedger ledger) {
    super(
        new ViewerJoin(ledger),
        List.of(ViewerJoin.TIMELINES, ViewerJoin.RETIRED, ErasureLedger.STATE));
  }

  @Override
  protected void setup(
      StreamTask<?, ?> task, StreamConfig config, Output<StreamRecord<Sum<ExposureKey>>> output) {
    sums = new JoinSums(output);
    super.setup(task, config, new HoldingOutput<>(output, sums::flush));
  }

  @Override
  public void open() throws Exception {
    ((ViewerJoin) getUserFunction()).addUpIn(sums);
    super.open();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    sums.flush();
  }

  @Override
  public void finish() throws Exception {
    super.finish();
    sums.flush();
  }
}

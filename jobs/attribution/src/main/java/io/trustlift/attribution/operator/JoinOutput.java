package io.trustlift.attribution.operator;

import io.trustlift.exposure.Quality;
import io.trustlift.exposure.RiskCell;
import io.trustlift.exposure.ViewerOutput;
import io.trustlift.model.Mode;
import io.trustlift.model.Received;
import io.trustlift.model.Rejected;
import io.trustlift.model.row.AssignmentRow;
import io.trustlift.model.row.OutcomeRow;
import io.trustlift.model.row.ReplyRow;
import io.trustlift.model.row.TriggerRow;
import io.trustlift.model.row.VisitRow;
import java.util.List;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/** Sends viewers' rows on their way, and has the rest added up. */
final class JoinOutput implements ViewerOutput {

  private final Output<?> output;
  private final JoinSums sums;

  JoinOutput(Output<?> output, JoinSums sums) {
    this.output = output;
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
    send(Outputs.VISITS, row);
  }

  @Override
  public void outcome(OutcomeRow row) {
    send(Outputs.OUTCOMES, row);
  }

  @Override
  public void reply(ReplyRow row) {
    send(Outputs.REPLIES, row);
  }

  @Override
  public void assignment(AssignmentRow row) {
    send(Outputs.ASSIGNMENTS, row);
  }

  @Override
  public void trigger(TriggerRow row) {
    send(Outputs.TRIGGERS, row);
  }

  @Override
  public void used(Received event) {
    sums.used(event);
  }

  void duplicate(Received event) {
    sums.count(CountKey.duplicate(event));
  }

  void erased(Received event) {
    sums.count(CountKey.erased(event));
  }

  @Override
  public void rejected(Rejected rejected) {
    sums.count(CountKey.rejected(rejected));
    send(Outputs.REJECTED, rejected);
  }

  /** Tells that a viewer's state is gone. */
  void forgotten(Erased erased) {
    send(Outputs.ERASED, erased);
  }

  private <T> void send(OutputTag<T> tag, T value) {
    output.collect(tag, new StreamRecord<>(value));
  }
}

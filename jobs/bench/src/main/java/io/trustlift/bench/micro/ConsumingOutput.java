package io.trustlift.bench.micro;

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
import org.openjdk.jmh.infra.Blackhole;

/** Takes everything, so that nothing is left out because nobody wants it. */
record ConsumingOutput(Blackhole hole) implements ViewerOutput {

  @Override
  public void exposure(
      long minute,
      String streamId,
      Mode mode,
      String market,
      List<String> onScreen,
      List<String> recent,
      long milliseconds) {
    hole.consume(minute);
    hole.consume(onScreen);
    hole.consume(recent);
    hole.consume(milliseconds);
  }

  @Override
  public void atRisk(String streamId, String market, long block, RiskCell cell, long amount) {
    hole.consume(cell);
    hole.consume(amount);
  }

  @Override
  public void quality(
      long minute, String streamId, Mode mode, String market, Quality measure, long amount) {
    hole.consume(amount);
  }

  @Override
  public void reached(String streamId, String displayId) {
    hole.consume(displayId);
  }

  @Override
  public void visit(VisitRow row) {
    hole.consume(row);
  }

  @Override
  public void outcome(OutcomeRow row) {
    hole.consume(row);
  }

  @Override
  public void reply(ReplyRow row) {
    hole.consume(row);
  }

  @Override
  public void assignment(AssignmentRow row) {
    hole.consume(row);
  }

  @Override
  public void trigger(TriggerRow row) {
    hole.consume(row);
  }

  @Override
  public void used(Received event) {
    hole.consume(event);
  }

  @Override
  public void rejected(Rejected rejected) {
    hole.consume(rejected);
  }
}

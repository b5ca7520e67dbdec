package io.trustlift.exposure;

import io.trustlift.model.Mode;
import io.trustlift.model.Received;
import io.trustlift.model.Rejected;
import io.trustlift.model.row.AssignmentRow;
import io.trustlift.model.row.OutcomeRow;
import io.trustlift.model.row.ReplyRow;
import io.trustlift.model.row.TriggerRow;
import io.trustlift.model.row.VisitRow;
import java.util.List;

/** What a viewer's history gives. */
public interface ViewerOutput {

  /** A piece of viewer-time, to be summed up. */
  void exposure(
      long minute,
      String streamId,
      Mode mode,
      String market,
      List<String> onScreen,
      List<String> recent,
      long milliseconds);

  /**
   * Viewer-time of live visits whose viewer had not asked in the stream before the block, or such a
   * viewer's first inquiry, to be summed up.
   *
   * @param block start of the five minutes, epoch milliseconds
   * @param amount milliseconds, or the number of inquiries
   */
  void atRisk(String streamId, String market, long block, RiskCell cell, long amount);

  /**
   * What an event of a visit says of how well the stream came through, to be summed up.
   *
   * @param minute of the event, epoch milliseconds
   */
  void quality(
      long minute, String streamId, Mode mode, String market, Quality measure, long amount);

  /** A live visit has viewed a display; told once for each visit. */
  void reached(String streamId, String displayId);

  void visit(VisitRow row);

  void outcome(OutcomeRow row);

  void reply(ReplyRow row);

  void assignment(AssignmentRow row);

  void trigger(TriggerRow row);

  /** An event that was {@link Disposition#PENDING} has been used. */
  void used(Received event);

  /** An event that was {@link Disposition#PENDING} cannot be used. */
  void rejected(Rejected rejected);
}

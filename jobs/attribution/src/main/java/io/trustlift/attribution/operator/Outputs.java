package io.trustlift.attribution.operator;

import io.trustlift.attribution.format.Format;
import io.trustlift.model.Received;
import io.trustlift.model.Rejected;
import io.trustlift.model.row.AssignmentRow;
import io.trustlift.model.row.OutcomeRow;
import io.trustlift.model.row.ReplyRow;
import io.trustlift.model.row.TriggerRow;
import io.trustlift.model.row.VisitRow;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** What operators give beside their main output. */
public final class Outputs {

  public static final OutputTag<Received> DISPLAY_EVENTS =
      new OutputTag<>("display-events", Format.RECEIVED.info());
  public static final OutputTag<Received> CREDENTIAL_EVENTS =
      new OutputTag<>("credential-events", Format.RECEIVED.info());
  public static final OutputTag<Received> EXPERIMENT_EVENTS =
      new OutputTag<>("experiment-events", Format.RECEIVED.info());
  public static final OutputTag<Received> ERASURE_EVENTS =
      new OutputTag<>("erasure-events", Format.RECEIVED.info());
  public static final OutputTag<Erased> ERASED = new OutputTag<>("erased", Format.ERASED.info());
  public static final OutputTag<Received> SCHEDULE_EVENTS =
      new OutputTag<>("schedule-events", Format.RECEIVED.info());
  public static final OutputTag<Rejected> REJECTED =
      new OutputTag<>("rejected", Format.REJECTED.info());
  public static final OutputTag<Sum<CountKey>> COUNTS =
      new OutputTag<>("counts", Format.COUNT.info());
  public static final OutputTag<Sum<DisplayKey>> REACH =
      new OutputTag<>("reach", Format.REACH.info());
  public static final OutputTag<Sum<RiskKey>> AT_RISK =
      new OutputTag<>("at-risk", Format.RISK.info());
  public static final OutputTag<Received> CATALOGUE_ENTRIES =
      new OutputTag<>("catalogue-entries", Format.RECEIVED.info());
  public static final OutputTag<Sum<QualityKey>> QUALITY =
      new OutputTag<>("quality", Format.QUALITY.info());
  public static final OutputTag<VisitRow> VISITS =
      new OutputTag<>("visits", Format.VISIT_ROW.info());
  public static final OutputTag<OutcomeRow> OUTCOMES =
      new OutputTag<>("outcomes", Format.OUTCOME_ROW.info());
  public static final OutputTag<ReplyRow> REPLIES =
      new OutputTag<>("replies", Format.REPLY_ROW.info());
  public static final OutputTag<AssignmentRow> ASSIGNMENTS =
      new OutputTag<>("experiment-assignments", TypeInformation.of(AssignmentRow.class));
  public static final OutputTag<TriggerRow> TRIGGERS =
      new OutputTag<>("experiment-triggers", TypeInformation.of(TriggerRow.class));

  private Outputs() {}
}

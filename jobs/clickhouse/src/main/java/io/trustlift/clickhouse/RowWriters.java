package io.trustlift.clickhouse;

import io.trustlift.model.row.AssignmentRow;
import io.trustlift.model.row.CredentialRow;
import io.trustlift.model.row.DisplayRow;
import io.trustlift.model.row.ErasureRow;
import io.trustlift.model.row.EventCountRow;
import io.trustlift.model.row.ExperimentRow;
import io.trustlift.model.row.ExposureTimeRow;
import io.trustlift.model.row.OutcomeRow;
import io.trustlift.model.row.QualityRow;
import io.trustlift.model.row.RateMonitorRow;
import io.trustlift.model.row.RejectedRow;
import io.trustlift.model.row.ReplyRow;
import io.trustlift.model.row.ScheduleRow;
import io.trustlift.model.row.ShowRow;
import io.trustlift.model.row.TriggerRow;
import io.trustlift.model.row.VisitRow;

/** One {@link RowWriter} for each row type. */
public final class RowWriters {

  /** Into {@code trust.exposure_time}. */
  public static final RowWriter<ExposureTimeRow> EXPOSURE_TIME = new ExposureTimeWriter();

  /** Into {@code trust.visits}. */
  public static final RowWriter<VisitRow> VISITS = new VisitWriter();

  /** Into {@code trust.outcomes}. */
  public static final RowWriter<OutcomeRow> OUTCOMES = new OutcomeWriter();

  /** Into {@code trust.replies}. */
  public static final RowWriter<ReplyRow> REPLIES = new ReplyWriter();

  /** Into {@code trust.displays}. */
  public static final RowWriter<DisplayRow> DISPLAYS = new DisplayWriter();

  /** Into {@code trust.shows}. */
  public static final RowWriter<ShowRow> SHOWS = new ShowWriter();

  /** Into {@code trust.experiment_assignments}. */
  public static final RowWriter<AssignmentRow> EXPERIMENT_ASSIGNMENTS = new AssignmentWriter();

  /** Into {@code trust.experiment_triggers}. */
  public static final RowWriter<TriggerRow> EXPERIMENT_TRIGGERS = new TriggerWriter();

  /** Into {@code trust.rejected_events}. */
  public static final RowWriter<RejectedRow> REJECTED_EVENTS = new RejectedWriter();

  /** Into {@code trust.credentials}. */
  public static final RowWriter<CredentialRow> CREDENTIALS = new CredentialWriter();

  /** Into {@code trust.experiments}. */
  public static final RowWriter<ExperimentRow> EXPERIMENTS = new ExperimentWriter();

  /** Into {@code trust.erasures}. */
  public static final RowWriter<ErasureRow> ERASURES = new ErasureWriter();

  /** Into {@code trust.schedule}. */
  public static final RowWriter<ScheduleRow> SCHEDULE = new ScheduleWriter();

  /** Into {@code trust.rate_monitor}. */
  public static final RowWriter<RateMonitorRow> RATE_MONITOR = new RateMonitorWriter();

  /** Into {@code trust.quality_minutes}. */
  public static final RowWriter<QualityRow> QUALITY = new QualityWriter();

  /** Into {@code trust.event_counts}. */
  public static final RowWriter<EventCountRow> EVENT_COUNTS = new EventCountWriter();

  private RowWriters() {}
}

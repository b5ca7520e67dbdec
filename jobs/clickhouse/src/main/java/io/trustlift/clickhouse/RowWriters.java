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

/** One {@link RowWriter} for each row type: which of its values goes to which column. */
public final class RowWriters {

  /** Into {@code trust.exposure_time}. */
  public static final RowWriter<ExposureTimeRow> EXPOSURE_TIME =
      RowWriter.<ExposureTimeRow>into("exposure_time")
          .instant("minute", ExposureTimeRow::minute)
          .column("stream_id", ExposureTimeRow::streamId)
          .column("mode", ExposureTimeRow::mode)
          .column("market", ExposureTimeRow::market)
          .column("on_screen", ExposureTimeRow::onScreen)
          .column("recent", ExposureTimeRow::recent)
          .column("viewer_ms", ExposureTimeRow::viewerMs)
          .greatest("viewer_ms", "minute", "stream_id", "mode", "market", "on_screen", "recent");

  /** Into {@code trust.visits}. */
  public static final RowWriter<VisitRow> VISITS =
      RowWriter.<VisitRow>into("visits")
          .column("visit_id", VisitRow::visitId)
          .column("viewer_id", VisitRow::viewerId)
          .column("stream_id", VisitRow::streamId)
          .column("mode", VisitRow::mode)
          .column("market", VisitRow::market)
          .instant("started_at", VisitRow::startedAt)
          .instant("ended_at", VisitRow::endedAt)
          .column("exposed_ms", VisitRow::exposedMs)
          .column("seen", VisitRow::seen)
          .column("questions", VisitRow::questions)
          .column("product_clicks", VisitRow::productClicks)
          .column("add_to_carts", VisitRow::addToCarts)
          .column("shares", VisitRow::shares)
          .column("stall_ms", VisitRow::stallMs)
          .column("version", VisitRow::version)
          .greatest("version", "market", "started_at", "visit_id");

  /** Into {@code trust.outcomes}. */
  public static final RowWriter<OutcomeRow> OUTCOMES =
      RowWriter.<OutcomeRow>into("outcomes")
          .column("outcome_id", OutcomeRow::outcomeId)
          .column("kind", OutcomeRow::kind)
          .instant("occurred_at", OutcomeRow::occurredAt)
          .column("viewer_id", OutcomeRow::viewerId)
          .column("market", OutcomeRow::market)
          .column("stream_id", OutcomeRow::streamId)
          .column("visit_id", OutcomeRow::visitId)
          .column("mode", OutcomeRow::mode)
          .column("on_screen", OutcomeRow::onScreen)
          .column("recent", OutcomeRow::recent)
          .column("seen", OutcomeRow::seen)
          .column("exposed_30s", OutcomeRow::exposed30s)
          .column("exposed_60s", OutcomeRow::exposed60s)
          .column("exposed_120s", OutcomeRow::exposed120s)
          .column("attribution", OutcomeRow::attribution)
          .column("status", OutcomeRow::status)
          .column("paid", row -> row.paid() ? 1 : 0)
          .column("amount", OutcomeRow::amount)
          .column("paid_amount", OutcomeRow::paidAmount)
          .column("refunded_amount", OutcomeRow::refundedAmount)
          .column("currency", OutcomeRow::currency)
          .column("topic", OutcomeRow::topic)
          .column("language", OutcomeRow::language)
          .column("version", OutcomeRow::version)
          .column("revision", row -> row.revision() ? 1 : 0)
          // By revision too: an outcome's first row tells that its hour has to be summed up anew.
          .greatest(
              "version", "kind", "market", "occurred_at", "viewer_id", "outcome_id", "revision");

  /** Into {@code trust.replies}. */
  public static final RowWriter<ReplyRow> REPLIES =
      RowWriter.<ReplyRow>into("replies")
          .column("question_id", ReplyRow::questionId)
          .column("stream_id", ReplyRow::streamId)
          .column("viewer_id", ReplyRow::viewerId)
          .instant("asked_at", ReplyRow::askedAt)
          .instant("replied_at", ReplyRow::repliedAt)
          .column("version", ReplyRow::version)
          .greatest("version", "viewer_id", "question_id", "asked_at");

  /** Into {@code trust.displays}. */
  public static final RowWriter<DisplayRow> DISPLAYS =
      RowWriter.<DisplayRow>into("displays")
          .column("display_id", DisplayRow::displayId)
          .column("stream_id", DisplayRow::streamId)
          .column("credential_id", DisplayRow::credentialId)
          .column("placement", DisplayRow::placement)
          .column("product_id", DisplayRow::productId)
          .column("experiment_id", DisplayRow::experimentId)
          .column("variant", DisplayRow::variant)
          .instant("shown_at", DisplayRow::shownAt)
          .instant("hidden_at", DisplayRow::hiddenAt)
          .column("end_reason", DisplayRow::endReason)
          .column("visits_reached", DisplayRow::visitsReached)
          .column("validity", DisplayRow::validity)
          .column("version", DisplayRow::version)
          .greatest("version", "stream_id", "display_id");

  /** Into {@code trust.shows}. */
  public static final RowWriter<ShowRow> SHOWS =
      RowWriter.<ShowRow>into("shows")
          .column("display_id", ShowRow::displayId)
          .column("stream_id", ShowRow::streamId)
          .column("credential_id", ShowRow::credentialId)
          .column("placement", ShowRow::placement)
          .column("experiment_id", ShowRow::experimentId)
          .column("variant", ShowRow::variant)
          .instant("shown_at", ShowRow::shownAt)
          .oneRowFor("stream_id", "display_id", "shown_at");

  /** Into {@code trust.experiment_assignments}. */
  public static final RowWriter<AssignmentRow> EXPERIMENT_ASSIGNMENTS =
      RowWriter.<AssignmentRow>into("experiment_assignments")
          .column("experiment_id", AssignmentRow::experimentId)
          .column("viewer_id", AssignmentRow::viewerId)
          .column("variant", AssignmentRow::variant)
          .instant("assigned_at", AssignmentRow::assignedAt)
          .column("version", AssignmentRow::version)
          .greatest("version", "experiment_id", "viewer_id", "variant");

  /** Into {@code trust.experiment_triggers}. */
  public static final RowWriter<TriggerRow> EXPERIMENT_TRIGGERS =
      RowWriter.<TriggerRow>into("experiment_triggers")
          .column("experiment_id", TriggerRow::experimentId)
          .column("viewer_id", TriggerRow::viewerId)
          .column("variant", TriggerRow::variant)
          .column("market", TriggerRow::market)
          .column("stream_id", TriggerRow::streamId)
          .instant("triggered_at", TriggerRow::triggeredAt)
          .column("version", row -> Long.MAX_VALUE - row.triggeredAt())
          .greatest("version", "experiment_id", "viewer_id");

  /** Into {@code trust.rejected_events}. */
  public static final RowWriter<RejectedRow> REJECTED_EVENTS =
      RowWriter.<RejectedRow>into("rejected_events")
          .column("topic", RejectedRow::topic)
          .column("partition", RejectedRow::partition)
          .column("offset", RejectedRow::offset)
          .column("reason", RejectedRow::reason)
          .column("detail", RejectedRow::detail)
          .column("payload", RejectedRow::payload)
          .column("key", RejectedRow::key)
          .column("event_time", RejectedRow::eventTime)
          .instant("rejected_at", RejectedRow::rejectedAt)
          .oneRowFor("topic", "partition", "offset");

  /** Into {@code trust.credentials}. */
  public static final RowWriter<CredentialRow> CREDENTIALS =
      RowWriter.<CredentialRow>into("credentials")
          .column("credential_id", CredentialRow::credentialId)
          .column("event_id", CredentialRow::eventId)
          .instant("event_time", CredentialRow::eventTime)
          .column("type", CredentialRow::type)
          .column("kind", CredentialRow::kind)
          .column("title", CredentialRow::title)
          .column("status", CredentialRow::status)
          .column("issuer", CredentialRow::issuer)
          .column("scheme", CredentialRow::scheme)
          .column("section", CredentialRow::section)
          .column("owner", CredentialRow::owner)
          .column("evidence_url", CredentialRow::evidenceUrl)
          .column("valid_from_ms", CredentialRow::validFrom)
          .column("valid_until_ms", CredentialRow::validUntil)
          .column("reviewed_at_ms", CredentialRow::reviewedAt)
          .column("verified", CredentialRow::verified)
          .column("incentivised", CredentialRow::incentivised)
          .column("valid_markets", CredentialRow::validMarkets)
          .column("product_ids", CredentialRow::productIds)
          .oneRowFor("credential_id", "event_time", "event_id");

  /** Into {@code trust.experiments}. */
  public static final RowWriter<ExperimentRow> EXPERIMENTS =
      RowWriter.<ExperimentRow>into("experiments")
          .column("experiment_id", ExperimentRow::experimentId)
          .column("event_id", ExperimentRow::eventId)
          .instant("event_time", ExperimentRow::eventTime)
          .column("name", ExperimentRow::name)
          .column("control", ExperimentRow::control)
          .column("variants", ExperimentRow::variants)
          .column("shares", ExperimentRow::shares)
          .column("primary_metric", ExperimentRow::primaryMetric)
          .column("planned_effect", ExperimentRow::plannedEffect)
          .column("started_at_ms", ExperimentRow::startedAt)
          .column("ended_at_ms", ExperimentRow::endedAt)
          .oneRowFor("experiment_id", "event_time", "event_id");

  /** Into {@code trust.erasures}. */
  public static final RowWriter<ErasureRow> ERASURES =
      RowWriter.<ErasureRow>into("erasures")
          .column("viewer_hash", ErasureRow::viewerHash)
          .instant("erased_at", ErasureRow::erasedAt)
          .instant("state_cleared_at", ErasureRow::stateClearedAt)
          .greatest("state_cleared_at", "viewer_hash", "erased_at");

  /** Into {@code trust.schedule}. */
  public static final RowWriter<ScheduleRow> SCHEDULE =
      RowWriter.<ScheduleRow>into("schedule")
          .column("stream_id", ScheduleRow::streamId)
          .column("event_id", ScheduleRow::eventId)
          .instant("event_time", ScheduleRow::eventTime)
          .column("planned_start_ms", ScheduleRow::plannedStart)
          .column("series", ScheduleRow::series)
          .column("status", ScheduleRow::status)
          .oneRowFor("stream_id", "event_time", "event_id");

  /** Into {@code trust.rate_monitor}. */
  public static final RowWriter<RateMonitorRow> RATE_MONITOR =
      RowWriter.<RateMonitorRow>into("rate_monitor")
          .column("focus_value", RateMonitorRow::focusValue)
          .column("market", RateMonitorRow::market)
          .instant("block", RateMonitorRow::block)
          .column("inquiries", RateMonitorRow::inquiries)
          .column("exposed_inquiries", RateMonitorRow::exposedInquiries)
          .column("expected_exposed", RateMonitorRow::expectedExposed)
          .column("log_e", RateMonitorRow::logE)
          .column("max_log_e", RateMonitorRow::maxLogE)
          .column("p_value", RateMonitorRow::pValue)
          .column("rate_ratio", RateMonitorRow::rateRatio)
          .greatest("inquiries", "focus_value", "market", "block");

  /** Into {@code trust.quality_minutes}. */
  public static final RowWriter<QualityRow> QUALITY =
      RowWriter.<QualityRow>into("quality_minutes")
          .instant("minute", QualityRow::minute)
          .column("stream_id", QualityRow::streamId)
          .column("mode", QualityRow::mode)
          .column("market", QualityRow::market)
          .column("measure", QualityRow::measure)
          .column("amount", QualityRow::amount)
          .greatest("amount", "stream_id", "minute", "mode", "market", "measure");

  /** Into {@code trust.event_counts}. */
  public static final RowWriter<EventCountRow> EVENT_COUNTS =
      RowWriter.<EventCountRow>into("event_counts")
          .column("topic", EventCountRow::topic)
          .instant("minute", EventCountRow::minute)
          .column("disposition", EventCountRow::disposition)
          .column("reason", EventCountRow::reason)
          .column("events", EventCountRow::events)
          .greatest("events", "topic", "minute", "disposition", "reason");

  private RowWriters() {}
}

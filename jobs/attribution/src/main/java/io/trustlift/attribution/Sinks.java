package io.trustlift.attribution;

import io.trustlift.model.Rejected;
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
import org.apache.flink.api.connector.sink2.Sink;

/** Where the job's rows go: one sink for each table, and one for the dead letters themselves. */
public record Sinks(
    Sink<ExposureTimeRow> exposureTime,
    Sink<VisitRow> visits,
    Sink<OutcomeRow> outcomes,
    Sink<ReplyRow> replies,
    Sink<DisplayRow> displays,
    Sink<ShowRow> shows,
    Sink<AssignmentRow> assignments,
    Sink<TriggerRow> triggers,
    Sink<RateMonitorRow> rateMonitor,
    Sink<QualityRow> quality,
    Sink<CredentialRow> credentials,
    Sink<ExperimentRow> experiments,
    Sink<ScheduleRow> schedule,
    Sink<ErasureRow> erasures,
    Sink<RejectedRow> rejectedEvents,
    Sink<EventCountRow> eventCounts,
    Sink<Rejected> deadLetters) {}

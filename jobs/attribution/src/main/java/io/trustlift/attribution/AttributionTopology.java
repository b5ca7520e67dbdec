package io.trustlift.attribution;

import io.trustlift.attribution.format.Format;
import io.trustlift.attribution.intake.Intake;
import io.trustlift.attribution.operator.CountKey;
import io.trustlift.attribution.operator.CredentialJudge;
import io.trustlift.attribution.operator.DisplayFact;
import io.trustlift.attribution.operator.DisplayKey;
import io.trustlift.attribution.operator.DisplayRows;
import io.trustlift.attribution.operator.DisplaySettler;
import io.trustlift.attribution.operator.EntriesOnce;
import io.trustlift.attribution.operator.Erased;
import io.trustlift.attribution.operator.ErasedLetters;
import io.trustlift.attribution.operator.ErasureLedger;
import io.trustlift.attribution.operator.EventMeter;
import io.trustlift.attribution.operator.ExposureKey;
import io.trustlift.attribution.operator.JoinNotice;
import io.trustlift.attribution.operator.Outputs;
import io.trustlift.attribution.operator.PackedEvent;
import io.trustlift.attribution.operator.PartialSums;
import io.trustlift.attribution.operator.QualityKey;
import io.trustlift.attribution.operator.RateKey;
import io.trustlift.attribution.operator.RateMonitors;
import io.trustlift.attribution.operator.RiskStrata;
import io.trustlift.attribution.operator.Router;
import io.trustlift.attribution.operator.RunningTotal;
import io.trustlift.attribution.operator.StaysActive;
import io.trustlift.attribution.operator.Sum;
import io.trustlift.attribution.operator.ViewerJoinOperator;
import io.trustlift.attribution.operator.WaitingJoin;
import io.trustlift.exposure.DisplayChange;
import io.trustlift.model.CredentialEvent;
import io.trustlift.model.DisplayEvent;
import io.trustlift.model.Event;
import io.trustlift.model.ExperimentEvent;
import io.trustlift.model.Parameters;
import io.trustlift.model.Received;
import io.trustlift.model.Rejected;
import io.trustlift.model.ScheduleEvent;
import io.trustlift.model.ViewerHash;
import io.trustlift.model.row.CredentialRow;
import io.trustlift.model.row.DisplayRow;
import io.trustlift.model.row.ErasureRow;
import io.trustlift.model.row.EventCountRow;
import io.trustlift.model.row.ExperimentRow;
import io.trustlift.model.row.ExposureTimeRow;
import io.trustlift.model.row.QualityRow;
import io.trustlift.model.row.RateMonitorRow;
import io.trustlift.model.row.RejectedRow;
import io.trustlift.model.row.ScheduleRow;
import io.trustlift.model.row.ShowRow;
import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/**
 * What flows where.
 *
 * <pre>
 * intake ─ route ┬─ viewer events, orders, assignments ──────── by viewer ─────┐
 *                ├─ shows, as they arrive ─ shows
 *                ├─ display events ─ by display ─ settle ─┬─ to all ─────── join ┬─ visits, outcomes, replies, assignments, triggers
 *                │                                        │                      ├─ viewer-time ─ by key ─ exposure_time
 *                │                                        │                      ├─ stalls, latency ─ by key ─ quality_minutes
 *                │                                        │                      ├─ at risk ─ by room and block ─ strata ─ by type ─ rate_monitor
 *                │                                        ├─ shown ─ by          └─ views ─────────┐      │
 *                ├─ credential events ──────── by credential ─ judge ─┬─────────── by display ─ displays  │
 *                │                                                    ├─ to all ──────────────────────────┘
 *                │                                                    └─ credentials
 *                ├─ experiment events ─ by experiment ─ once ─ experiments
 *                ├─ schedule events ─ by stream ─ once ─ schedule
 *                ├─ erasures ─ by hash ─ once ─┬─ by viewer ─ join ─ erasures
 *                │                             └─ to all ─ join, dead letters
 *                └─ dead letters (of every step) ─ rejected_events, dead-letter topic; counts (of every step) ─ sum ─ event_counts
 * </pre>
 *
 * <p>What the join adds up it sends as sums, see {@link ViewerJoinOperator}.
 *
 * <p>Everything that is not a pure function of the events comes in from outside: the source, the
 * sinks, the clock. Every operator has a uid that stays, so that a savepoint finds its state.
 */
public final class AttributionTopology {

  /** Tells the time that dead letters are stamped with, epoch milliseconds. */
  @FunctionalInterface
  public interface Clock extends Serializable {
    long now();
  }

  /**
   * Counts of a minute of record time are final a day later: whatever is read is settled long
   * before.
   */
  private static final long COUNTS_FINAL_AFTER = 24 * 60 * Parameters.MINUTE;

  private AttributionTopology() {}

  /** Lays the job out between a source and the sinks. */
  public static void define(DataStream<Intake> intake, Sinks sinks, Clock clock) {
    define(intake, sinks, ErasureLedger.EMPTY, clock);
  }

  /** The same, with the erasures that are known at the start. */
  public static void define(
      DataStream<Intake> intake, Sinks sinks, ErasureLedger ledger, Clock clock) {
    SingleOutputStreamOperator<PackedEvent> routed =
        named("route", intake.process(new Router()).returns(Format.PACKED_EVENT.info()));

    SingleOutputStreamOperator<DisplayChange> changes =
        named(
            "settle-displays",
            routed
                .getSideOutput(Outputs.DISPLAY_EVENTS)
                .keyBy(DisplayKey::of, Format.DISPLAY_KEY.info())
                .process(new DisplaySettler())
                .returns(Format.DISPLAY_CHANGE.info()));
    SingleOutputStreamOperator<DisplayChange> settled =
        named(
            "displays-stay-active",
            changes.transform("stay", Format.DISPLAY_CHANGE.info(), new StaysActive<>()));

    into(
        "shows",
        named(
            "show-rows",
            routed
                .getSideOutput(Outputs.DISPLAY_EVENTS)
                .flatMap(AttributionTopology::showRow)
                .returns(TypeInformation.of(ShowRow.class))),
        sinks.shows());

    SingleOutputStreamOperator<DisplayFact> judged =
        named(
            "judge-credentials",
            named("shown", settled.filter(AttributionTopology::isShown))
                .keyBy(change -> change.display().credentialId(), Types.STRING)
                .connect(
                    routed
                        .getSideOutput(Outputs.CREDENTIAL_EVENTS)
                        .keyBy(received -> received.event().key(), Types.STRING))
                .transform(
                    "judge", Format.DISPLAY_FACT.info(), new WaitingJoin<>(new CredentialJudge())));

    SingleOutputStreamOperator<Received> erasures =
        named(
            "erasures-once",
            routed
                .getSideOutput(Outputs.ERASURE_EVENTS)
                .keyBy(received -> ViewerHash.of(received.event().key()), Types.STRING)
                .process(new EntriesOnce())
                .returns(Format.RECEIVED.info()));
    SingleOutputStreamOperator<Erased> erased =
        named("erased", erasures.map(Erased::of).returns(Format.ERASED.info()));
    SingleOutputStreamOperator<Erased> forgotten =
        named(
            "erasures-stay-active",
            erased.transform("stay", Format.ERASED.info(), new StaysActive<>()));

    SingleOutputStreamOperator<Sum<ExposureKey>> joined =
        named(
            "join-viewers",
            routed
                .union(
                    named(
                        "erasures-packed",
                        erasures.map(PackedEvent::of).returns(Format.PACKED_EVENT.info())))
                .keyBy(PackedEvent::viewerId, Types.STRING)
                .connect(notices(settled, forgotten).broadcast())
                .transform("join", Format.EXPOSURE.info(), new ViewerJoinOperator(ledger)));
    into(
        "erasures",
        named(
            "erasure-rows",
            joined
                .getSideOutput(Outputs.ERASED)
                .map(of -> new ErasureRow(of.viewerHash(), of.erasedAt(), clock.now()))
                .returns(TypeInformation.of(ErasureRow.class))),
        sinks.erasures());

    exposureTime(joined, sinks);
    quality(joined, sinks);
    rateMonitor(joined, judged, sinks);
    displays(settled, judged, joined, sinks);
    into("visits", joined.getSideOutput(Outputs.VISITS), sinks.visits());
    into("outcomes", joined.getSideOutput(Outputs.OUTCOMES), sinks.outcomes());
    into("replies", joined.getSideOutput(Outputs.REPLIES), sinks.replies());
    into("experiment-assignments", joined.getSideOutput(Outputs.ASSIGNMENTS), sinks.assignments());
    into("experiment-triggers", joined.getSideOutput(Outputs.TRIGGERS), sinks.triggers());
    into(
        "credentials",
        named(
            "credential-rows",
            judged
                .getSideOutput(Outputs.CATALOGUE_ENTRIES)
                .map(AttributionTopology::credentialRow)
                .returns(TypeInformation.of(CredentialRow.class))),
        sinks.credentials());
    SingleOutputStreamOperator<Received> experiments = experiments(routed, sinks);
    SingleOutputStreamOperator<Received> schedule = schedule(routed, sinks);

    SingleOutputStreamOperator<Rejected> unread =
        named(
            "erased-letters",
            routed
                .getSideOutput(Outputs.REJECTED)
                .connect(erased.broadcast(ErasureLedger.STATE))
                .process(new ErasedLetters(ledger))
                .returns(Format.REJECTED.info()));
    DataStream<Rejected> rejected =
        unread.union(
            changes.getSideOutput(Outputs.REJECTED),
            judged.getSideOutput(Outputs.REJECTED),
            joined.getSideOutput(Outputs.REJECTED));
    into("dead-letters", rejected, sinks.deadLetters());
    into(
        "rejected-events",
        named(
            "rejected-rows",
            rejected
                .map(deadLetter -> rejectedRow(deadLetter, clock.now()))
                .returns(TypeInformation.of(RejectedRow.class))),
        sinks.rejectedEvents());

    eventCounts(routed, changes, judged, experiments, schedule, erasures, unread, joined, sinks);
  }

  private static DataStream<JoinNotice> notices(
      DataStream<DisplayChange> changes, DataStream<Erased> erased) {
    return named(
            "display-notices",
            changes
                .map(change -> (JoinNotice) new JoinNotice.Changed(change))
                .returns(Format.JOIN_NOTICE.info()))
        .union(
            named(
                "erasure-notices",
                erased
                    .map(one -> (JoinNotice) new JoinNotice.Forgotten(one))
                    .returns(Format.JOIN_NOTICE.info())));
  }

  private static void exposureTime(
      SingleOutputStreamOperator<Sum<ExposureKey>> joined, Sinks sinks) {
    // A minute's last piece can come with an event up to visit_gap after it; the minute more is
    // room for holding back.
    long finalAfter = Parameters.MINUTE + Parameters.VISIT_GAP + Parameters.MINUTE;
    into(
        "exposure-time",
        named(
            "total-exposure",
            joined
                .keyBy(Sum::key, Format.EXPOSURE_KEY.info())
                .process(
                    new RunningTotal<>(
                        AttributionTopology::exposureTimeRow, ExposureKey::minute, finalAfter))
                .returns(Format.EXPOSURE_TIME_ROW.info())),
        sinks.exposureTime());
  }

  private static void quality(SingleOutputStreamOperator<Sum<ExposureKey>> joined, Sinks sinks) {
    // An event that joined late may still be used until its visit is over; the minute more is room
    // for holding back.
    long finalAfter = Parameters.MINUTE + Parameters.VISIT_GAP + Parameters.MINUTE;
    into(
        "quality-minutes",
        named(
            "total-quality",
            joined
                .getSideOutput(Outputs.QUALITY)
                .keyBy(Sum::key, Format.QUALITY_KEY.info())
                .process(
                    new RunningTotal<>(
                        AttributionTopology::qualityRow, QualityKey::minute, finalAfter))
                .returns(Format.QUALITY_ROW.info())),
        sinks.quality());
  }

  private static void rateMonitor(
      SingleOutputStreamOperator<Sum<ExposureKey>> joined,
      SingleOutputStreamOperator<DisplayFact> judged,
      Sinks sinks) {
    SingleOutputStreamOperator<Received> types =
        named(
            "catalogue-types",
            judged
                .getSideOutput(Outputs.CATALOGUE_ENTRIES)
                .map(Received::withoutBytes)
                .returns(Format.RECEIVED.info()));
    into(
        "rate-monitor",
        named(
            "monitor-rates",
            named(
                    "risk-strata",
                    joined
                        .getSideOutput(Outputs.AT_RISK)
                        .keyBy(sum -> sum.key().room(), Format.RISK_ROOM.info())
                        .connect(types.broadcast(RiskStrata.CREDENTIAL_TYPES))
                        .process(new RiskStrata())
                        .returns(Format.RISK_STRATUM.info()))
                .keyBy(RateKey::of, Format.RATE_KEY.info())
                .process(new RateMonitors())
                .returns(TypeInformation.of(RateMonitorRow.class))),
        sinks.rateMonitor());
  }

  private static void displays(
      SingleOutputStreamOperator<DisplayChange> changes,
      DataStream<DisplayFact> judged,
      SingleOutputStreamOperator<Sum<ExposureKey>> joined,
      Sinks sinks) {
    DataStream<DisplayFact> ended =
        named(
            "ended",
            named("ends", changes.filter(AttributionTopology::isEnd))
                .map(change -> (DisplayFact) new DisplayFact.Ended(change))
                .returns(Format.DISPLAY_FACT.info()));
    DataStream<DisplayFact> reached =
        named(
            "reached",
            joined
                .getSideOutput(Outputs.REACH)
                .map(
                    sum ->
                        (DisplayFact)
                            new DisplayFact.Reached(sum.key(), Math.toIntExact(sum.amount())))
                .returns(Format.DISPLAY_FACT.info()));
    into(
        "displays",
        named(
            "display-rows",
            judged
                .union(ended, reached)
                .keyBy(DisplayFact::key, Format.DISPLAY_KEY.info())
                .process(new DisplayRows())
                .returns(TypeInformation.of(DisplayRow.class))),
        sinks.displays());
  }

  private static SingleOutputStreamOperator<Received> experiments(
      SingleOutputStreamOperator<PackedEvent> routed, Sinks sinks) {
    SingleOutputStreamOperator<Received> once =
        named(
            "experiments-once",
            routed
                .getSideOutput(Outputs.EXPERIMENT_EVENTS)
                .keyBy(received -> received.event().key(), Types.STRING)
                .process(new EntriesOnce())
                .returns(Format.RECEIVED.info()));
    into(
        "experiments",
        named(
            "experiment-rows",
            once.map(AttributionTopology::experimentRow)
                .returns(TypeInformation.of(ExperimentRow.class))),
        sinks.experiments());
    return once;
  }

  private static SingleOutputStreamOperator<Received> schedule(
      SingleOutputStreamOperator<PackedEvent> routed, Sinks sinks) {
    SingleOutputStreamOperator<Received> once =
        named(
            "schedule-once",
            routed
                .getSideOutput(Outputs.SCHEDULE_EVENTS)
                .keyBy(received -> received.event().key(), Types.STRING)
                .process(new EntriesOnce())
                .returns(Format.RECEIVED.info()));
    into(
        "schedule",
        named(
            "schedule-rows",
            once.map(AttributionTopology::scheduleRow)
                .returns(TypeInformation.of(ScheduleRow.class))),
        sinks.schedule());
    return once;
  }

  private static void eventCounts(
      SingleOutputStreamOperator<PackedEvent> routed,
      SingleOutputStreamOperator<DisplayChange> changes,
      SingleOutputStreamOperator<DisplayFact> judged,
      SingleOutputStreamOperator<Received> experiments,
      SingleOutputStreamOperator<Received> schedule,
      SingleOutputStreamOperator<Received> erasures,
      SingleOutputStreamOperator<Rejected> unread,
      SingleOutputStreamOperator<Sum<ExposureKey>> joined,
      Sinks sinks) {
    DataStream<Sum<CountKey>> counts =
        partialSums("count-routed", routed.getSideOutput(Outputs.COUNTS), Format.COUNT)
            .union(
                partialSums("count-displays", changes.getSideOutput(Outputs.COUNTS), Format.COUNT),
                partialSums(
                    "count-credentials", judged.getSideOutput(Outputs.COUNTS), Format.COUNT),
                partialSums(
                    "count-experiments", experiments.getSideOutput(Outputs.COUNTS), Format.COUNT),
                partialSums("count-erasures", erasures.getSideOutput(Outputs.COUNTS), Format.COUNT),
                partialSums("count-unread", unread.getSideOutput(Outputs.COUNTS), Format.COUNT),
                partialSums("count-schedule", schedule.getSideOutput(Outputs.COUNTS), Format.COUNT),
                joined.getSideOutput(Outputs.COUNTS));
    into(
        "event-counts",
        named(
            "total-counts",
            named("meter-events", counts.map(new EventMeter()).returns(Format.COUNT.info()))
                .keyBy(Sum::key, Format.COUNT_KEY.info())
                .process(
                    new RunningTotal<>(
                        AttributionTopology::eventCountRow, CountKey::minute, COUNTS_FINAL_AFTER))
                .returns(TypeInformation.of(EventCountRow.class))),
        sinks.eventCounts());
  }

  private static <K> DataStream<Sum<K>> partialSums(
      String name, DataStream<Sum<K>> parts, Format<Sum<K>> format) {
    return named(name, parts.transform(name, format.info(), new PartialSums<>()));
  }

  /** A sink runs in a task of its own, so that a slow table does not stop the join. */
  private static <R> void into(String name, DataStream<R> rows, Sink<R> sink) {
    String uid = "write-" + name;
    rows.sinkTo(sink).name(uid).uid(uid).disableChaining();
  }

  private static <T> SingleOutputStreamOperator<T> named(
      String uid, SingleOutputStreamOperator<T> operator) {
    return operator.name(uid).uid(uid);
  }

  private static boolean isShown(DisplayChange change) {
    return change.kind() == DisplayChange.Kind.SHOWN;
  }

  private static boolean isEnd(DisplayChange change) {
    return change.kind() == DisplayChange.Kind.HIDDEN
        || change.kind() == DisplayChange.Kind.RAN_OUT;
  }

  private static ExposureTimeRow exposureTimeRow(ExposureKey key, long total) {
    return new ExposureTimeRow(
        key.minute(),
        key.streamId(),
        key.mode(),
        key.market(),
        key.onScreen(),
        key.recent(),
        total);
  }

  private static QualityRow qualityRow(QualityKey key, long total) {
    return new QualityRow(
        key.minute(), key.streamId(), key.mode(), key.market(), key.measure(), total);
  }

  private static EventCountRow eventCountRow(CountKey key, long total) {
    return new EventCountRow(key.topic(), key.minute(), key.disposition(), key.reason(), total);
  }

  private static RejectedRow rejectedRow(Rejected rejected, long now) {
    return new RejectedRow(
        rejected.topic().topicName(),
        rejected.partition(),
        rejected.offset(),
        rejected.reason().text(),
        rejected.detail(),
        rejected.payload(),
        rejected.key(),
        orNull(rejected.eventTime()),
        now);
  }

  private static CredentialRow credentialRow(Received received) {
    CredentialEvent event = (CredentialEvent) received.event();
    return new CredentialRow(
        event.credentialId(),
        event.eventId(),
        event.eventTime(),
        event.type(),
        event.kind(),
        event.title(),
        event.revoked() ? "revoked" : "active",
        event.issuer(),
        event.scheme(),
        event.section(),
        event.owner(),
        event.evidenceUrl(),
        orNull(event.validFrom()),
        orNull(event.validUntil()),
        orNull(event.reviewedAt()),
        event.verified(),
        event.incentivised(),
        event.validMarkets(),
        event.productIds());
  }

  /** What is on air is told before it is settled. */
  private static void showRow(Received received, Collector<ShowRow> out) {
    DisplayEvent event = (DisplayEvent) received.event();
    if (event.show()) {
      out.collect(
          new ShowRow(
              event.displayId(),
              event.streamId(),
              event.credentialId(),
              event.placement(),
              event.experimentId(),
              event.variant(),
              event.eventTime()));
    }
  }

  private static ScheduleRow scheduleRow(Received received) {
    ScheduleEvent event = (ScheduleEvent) received.event();
    return new ScheduleRow(
        event.streamId(),
        event.eventId(),
        event.eventTime(),
        event.plannedStart(),
        event.series(),
        event.cancelled() ? "cancelled" : "planned");
  }

  private static ExperimentRow experimentRow(Received received) {
    ExperimentEvent event = (ExperimentEvent) received.event();
    return new ExperimentRow(
        event.experimentId(),
        event.eventId(),
        event.eventTime(),
        event.name(),
        event.control(),
        event.variants(),
        event.shares(),
        event.primaryMetric(),
        event.plannedEffect(),
        event.startedAt(),
        orNull(event.endedAt()));
  }

  private static Long orNull(long time) {
    return time == Event.NO_TIME ? null : Long.valueOf(time);
  }
}

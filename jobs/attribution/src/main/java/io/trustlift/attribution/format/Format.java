package io.trustlift.attribution.format;

import io.trustlift.attribution.intake.Intake;
import io.trustlift.attribution.operator.CountKey;
import io.trustlift.attribution.operator.DisplayFact;
import io.trustlift.attribution.operator.DisplayKey;
import io.trustlift.attribution.operator.Erased;
import io.trustlift.attribution.operator.ExposureKey;
import io.trustlift.attribution.operator.JoinNotice;
import io.trustlift.attribution.operator.PackedEvent;
import io.trustlift.attribution.operator.QualityKey;
import io.trustlift.attribution.operator.RateKey;
import io.trustlift.attribution.operator.RiskKey;
import io.trustlift.attribution.operator.Scheduled;
import io.trustlift.attribution.operator.Sum;
import io.trustlift.exposure.Catalogue;
import io.trustlift.exposure.Codec;
import io.trustlift.exposure.Display;
import io.trustlift.exposure.DisplayChange;
import io.trustlift.exposure.DisplayLedger;
import io.trustlift.exposure.DisplayRecord;
import io.trustlift.exposure.Entries;
import io.trustlift.exposure.EventCodec;
import io.trustlift.exposure.RateMonitor;
import io.trustlift.exposure.RiskCell;
import io.trustlift.exposure.RiskStratum;
import io.trustlift.exposure.Timeline;
import io.trustlift.exposure.TypeHistory;
import io.trustlift.exposure.Viewer;
import io.trustlift.model.Received;
import io.trustlift.model.Rejected;
import io.trustlift.model.row.ExposureTimeRow;
import io.trustlift.model.row.OutcomeRow;
import io.trustlift.model.row.QualityRow;
import io.trustlift.model.row.ReplyRow;
import io.trustlift.model.row.VisitRow;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Every hand-written binary form that crosses the network or stands in a checkpoint, with its
 * version. A change of a form raises its version; {@link FormatSnapshot} sees to it that state of
 * another version is not misread.
 *
 * @param <T> what is written
 */
public final class Format<T> {

  // Between operators
  public static final Format<Intake> INTAKE =
      immutable("intake", Intake.class, Intake::write, Intake::read);
  public static final Format<Received> RECEIVED =
      immutable("received", 3, Received.class, EventCodec::writeReceived, EventCodec::readReceived);
  public static final Format<PackedEvent> PACKED_EVENT =
      immutable(
          "packed-event", PackedEvent.class, (out, event) -> event.write(out), PackedEvent::read);
  public static final Format<Rejected> REJECTED =
      immutable("rejected", Rejected.class, EventCodec::writeRejected, EventCodec::readRejected);
  public static final Format<DisplayChange> DISPLAY_CHANGE =
      immutable(
          "display-change",
          DisplayChange.class,
          (out, change) -> change.write(out),
          DisplayChange::read);
  public static final Format<DisplayFact> DISPLAY_FACT =
      immutable("display-fact", DisplayFact.class, DisplayFact::write, DisplayFact::read);
  public static final Format<ExposureKey> EXPOSURE_KEY =
      immutable("exposure-key", ExposureKey.class, (out, key) -> key.write(out), ExposureKey::read);
  public static final Format<DisplayKey> DISPLAY_KEY =
      immutable("display-key", DisplayKey.class, (out, key) -> key.write(out), DisplayKey::read);
  public static final Format<Erased> ERASED =
      immutable("erased", Erased.class, (out, erased) -> erased.write(out), Erased::read);
  public static final Format<JoinNotice> JOIN_NOTICE =
      immutable("join-notice", JoinNotice.class, JoinNotice::write, JoinNotice::read);
  public static final Format<CountKey> COUNT_KEY =
      immutable("count-key", CountKey.class, (out, key) -> key.write(out), CountKey::read);
  public static final Format<QualityKey> QUALITY_KEY =
      immutable("quality-key", QualityKey.class, (out, key) -> key.write(out), QualityKey::read);
  public static final Format<Sum<QualityKey>> QUALITY = sumOf("quality", QUALITY_KEY);
  public static final Format<Sum<ExposureKey>> EXPOSURE = sumOf("exposure", EXPOSURE_KEY);
  public static final Format<Sum<DisplayKey>> REACH = sumOf("reach", DISPLAY_KEY);
  public static final Format<Sum<CountKey>> COUNT = sumOf("count", COUNT_KEY);
  public static final Format<RiskKey.Room> RISK_ROOM =
      immutable("risk-room", RiskKey.Room.class, (out, key) -> key.write(out), RiskKey.Room::read);
  public static final Format<RiskKey> RISK_KEY =
      immutable("risk-key", RiskKey.class, (out, key) -> key.write(out), RiskKey::read);
  public static final Format<RateKey> RATE_KEY =
      immutable("rate-key", RateKey.class, (out, key) -> key.write(out), RateKey::read);
  public static final Format<Sum<RiskKey>> RISK = sumOf("risk", RISK_KEY);
  public static final Format<RiskStratum> RISK_STRATUM =
      immutable(
          "risk-stratum",
          RiskStratum.class,
          (out, stratum) -> stratum.write(out),
          RiskStratum::read);

  // Rows on their way to the sinks
  public static final Format<VisitRow> VISIT_ROW =
      immutable("visit-row", VisitRow.class, RowCodec::writeVisit, RowCodec::readVisit);
  public static final Format<OutcomeRow> OUTCOME_ROW =
      immutable("outcome-row", OutcomeRow.class, RowCodec::writeOutcome, RowCodec::readOutcome);
  public static final Format<ReplyRow> REPLY_ROW =
      immutable("reply-row", ReplyRow.class, RowCodec::writeReply, RowCodec::readReply);
  public static final Format<ExposureTimeRow> EXPOSURE_TIME_ROW =
      immutable(
          "exposure-time-row",
          ExposureTimeRow.class,
          RowCodec::writeExposureTime,
          RowCodec::readExposureTime);
  public static final Format<QualityRow> QUALITY_ROW =
      immutable("quality-row", QualityRow.class, RowCodec::writeQuality, RowCodec::readQuality);

  // In state
  public static final Format<RiskCell> RISK_CELL =
      immutable("risk-cell", RiskCell.class, (out, cell) -> cell.write(out), RiskCell::read);
  public static final Format<TypeHistory> TYPE_HISTORY =
      mutable(
          "type-history",
          TypeHistory.class,
          (out, history) -> history.write(out),
          TypeHistory::read);
  public static final Format<RateMonitor> RATE_MONITOR =
      mutable(
          "rate-monitor",
          RateMonitor.class,
          (out, monitor) -> monitor.write(out),
          RateMonitor::read);
  public static final Format<Scheduled<Viewer>> VIEWER =
      scheduled("viewer", 4, (out, viewer) -> viewer.write(out), Viewer::read);
  public static final Format<Scheduled<DisplayLedger>> DISPLAY_LEDGER =
      scheduled("display-ledger", 1, (out, ledger) -> ledger.write(out), DisplayLedger::read);
  public static final Format<Scheduled<Catalogue>> CATALOGUE =
      scheduled("catalogue", 1, (out, catalogue) -> catalogue.write(out), Catalogue::read);
  public static final Format<Scheduled<Entries>> ENTRIES =
      scheduled("experiment-entries", 1, (out, entries) -> entries.write(out), Entries::read);
  public static final Format<DisplayRecord> DISPLAY_RECORD =
      mutable(
          "display-record", DisplayRecord.class, (out, row) -> row.write(out), DisplayRecord::read);
  public static final Format<Timeline> TIMELINE =
      mutable("timeline", Timeline.class, (out, timeline) -> timeline.write(out), Timeline::read);
  public static final Format<Display> DISPLAY =
      immutable("display", Display.class, (out, display) -> display.write(out), Display::read);

  private static final Map<String, Format<?>> ALL =
      Stream.of(
              INTAKE,
              RECEIVED,
              PACKED_EVENT,
              REJECTED,
              DISPLAY_CHANGE,
              DISPLAY_FACT,
              EXPOSURE_KEY,
              DISPLAY_KEY,
              ERASED,
              JOIN_NOTICE,
              COUNT_KEY,
              QUALITY_KEY,
              EXPOSURE,
              QUALITY,
              REACH,
              COUNT,
              RISK_ROOM,
              RISK_KEY,
              RATE_KEY,
              RISK,
              RISK_STRATUM,
              VISIT_ROW,
              OUTCOME_ROW,
              REPLY_ROW,
              EXPOSURE_TIME_ROW,
              QUALITY_ROW,
              RISK_CELL,
              TYPE_HISTORY,
              RATE_MONITOR,
              VIEWER,
              DISPLAY_LEDGER,
              CATALOGUE,
              ENTRIES,
              DISPLAY_RECORD,
              TIMELINE,
              DISPLAY)
          .collect(Collectors.toUnmodifiableMap(Format::name, format -> format));

  private final String name;
  private final int version;
  private final Class<?> type;
  private final boolean immutable;
  private final Codec.Writer<T> writer;
  private final Codec.Reader<T> reader;

  private Format(
      String name,
      int version,
      Class<?> type,
      boolean immutable,
      Codec.Writer<T> writer,
      Codec.Reader<T> reader) {
    this.name = name;
    this.version = version;
    this.type = type;
    this.immutable = immutable;
    this.writer = writer;
    this.reader = reader;
  }

  private static <T> Format<T> immutable(
      String name, Class<?> type, Codec.Writer<T> writer, Codec.Reader<T> reader) {
    return immutable(name, 1, type, writer, reader);
  }

  private static <T> Format<T> immutable(
      String name, int version, Class<?> type, Codec.Writer<T> writer, Codec.Reader<T> reader) {
    return new Format<>(name, version, type, true, writer, reader);
  }

  private static <T> Format<T> mutable(
      String name, Class<?> type, Codec.Writer<T> writer, Codec.Reader<T> reader) {
    return new Format<>(name, 1, type, false, writer, reader);
  }

  private static <K> Format<Sum<K>> sumOf(String name, Format<K> key) {
    return immutable(
        name,
        Sum.class,
        (out, sum) -> {
          key.writer.write(out, sum.key());
          out.writeLong(sum.amount());
        },
        in -> new Sum<>(key.reader.read(in), in.readLong()));
  }

  private static <M> Format<Scheduled<M>> scheduled(
      String name, int version, Codec.Writer<M> writer, Codec.Reader<M> reader) {
    return new Format<>(
        name,
        version,
        Scheduled.class,
        false,
        (out, scheduled) -> {
          out.writeLong(scheduled.wake());
          writer.write(out, scheduled.machine());
        },
        in -> {
          long wake = in.readLong();
          return new Scheduled<>(reader.read(in), wake);
        });
  }

  /**
   * The format of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  static Format<?> named(String name) {
    Format<?> format = ALL.get(name);
    if (format == null) {
      throw new IllegalArgumentException("No state format is called " + name);
    }
    return format;
  }

  String name() {
    return name;
  }

  int version() {
    return version;
  }

  Class<?> type() {
    return type;
  }

  boolean isImmutable() {
    return immutable;
  }

  Codec.Writer<T> writer() {
    return writer;
  }

  Codec.Reader<T> reader() {
    return reader;
  }

  /** As Flink wants to be told of it. */
  public TypeInformation<T> info() {
    return new FormatTypeInfo<>(this);
  }
}

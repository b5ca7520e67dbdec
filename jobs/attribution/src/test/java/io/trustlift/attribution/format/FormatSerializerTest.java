package io.trustlift.attribution.format;

import static io.trustlift.exposure.Samples.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trustlift.attribution.intake.Intake;
import io.trustlift.attribution.operator.CountKey;
import io.trustlift.attribution.operator.DisplayFact;
import io.trustlift.attribution.operator.DisplayKey;
import io.trustlift.attribution.operator.Erased;
import io.trustlift.attribution.operator.ExposureKey;
import io.trustlift.attribution.operator.JoinNotice;
import io.trustlift.attribution.operator.QualityKey;
import io.trustlift.attribution.operator.RateKey;
import io.trustlift.attribution.operator.RiskKey;
import io.trustlift.attribution.operator.Scheduled;
import io.trustlift.attribution.operator.Sent;
import io.trustlift.attribution.operator.Sum;
import io.trustlift.exposure.Catalogue;
import io.trustlift.exposure.Display;
import io.trustlift.exposure.DisplayChange;
import io.trustlift.exposure.DisplayLedger;
import io.trustlift.exposure.DisplayRecord;
import io.trustlift.exposure.Entries;
import io.trustlift.exposure.RateMonitor;
import io.trustlift.exposure.RiskCell;
import io.trustlift.exposure.RiskStratum;
import io.trustlift.exposure.Samples;
import io.trustlift.exposure.Timeline;
import io.trustlift.exposure.TypeHistory;
import io.trustlift.exposure.Viewer;
import io.trustlift.model.Event;
import io.trustlift.model.Reason;
import io.trustlift.model.Received;
import io.trustlift.model.Topic;
import io.trustlift.model.ViewerEvent;
import io.trustlift.model.row.ExposureTimeRow;
import io.trustlift.model.row.OutcomeRow;
import io.trustlift.model.row.QualityRow;
import io.trustlift.model.row.ReplyRow;
import io.trustlift.model.row.VisitRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormatSerializerTest {

  private static final Display DISPLAY = Samples.display("d", 1_000, 9_000);
  private static final DisplayChange CHANGE = new DisplayChange(DisplayChange.Kind.SHOWN, DISPLAY);
  private static final DisplayKey KEY = new DisplayKey("s", "d");
  private static final ExposureKey EXPOSURE_KEY =
      new ExposureKey(60_000, "s", "live", "US", List.of("a", "b"), List.of());
  private static final RiskKey RISK_KEY =
      new RiskKey(
          new RiskKey.Room(300_000, "s", "US"),
          new RiskCell(List.of("a", "b"), List.of("b"), true));
  private static final RiskStratum STRATUM =
      new RiskStratum(
          "authority", "US", 300_000, "s", List.of("interaction"), 60_000, 90_000, 3, 2);
  private static final QualityKey QUALITY_KEY =
      new QualityKey(60_000, "s", "replay", "US", "latency_ms");
  private static final CountKey COUNT_KEY = new CountKey("live.orders", 0, "rejected", "late");

  private record Sample<T>(Format<T> format, T value) {
    FormatSerializer<T> serializer() {
      return new FormatSerializer<>(format);
    }

    @Override
    public String toString() {
      return format.name();
    }
  }

  static Stream<Sample<?>> samples() throws IOException {
    Received received = received(Samples.show("e", 1_000));
    return Stream.of(
        new Sample<>(Format.INTAKE, new Intake(Topic.OVERLAY_DISPLAYS, 9, 8, received, null)),
        new Sample<>(
            Format.INTAKE,
            new Intake(
                Topic.ORDERS, 9, Event.NO_TIME, null, received.rejected(Reason.INVALID, "why"))),
        new Sample<>(Format.INTAKE, new Intake(Topic.VIEWER_EVENTS, 9, Event.NO_TIME, null, null)),
        new Sample<>(Format.INTAKE, new Intake(null, 9, 9, null, null)),
        new Sample<>(Format.RECEIVED, received),
        new Sample<>(
            Format.PACKED_EVENT, Sent.packed(Samples.live("e", 1_000, ViewerEvent.Type.JOIN))),
        new Sample<>(Format.REJECTED, received.rejected(Reason.ORPHAN_HIDE, "why")),
        new Sample<>(Format.DISPLAY_CHANGE, CHANGE),
        new Sample<>(Format.ERASED, new Erased("00ff", 5)),
        new Sample<>(Format.JOIN_NOTICE, new JoinNotice.Changed(CHANGE)),
        new Sample<>(Format.JOIN_NOTICE, new JoinNotice.Forgotten(new Erased("00ff", 5))),
        new Sample<>(Format.DISPLAY_FACT, new DisplayFact.Judged(DISPLAY, "valid")),
        new Sample<>(Format.DISPLAY_FACT, new DisplayFact.Ended(CHANGE)),
        new Sample<>(Format.DISPLAY_FACT, new DisplayFact.Reached(KEY, 1_000)),
        new Sample<>(Format.EXPOSURE_KEY, EXPOSURE_KEY),
        new Sample<>(Format.DISPLAY_KEY, KEY),
        new Sample<>(Format.COUNT_KEY, COUNT_KEY),
        new Sample<>(Format.QUALITY_KEY, QUALITY_KEY),
        new Sample<>(Format.QUALITY, new Sum<>(QUALITY_KEY, 9)),
        new Sample<>(Format.EXPOSURE, new Sum<>(EXPOSURE_KEY, Long.MAX_VALUE)),
        new Sample<>(Format.REACH, new Sum<>(KEY, 1)),
        new Sample<>(Format.COUNT, new Sum<>(COUNT_KEY, 7)),
        new Sample<>(Format.RISK_ROOM, RISK_KEY.room()),
        new Sample<>(Format.RISK_KEY, RISK_KEY),
        new Sample<>(Format.RATE_KEY, new RateKey("authority", "US")),
        new Sample<>(Format.RISK, new Sum<>(RISK_KEY, 5)),
        new Sample<>(Format.RISK_STRATUM, STRATUM),
        new Sample<>(
            Format.VISIT_ROW,
            new VisitRow(
                "v|s|live|1",
                "v",
                "s",
                "live",
                "US",
                1,
                2,
                3,
                List.of("a", "é"),
                4,
                5,
                6,
                7,
                8,
                9)),
        new Sample<>(Format.OUTCOME_ROW, order()),
        new Sample<>(Format.REPLY_ROW, new ReplyRow("q", "s", "v", 1, 2)),
        new Sample<>(
            Format.EXPOSURE_TIME_ROW,
            new ExposureTimeRow(60_000, "s", "live", "US", List.of("a"), List.of(), 5)),
        new Sample<>(Format.QUALITY_ROW, new QualityRow(60_000, "s", "live", "US", "stall_ms", 5)),
        new Sample<>(Format.RISK_CELL, RISK_KEY.cell()),
        new Sample<>(Format.TYPE_HISTORY, typeHistory()),
        new Sample<>(Format.RATE_MONITOR, rateMonitor()),
        new Sample<>(Format.VIEWER, new Scheduled<>(viewer(), 5)),
        new Sample<>(Format.DISPLAY_LEDGER, new Scheduled<>(ledger(), 6)),
        new Sample<>(Format.CATALOGUE, new Scheduled<>(catalogue(), Long.MAX_VALUE)),
        new Sample<>(Format.ENTRIES, new Scheduled<>(entries(), 7)),
        new Sample<>(Format.DISPLAY_RECORD, displayRecord()),
        new Sample<>(Format.TIMELINE, timeline()),
        new Sample<>(Format.DISPLAY, DISPLAY));
  }

  /** Amounts at the edges of what the contract allows. */
  private static OutcomeRow order() {
    return new OutcomeRow(
        "o",
        "order",
        1,
        "v",
        "US",
        "s",
        "v|s|live|0",
        "live",
        List.of("a"),
        List.of("b"),
        List.of("a", "b", "c"),
        List.of(),
        List.of("d"),
        List.of("e", "f"),
        "in_visit",
        "refunded",
        true,
        new BigDecimal("99999999999999.9999"),
        new BigDecimal("0.0000"),
        new BigDecimal("0.0001"),
        "USD",
        "",
        "",
        2,
        true);
  }

  private static Viewer viewer() {
    Viewer viewer = new Viewer("v");
    viewer.accept(
        received(Samples.live("e", 1_000, ViewerEvent.Type.JOIN)), Long.MIN_VALUE, null, null);
    return viewer;
  }

  private static DisplayLedger ledger() {
    DisplayLedger ledger = new DisplayLedger();
    ledger.accept(received(Samples.show("e", 1_000)), Long.MIN_VALUE);
    return ledger;
  }

  private static Catalogue catalogue() {
    Catalogue catalogue = new Catalogue();
    catalogue.accept(Samples.entry("e", 1_000));
    catalogue.ask(DISPLAY);
    return catalogue;
  }

  private static TypeHistory typeHistory() {
    TypeHistory history = new TypeHistory();
    history.add(Samples.entry("e", 1_000), Long.MIN_VALUE);
    return history;
  }

  private static RateMonitor rateMonitor() {
    RateMonitor monitor = new RateMonitor();
    monitor.add(List.of(STRATUM));
    return monitor;
  }

  private static Entries entries() {
    Entries entries = new Entries();
    entries.accept(Samples.experiment("e", 1_000));
    return entries;
  }

  private static DisplayRecord displayRecord() {
    DisplayRecord row = new DisplayRecord();
    row.shown(DISPLAY, "valid");
    row.reached(3);
    return row;
  }

  private static Timeline timeline() {
    Timeline timeline = new Timeline();
    timeline.apply(CHANGE);
    return timeline;
  }

  static List<Format<?>> formats() throws IllegalAccessException {
    List<Format<?>> formats = new ArrayList<>();
    for (Field field : Format.class.getDeclaredFields()) {
      if (field.getType() == Format.class && Modifier.isPublic(field.getModifiers())) {
        formats.add((Format<?>) field.get(null));
      }
    }
    return formats;
  }

  @Test
  void everyFormatHasASampleHere() throws Exception {
    assertThat(formats()).hasSizeGreaterThan(10);
    assertThat(samples().map(sample -> sample.format().name()).distinct().toList())
        .containsExactlyInAnyOrderElementsOf(formats().stream().map(Format::name).toList());
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aFormatIsFoundByItsName(Format<?> format) {
    assertThat(Format.named(format.name())).isSameAs(format);
  }

  @ParameterizedTest
  @MethodSource("samples")
  <T> void whatIsWrittenIsReadBack(Sample<T> sample) throws IOException {
    byte[] bytes = bytes(sample.serializer(), sample.value());
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    T copy = sample.serializer().deserialize(in);
    assertThat(in.available()).isZero();
    assertThat(copy).isNotSameAs(sample.value());
    assertThat(bytes(sample.serializer(), copy)).isEqualTo(bytes);
    assertThat(copy).usingRecursiveComparison().isEqualTo(sample.value());
  }

  @ParameterizedTest
  @MethodSource("samples")
  <T> void bytesAreCopiedAsTheyAre(Sample<T> sample) throws IOException {
    byte[] bytes = bytes(sample.serializer(), sample.value());
    DataOutputSerializer out = new DataOutputSerializer(16);
    sample.serializer().copy(new DataInputDeserializer(bytes), out);
    assertThat(out.getCopyOfBuffer()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @MethodSource("samples")
  <T> void onlyWhatNeverChangesIsItsOwnCopy(Sample<T> sample) {
    T copy = sample.serializer().copy(sample.value());
    boolean mutable =
        List.of(
                Format.TYPE_HISTORY,
                Format.RATE_MONITOR,
                Format.VIEWER,
                Format.DISPLAY_LEDGER,
                Format.CATALOGUE,
                Format.ENTRIES,
                Format.DISPLAY_RECORD,
                Format.TIMELINE)
            .contains(sample.format());
    assertThat(copy == sample.value()).isEqualTo(!mutable);
    assertThat(sample.serializer().isImmutableType()).isEqualTo(!mutable);
    assertThat(sample.format().info().isKeyType()).isEqualTo(!mutable);
  }

  @Test
  void aCopyOfWhatChangesHasALifeOfItsOwn() {
    assertCopyIsIndependent(
        Format.VIEWER,
        new Scheduled<>(viewer(), 5),
        copy ->
            copy.machine()
                .accept(
                    received(Samples.live("f", 2_000, ViewerEvent.Type.JOIN)),
                    Long.MIN_VALUE,
                    null,
                    null));
    assertCopyIsIndependent(
        Format.DISPLAY_LEDGER,
        new Scheduled<>(ledger(), 5),
        copy -> copy.machine().accept(received(Samples.hide("f", 2_000)), Long.MIN_VALUE));
    assertCopyIsIndependent(
        Format.CATALOGUE,
        new Scheduled<>(catalogue(), 5),
        copy -> copy.machine().accept(Samples.entry("f", 2_000)));
    assertCopyIsIndependent(
        Format.TYPE_HISTORY,
        typeHistory(),
        copy -> copy.add(Samples.entry("f", 2_000), Long.MIN_VALUE));
    assertCopyIsIndependent(Format.RATE_MONITOR, rateMonitor(), copy -> copy.add(List.of(STRATUM)));
    assertCopyIsIndependent(
        Format.ENTRIES,
        new Scheduled<>(entries(), 5),
        copy -> copy.machine().accept(Samples.experiment("f", 2_000)));
    assertCopyIsIndependent(Format.DISPLAY_RECORD, displayRecord(), copy -> copy.reached(1));
    assertCopyIsIndependent(
        Format.TIMELINE,
        timeline(),
        copy ->
            copy.apply(new DisplayChange(DisplayChange.Kind.SHOWN, Samples.display("e", 1, 2))));
  }

  private static <T> void assertCopyIsIndependent(
      Format<T> format, T value, java.util.function.Consumer<T> change) {
    FormatSerializer<T> serializer = new FormatSerializer<>(format);
    byte[] before = bytes(serializer, value);
    T copy = serializer.copy(value);
    change.accept(copy);
    assertThat(bytes(serializer, copy)).isNotEqualTo(before);
    assertThat(bytes(serializer, value)).as(format.name()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("samples")
  <T> void aSerializerThatTravelledWritesTheSame(Sample<T> sample) throws Exception {
    FormatSerializer<T> travelled = InstantiationUtil.clone(sample.serializer());
    assertThat(travelled).isEqualTo(sample.serializer()).hasSameHashCodeAs(sample.serializer());
    assertThat(bytes(travelled, sample.value()))
        .isEqualTo(bytes(sample.serializer(), sample.value()));
    assertThat(InstantiationUtil.clone(sample.format().info())).isEqualTo(sample.format().info());
  }

  @ParameterizedTest
  @MethodSource("formats")
  <T> void aSnapshotThatWasWrittenIsCompatibleAsItIs(Format<T> format) throws IOException {
    TypeSerializerSnapshot<T> snapshot = new FormatSerializer<>(format).snapshotConfiguration();
    TypeSerializerSnapshot<T> restored = written(snapshot);
    assertThat(snapshot.resolveSchemaCompatibility(restored).isCompatibleAsIs()).isTrue();
    assertThat(restored.restoreSerializer()).isEqualTo(new FormatSerializer<>(format));
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"})
  void aSnapshotOfAnotherFormatIsRefused() {
    TypeSerializerSnapshot received =
        new FormatSerializer<>(Format.RECEIVED).snapshotConfiguration();
    TypeSerializerSnapshot rejected =
        new FormatSerializer<>(Format.REJECTED).snapshotConfiguration();
    assertThat(received.resolveSchemaCompatibility(rejected).isIncompatible()).isTrue();
  }

  @Test
  void aSnapshotOfAnotherVersionIsRefused() throws IOException {
    TypeSerializerSnapshot<Received> snapshot =
        new FormatSerializer<>(Format.RECEIVED).snapshotConfiguration();
    FormatSnapshot<Received> newer = snapshotOf("received", Format.RECEIVED.version() + 1);
    assertThat(snapshot.resolveSchemaCompatibility(newer).isIncompatible()).isTrue();
    FormatSnapshot<Received> same = snapshotOf("received", Format.RECEIVED.version());
    assertThat(snapshot.resolveSchemaCompatibility(same).isCompatibleAsIs()).isTrue();
  }

  @Test
  void aFormatThatIsGoneIsNamed() throws IOException {
    FormatSnapshot<Received> gone = snapshotOf("bygone", 1);
    assertThatThrownBy(gone::restoreSerializer)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bygone");
  }

  /** What stands in a checkpoint must not change by accident. */
  @Test
  void aSnapshotIsNameAndVersion() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    new FormatSnapshot<>(Format.DISPLAY).writeSnapshot(out);
    assertThat(Arrays.copyOf(out.getSharedBuffer(), out.length()))
        .containsExactly(0, 7, 'd', 'i', 's', 'p', 'l', 'a', 'y', 0, 0, 0, 1);
  }

  private static <T> FormatSnapshot<T> snapshotOf(String name, int version) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    out.writeUTF(name);
    out.writeInt(version);
    FormatSnapshot<T> snapshot = new FormatSnapshot<>();
    snapshot.readSnapshot(
        1, new DataInputDeserializer(out.getCopyOfBuffer()), Format.class.getClassLoader());
    return snapshot;
  }

  private static <T> TypeSerializerSnapshot<T> written(TypeSerializerSnapshot<T> snapshot)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()), Format.class.getClassLoader());
  }

  private static <T> byte[] bytes(TypeSerializer<T> serializer, T value) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(16);
      serializer.serialize(value, out);
      return out.getCopyOfBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

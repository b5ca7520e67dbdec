package io.trustlift.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

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
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be said of the writers without a database: they travel, and take all that they name. */
class RowWritersTest {

  static Stream<Arguments> writers() {
    List<String> none = List.of();
    return Stream.of(
        Arguments.of(RowWriters.EXPOSURE_TIME, new ExposureTimeRow(0, "", "", "", none, none, 0)),
        Arguments.of(
            RowWriters.VISITS, new VisitRow("", "", "", "", "", 0, 0, 0, none, 0, 0, 0, 0, 0, 0)),
        Arguments.of(
            RowWriters.OUTCOMES,
            new OutcomeRow(
                "",
                "",
                0,
                "",
                "",
                "",
                "",
                "",
                none,
                none,
                none,
                none,
                none,
                none,
                "",
                "",
                true,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                "",
                "",
                "",
                0,
                false)),
        Arguments.of(RowWriters.QUALITY, new QualityRow(0, "", "", "", "", 0)),
        Arguments.of(RowWriters.REPLIES, new ReplyRow("", "", "", 0, 0)),
        Arguments.of(
            RowWriters.DISPLAYS, new DisplayRow("", "", "", "", "", "", "", 0, 0, "", 0, "", 0)),
        Arguments.of(RowWriters.EXPERIMENT_ASSIGNMENTS, new AssignmentRow("", "", "", 0)),
        Arguments.of(RowWriters.EXPERIMENT_TRIGGERS, new TriggerRow("", "", "", "", "", 0)),
        Arguments.of(
            RowWriters.REJECTED_EVENTS,
            new RejectedRow("", 0, 0, "", "", new byte[0], new byte[0], null, 0)),
        Arguments.of(
            RowWriters.CREDENTIALS,
            new CredentialRow(
                "", "", 0, "", "", "", "", "", "", "", "", "", null, null, 1L, true, null, none,
                none)),
        Arguments.of(
            RowWriters.EXPERIMENTS,
            new ExperimentRow("", "", 0, "", "", none, List.of(0.5), "", null, 0, 1L)),
        Arguments.of(RowWriters.ERASURES, new ErasureRow("", 0, 0)),
        Arguments.of(RowWriters.SHOWS, new ShowRow("", "", "", "", "", "", 0)),
        Arguments.of(RowWriters.SCHEDULE, new ScheduleRow("", "", 0, 0, "", "planned")),
        Arguments.of(
            RowWriters.RATE_MONITOR, new RateMonitorRow("", "", 0, 0, 0, 0, 0, 0, 1, null)),
        Arguments.of(RowWriters.EVENT_COUNTS, new EventCountRow("", 0, "", "", 0)));
  }

  @ParameterizedTest
  @MethodSource("writers")
  <R> void takesEveryColumn(RowWriter<R> writer, R row) {
    for (int column = 0; column < writer.columns().size(); column++) {
      int place = column;
      assertThatCode(() -> writer.value(row, place)).doesNotThrowAnyException();
    }
    assertThat(writer.columns()).doesNotHaveDuplicates().containsAll(writer.keyColumns());
  }

  @ParameterizedTest
  @MethodSource("writers")
  <R> void aRowIsAVersionOfItself(RowWriter<R> writer, R row) {
    assertThat(writer.key(row)).isEqualTo(writer.key(row)).hasSameHashCodeAs(writer.key(row));
    assertThat(writer.isNoOlder(row, row)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("writers")
  <R> void travels(RowWriter<R> writer, R row) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(writer);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      @SuppressWarnings("unchecked")
      RowWriter<R> arrived = (RowWriter<R>) in.readObject();
      assertThat(arrived.table()).isEqualTo(writer.table());
      assertThat(arrived.columns()).isEqualTo(writer.columns());
      assertThat(arrived.key(row)).isEqualTo(writer.key(row));
    }
  }

  @Test
  void theEarliestOfAViewersAssignmentsStands() {
    AssignmentRow first = new AssignmentRow("x", "v", "a", 1);
    AssignmentRow second = new AssignmentRow("x", "v", "a", 2);
    RowWriter<AssignmentRow> writer = RowWriters.EXPERIMENT_ASSIGNMENTS;
    assertThat(writer.key(first)).isEqualTo(writer.key(second));
    assertThat(writer.isNoOlder(second, first)).isFalse();
    assertThat(writer.isNoOlder(first, second)).isTrue();
  }

  @Test
  void aTotalOnlyGrows() {
    EventCountRow five = new EventCountRow("t", 0, "read", "", 5);
    EventCountRow six = new EventCountRow("t", 0, "read", "", 6);
    assertThat(RowWriters.EVENT_COUNTS.isNoOlder(five, six)).isFalse();
    assertThat(RowWriters.EVENT_COUNTS.key(five)).isEqualTo(RowWriters.EVENT_COUNTS.key(six));
  }
}

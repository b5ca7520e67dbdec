package io.trustlift.attribution.operator;

import static io.trustlift.model.Parameters.MAX_DISPLAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.attribution.format.Format;
import io.trustlift.exposure.Display;
import io.trustlift.exposure.DisplayChange;
import io.trustlift.exposure.Samples;
import io.trustlift.model.Parameters;
import io.trustlift.model.row.DisplayRow;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayRowsTest {

  private static final long SHOWN_AT = 1_000;
  private static final long HIDDEN_AT = 9_000;
  private static final Display SHOWN = Samples.display("d", SHOWN_AT, SHOWN_AT + MAX_DISPLAY);
  private static final Display HIDDEN = Samples.display("d", SHOWN_AT, HIDDEN_AT);
  private static final DisplayFact JUDGED = new DisplayFact.Judged(SHOWN, "valid");
  private static final DisplayFact ENDED =
      new DisplayFact.Ended(new DisplayChange(DisplayChange.Kind.HIDDEN, HIDDEN));
  private static final DisplayFact REACHED = new DisplayFact.Reached(DisplayKey.of(SHOWN), 2);

  private KeyedOneInputStreamOperatorTestHarness<DisplayKey, DisplayFact, DisplayRow> rows;

  @BeforeEach
  void open() throws Exception {
    rows = harness();
    rows.open();
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    rows.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(rows.numKeyedStateEntries()).isZero();
    assertThat(rows.numEventTimeTimers()).isZero();
    rows.close();
  }

  /** J is judged, E ended, R two visits reached; a dot is a restore. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "JERR", "JRER", "JRRE", "EJRR", "ERJR", "ERRJ", "RJER", "RJRE", "RERJ", "REJR", "RRJE",
        "RREJ", "J.R.E.R", "E.R.R.J"
      })
  void anyOrderOfArrivalGivesTheSameRow(String order) throws Exception {
    long version = -1;
    for (int i = 0; i < order.length(); i++) {
      switch (order.charAt(i)) {
        case 'J' -> accept(JUDGED);
        case 'E' -> accept(ENDED);
        case 'R' -> accept(REACHED);
        default -> version = Math.max(version, restore());
      }
    }
    DisplayRow last =
        rows.extractOutputValues().stream()
            .max(Comparator.comparingLong(DisplayRow::version))
            .orElseThrow();
    assertThat(last.version()).isGreaterThan(version);
    assertThat(last)
        .usingRecursiveComparison()
        .ignoringFields("version")
        .isEqualTo(
            new DisplayRow(
                "d",
                "s",
                "c",
                "backdrop",
                "p",
                "",
                "",
                SHOWN_AT,
                HIDDEN_AT,
                "hide",
                4,
                "valid",
                0));
  }

  @Test
  void noRowBeforeTheValidityIsKnown() throws Exception {
    accept(REACHED);
    accept(ENDED);
    assertThat(rows.extractOutputValues()).isEmpty();
    accept(JUDGED);
    assertThat(rows.extractOutputValues()).hasSize(1);
  }

  @Test
  void aDisplayThatIsOnHasNoEndReasonYet() throws Exception {
    accept(JUDGED);
    DisplayRow row = rows.extractOutputValues().get(0);
    assertThat(row.endReason()).isEmpty();
    assertThat(row.hiddenAt()).isEqualTo(SHOWN_AT + MAX_DISPLAY);
  }

  @Test
  void theRowOfAnEndedDisplayIsAboveAllFromBefore() throws Exception {
    accept(JUDGED);
    accept(new DisplayFact.Reached(DisplayKey.of(SHOWN), Integer.MAX_VALUE - 2));
    accept(new DisplayFact.Ended(new DisplayChange(DisplayChange.Kind.RAN_OUT, SHOWN)));
    accept(REACHED);
    List<DisplayRow> given = rows.extractOutputValues();
    assertThat(given).extracting(DisplayRow::version).isSorted().doesNotHaveDuplicates();
    assertThat(given).last().extracting(DisplayRow::endReason).isEqualTo("max_display");
  }

  @Test
  void aRowIsForgottenWhenItIsFinal() throws Exception {
    accept(JUDGED);
    accept(ENDED);
    rows.processWatermark(HIDDEN_AT + Parameters.VISIT_GAP);
    accept(REACHED);
    assertThat(rows.extractOutputValues())
        .last()
        .extracting(DisplayRow::visitsReached)
        .isEqualTo(2);
    rows.processWatermark(HIDDEN_AT + Parameters.VISIT_GAP + Parameters.MINUTE);
    assertThat(rows.numKeyedStateEntries()).isZero();
  }

  private void accept(DisplayFact fact) throws Exception {
    rows.processElement(fact, 0);
  }

  /** The greatest version that was written before the restore. */
  private long restore() throws Exception {
    long version =
        rows.extractOutputValues().stream().mapToLong(DisplayRow::version).max().orElse(-1);
    OperatorSubtaskState state = rows.snapshot(1, 1);
    rows.close();
    rows = harness();
    rows.initializeState(state);
    rows.open();
    return version;
  }

  private static KeyedOneInputStreamOperatorTestHarness<DisplayKey, DisplayFact, DisplayRow>
      harness() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new DisplayRows()), DisplayFact::key, Format.DISPLAY_KEY.info());
  }
}

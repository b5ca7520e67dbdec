package io.trustlift.attribution.operator;

import static io.trustlift.attribution.operator.Collected.counts;
import static io.trustlift.attribution.operator.Collected.values;
import static io.trustlift.exposure.DisplayChange.Kind.HIDDEN;
import static io.trustlift.exposure.DisplayChange.Kind.RAN_OUT;
import static io.trustlift.exposure.DisplayChange.Kind.RETIRED;
import static io.trustlift.exposure.DisplayChange.Kind.SHOWN;
import static io.trustlift.exposure.Samples.hide;
import static io.trustlift.exposure.Samples.received;
import static io.trustlift.exposure.Samples.show;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.attribution.format.Format;
import io.trustlift.exposure.DisplayChange;
import io.trustlift.model.DisplayEvent;
import io.trustlift.model.Parameters;
import io.trustlift.model.Reason;
import io.trustlift.model.Received;
import io.trustlift.model.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DisplaySettlerTest {

  private KeyedOneInputStreamOperatorTestHarness<DisplayKey, Received, DisplayChange> settler;

  @BeforeEach
  void open() throws Exception {
    settler = harness();
    settler.open();
  }

  /** Once the watermark has passed everything, nothing is left. */
  @AfterEach
  void nothingIsLeft() throws Exception {
    settler.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(settler.numKeyedStateEntries()).isZero();
    assertThat(settler.numEventTimeTimers()).isZero();
    settler.close();
  }

  @Test
  void theShowIsToldWhenTheWatermarkHasPassedIt() throws Exception {
    accept(show("show", 1_000));
    settler.processWatermark(999);
    assertThat(kinds()).isEmpty();
    settler.processWatermark(1_000);
    assertThat(kinds()).containsExactly(SHOWN);
    assertThat(counts(settler)).isEqualTo(Map.of("used", 1L));
  }

  @Test
  void aChangeComesBeforeTheWatermarkThatItBelongsTo() throws Exception {
    accept(show("show", 1_000));
    settler.processWatermark(5_000);
    List<Object> output = new ArrayList<>(settler.getOutput());
    assertThat(output).hasSize(2);
    assertThat(output.get(1)).isEqualTo(new Watermark(5_000));
  }

  @Test
  void aHideThatArrivesFirstWaitsForItsShow() throws Exception {
    accept(hide("hide", 2_000));
    accept(show("show", 1_000));
    settler.processWatermark(2_000);
    assertThat(kinds()).containsExactly(SHOWN, HIDDEN);
  }

  @Test
  void aHideBetweenWatermarks() throws Exception {
    accept(show("show", 1_000));
    settler.processWatermark(1_500);
    accept(hide("hide", 2_000));
    settler.processWatermark(3_000);
    assertThat(kinds()).containsExactly(SHOWN, HIDDEN);
    assertThat(changes().get(1).display().hiddenAt()).isEqualTo(2_000);
  }

  @Test
  void withoutAHideItRunsOutAndIsRetired() throws Exception {
    accept(show("show", 1_000));
    settler.processWatermark(1_000 + Parameters.MAX_DISPLAY);
    assertThat(kinds()).containsExactly(SHOWN, RAN_OUT);
    settler.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(kinds()).containsExactly(SHOWN, RAN_OUT, RETIRED);
  }

  @Test
  void aHideOfNothingIsADeadLetterWhole() throws Exception {
    accept(hide("hide", 2_000));
    settler.processWatermark(2_000);
    assertThat(values(settler, Outputs.REJECTED))
        .extracting(Rejected::reason)
        .containsExactly(Reason.ORPHAN_HIDE);
    assertThat(values(settler, Outputs.REJECTED).get(0).payload()).asString().isEqualTo("hide");
    assertThat(counts(settler)).isEqualTo(Map.of("rejected", 1L));
  }

  @Test
  void behindTheWatermarkItIsLateOrAnOrphan() throws Exception {
    settler.processWatermark(5_000);
    accept(show("show", 5_000));
    accept(hide("hide", 4_000));
    assertThat(values(settler, Outputs.REJECTED))
        .extracting(Rejected::reason)
        .containsExactly(Reason.LATE, Reason.ORPHAN_HIDE);
    assertThat(kinds()).isEmpty();
  }

  @Test
  void aCopyIsCountedAsADuplicate() throws Exception {
    accept(show("show", 1_000));
    accept(show("show", 1_000));
    settler.processWatermark(2_000);
    accept(show("show", 1_000));
    assertThat(kinds()).containsExactly(SHOWN);
    assertThat(counts(settler)).isEqualTo(Map.of("used", 1L, "duplicate", 2L));
  }

  @Test
  void displaysOfOneIdInTwoStreamsAreTwo() throws Exception {
    accept(show("show", 1_000));
    accept(new DisplayEvent("show", 1_500, "d", "other", true, "c", "", "", "", ""));
    settler.processWatermark(2_000);
    assertThat(changes())
        .extracting(change -> change.display().streamId())
        .containsExactly("s", "other");
  }

  @Test
  void aRestoreInTheMiddleChangesNothing() throws Exception {
    accept(hide("hide", 2_000));
    restore();
    accept(show("show", 1_000));
    restore();
    settler.processWatermark(1_500);
    assertThat(kinds()).containsExactly(SHOWN);
    restore();
    settler.processWatermark(2_500);
    assertThat(kinds()).containsExactly(HIDDEN);
    restore();
    accept(show("show", 1_000));
    assertThat(counts(settler)).isEqualTo(Map.of("duplicate", 1L));
  }

  private void accept(DisplayEvent event) throws Exception {
    settler.processElement(received(event), event.eventTime());
  }

  private List<DisplayChange> changes() {
    return settler.extractOutputValues();
  }

  private List<DisplayChange.Kind> kinds() {
    return changes().stream().map(DisplayChange::kind).toList();
  }

  private void restore() throws Exception {
    OperatorSubtaskState state = settler.snapshot(1, 1);
    settler.close();
    settler = harness();
    settler.initializeState(state);
    settler.open();
  }

  private static KeyedOneInputStreamOperatorTestHarness<DisplayKey, Received, DisplayChange>
      harness() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new DisplaySettler()),
        DisplayKey::of,
        Format.DISPLAY_KEY.info());
  }
}

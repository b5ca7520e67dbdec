package io.trustlift.attribution.operator;

import static io.trustlift.attribution.operator.Collected.counts;
import static io.trustlift.attribution.operator.Collected.values;
import static io.trustlift.exposure.Samples.entry;
import static io.trustlift.exposure.Samples.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.exposure.DisplayChange;
import io.trustlift.exposure.Samples;
import io.trustlift.model.CredentialEvent;
import io.trustlift.model.Reason;
import io.trustlift.model.Received;
import io.trustlift.model.Rejected;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CredentialJudgeTest {

  private KeyedTwoInputStreamOperatorTestHarness<String, DisplayChange, Received, DisplayFact>
      judge;

  @BeforeEach
  void open() throws Exception {
    judge = harness();
    judge.open();
  }

  /** The catalogue itself is kept for good. */
  @AfterEach
  void onlyTheCatalogueIsLeft() throws Exception {
    judge.processBothWatermarks(Watermark.MAX_WATERMARK);
    assertThat(judge.numEventTimeTimers()).isZero();
    assertThat(judge.numKeyedStateEntries()).isLessThanOrEqualTo(1);
    judge.close();
  }

  @Test
  void theEntryBeforeTheDisplay() throws Exception {
    accept(entry("e", 500));
    show(1_000);
    assertThat(validities()).isEmpty();
    watermark(1_000);
    assertThat(validities()).containsExactly("valid");
  }

  @Test
  void theEntryAfterTheDisplayOnArrival() throws Exception {
    show(1_000);
    watermark(900);
    accept(entry("e", 1_000));
    assertThat(validities()).isEmpty();
    watermark(1_000);
    assertThat(validities()).containsExactly("valid");
  }

  @Test
  void oneSidesWatermarkIsNotEnough() throws Exception {
    show(1_000);
    judge.processWatermark1(new Watermark(5_000));
    assertThat(validities()).isEmpty();
    accept(entry("e", 1_000));
    judge.processWatermark2(new Watermark(5_000));
    assertThat(validities()).containsExactly("valid");
  }

  /** After a silence of everybody the entry may come behind the watermark of the other side. */
  @Test
  void anIdleSideIsWaitedFor() throws Exception {
    show(1_000);
    judge.processWatermarkStatus1(WatermarkStatus.IDLE);
    judge.processWatermarkStatus2(WatermarkStatus.IDLE);
    judge.processWatermarkStatus1(WatermarkStatus.ACTIVE);
    judge.processWatermark1(new Watermark(5_000));
    assertThat(validities()).isEmpty();
    judge.processWatermarkStatus2(WatermarkStatus.ACTIVE);
    accept(entry("e", 1_000));
    judge.processWatermark2(new Watermark(5_000));
    assertThat(validities()).containsExactly("valid");
  }

  @Test
  void noEntryByThen() throws Exception {
    accept(entry("e", 1_001));
    show(1_000);
    watermark(2_000);
    assertThat(validities()).containsExactly("unknown");
  }

  @Test
  void anEntryForADisplayThatHasBeenJudgedIsADeadLetter() throws Exception {
    show(1_000);
    watermark(2_000);
    accept(entry("late", 1_000));
    accept(entry("behind, but after the show", 1_500));
    assertThat(values(judge, Outputs.REJECTED))
        .extracting(Rejected::reason)
        .containsExactly(Reason.LATE);
    assertThat(values(judge, Outputs.CATALOGUE_ENTRIES)).hasSize(1);
    assertThat(counts(judge)).isEqualTo(Map.of("rejected", 1L, "used", 1L));
  }

  @Test
  void aCopyIsCountedAsADuplicateAndGivesNoRow() throws Exception {
    accept(entry("e", 500));
    accept(entry("e", 500));
    assertThat(values(judge, Outputs.CATALOGUE_ENTRIES)).hasSize(1);
    assertThat(counts(judge)).isEqualTo(Map.of("duplicate", 1L, "used", 1L));
  }

  @Test
  void aRestoreInTheMiddleChangesNothing() throws Exception {
    accept(entry("e", 500));
    restore();
    show(1_000);
    restore();
    watermark(1_000);
    assertThat(validities()).containsExactly("valid");
    restore();
    accept(entry("e", 500));
    accept(entry("late", 900));
    assertThat(counts(judge)).isEqualTo(Map.of("duplicate", 1L, "rejected", 1L));
    assertThat(judge.numKeyedStateEntries()).isEqualTo(1);
  }

  private void show(long time) throws Exception {
    DisplayChange shown =
        new DisplayChange(DisplayChange.Kind.SHOWN, Samples.display("d", time, time + 5_000));
    judge.processElement1(shown, time);
  }

  private void accept(CredentialEvent entry) throws Exception {
    judge.processElement2(received(entry), entry.eventTime());
  }

  private void watermark(long time) throws Exception {
    judge.processBothWatermarks(new Watermark(time));
  }

  private List<String> validities() {
    return judge.extractOutputValues().stream()
        .map(fact -> ((DisplayFact.Judged) fact).validity())
        .toList();
  }

  private void restore() throws Exception {
    OperatorSubtaskState state = judge.snapshot(1, 1);
    judge.close();
    judge = harness();
    judge.initializeState(state);
    judge.open();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, DisplayChange, Received, DisplayFact>
      harness() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new WaitingJoin<>(new CredentialJudge()),
        change -> change.display().credentialId(),
        received -> received.event().key(),
        Types.STRING);
  }
}

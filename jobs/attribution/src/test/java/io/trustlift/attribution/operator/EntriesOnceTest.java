package io.trustlift.attribution.operator;

import static io.trustlift.attribution.operator.Collected.counts;
import static io.trustlift.exposure.Samples.experiment;
import static io.trustlift.exposure.Samples.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.ExperimentEvent;
import io.trustlift.model.Parameters;
import io.trustlift.model.Received;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntriesOnceTest {

  private KeyedOneInputStreamOperatorTestHarness<String, Received, Received> once;

  @BeforeEach
  void open() throws Exception {
    once = harness();
    once.open();
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    once.processWatermark(3 * Parameters.DUPLICATE_WINDOW);
    assertThat(once.numKeyedStateEntries()).isZero();
    assertThat(once.numEventTimeTimers()).isZero();
    once.close();
  }

  @Test
  void everyEntryIsPassedOnAndACopyIsADuplicate() throws Exception {
    accept(experiment("b", 2_000));
    accept(experiment("a", 1_000));
    accept(experiment("b", 2_000));
    assertThat(once.extractOutputValues())
        .extracting(received -> received.event().eventId())
        .containsExactly("b", "a");
    assertThat(counts(once)).isEqualTo(Map.of("used", 2L, "duplicate", 1L));
  }

  @Test
  void anEntryBehindTheWatermarkIsUsed() throws Exception {
    once.processWatermark(Parameters.DUPLICATE_WINDOW);
    accept(experiment("a", 1_000));
    assertThat(counts(once)).isEqualTo(Map.of("used", 1L));
  }

  @Test
  void aRestoreInTheMiddleChangesNothing() throws Exception {
    accept(experiment("a", 1_000));
    OperatorSubtaskState state = once.snapshot(1, 1);
    once.close();
    once = harness();
    once.initializeState(state);
    once.open();
    accept(experiment("a", 1_000));
    assertThat(counts(once)).isEqualTo(Map.of("duplicate", 1L));
  }

  private void accept(ExperimentEvent event) throws Exception {
    once.processElement(received(event), event.eventTime());
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Received, Received> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new EntriesOnce()),
        received -> received.event().key(),
        Types.STRING);
  }
}

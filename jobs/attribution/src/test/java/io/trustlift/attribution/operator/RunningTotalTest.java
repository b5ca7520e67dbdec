package io.trustlift.attribution.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys are minutes, final 100 ms after they began. */
class RunningTotalTest {

  private KeyedOneInputStreamOperatorTestHarness<Long, Sum<Long>, String> totals;

  @BeforeEach
  void open() throws Exception {
    totals = harness();
    totals.open();
  }

  @AfterEach
  void close() throws Exception {
    totals.close();
  }

  @Test
  void everyPartGivesTheNewTotalOfItsKey() throws Exception {
    add(0, 5);
    add(1, 7);
    totals.processWatermark(50);
    add(0, 6);
    assertThat(totals.extractOutputValues()).containsExactly("0=5", "1=7", "0=11");
  }

  @Test
  void aKeyIsForgottenWhenItIsFinal() throws Exception {
    add(0, 5);
    add(1, 7);
    add(0, 5);
    assertThat(totals.numEventTimeTimers()).isEqualTo(2);
    totals.processWatermark(99);
    assertThat(totals.numKeyedStateEntries()).isEqualTo(2);
    totals.processWatermark(100);
    assertThat(totals.numKeyedStateEntries()).isEqualTo(1);
    totals.processWatermark(101);
    assertThat(totals.numKeyedStateEntries()).isZero();
    assertThat(totals.numEventTimeTimers()).isZero();
  }

  @Test
  void partsThatComeLongAfterAreSummedAndForgottenToo() throws Exception {
    totals.processWatermark(500);
    add(0, 5);
    totals.processWatermark(550);
    add(0, 6);
    assertThat(totals.extractOutputValues()).containsExactly("0=5", "0=11");
    totals.processWatermark(600);
    assertThat(totals.numKeyedStateEntries()).isZero();
    assertThat(totals.numEventTimeTimers()).isZero();
  }

  @Test
  void aRestoreInTheMiddleChangesNothing() throws Exception {
    add(0, 5);
    OperatorSubtaskState state = totals.snapshot(1, 1);
    totals.close();
    totals = harness();
    totals.initializeState(state);
    totals.open();
    add(0, 6);
    assertThat(totals.extractOutputValues()).containsExactly("0=11");
    totals.processWatermark(100);
    assertThat(totals.numKeyedStateEntries()).isZero();
  }

  private void add(long key, long amount) throws Exception {
    totals.processElement(new Sum<>(key, amount), 0);
  }

  private static KeyedOneInputStreamOperatorTestHarness<Long, Sum<Long>, String> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(
            new RunningTotal<Long, String>((key, total) -> key + "=" + total, key -> key, 100)),
        Sum::key,
        Types.LONG);
  }
}

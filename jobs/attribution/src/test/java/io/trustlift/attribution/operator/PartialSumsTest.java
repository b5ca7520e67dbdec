package io.trustlift.attribution.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartialSumsTest {

  private OneInputStreamOperatorTestHarness<Sum<String>, Sum<String>> sums;

  @BeforeEach
  void open() throws Exception {
    sums = new OneInputStreamOperatorTestHarness<>(new PartialSums<>());
    sums.open();
    sums.processWatermark(10_000);
  }

  @AfterEach
  void close() throws Exception {
    sums.close();
  }

  @Test
  void addsUpUntilTheWatermarkHasMovedOn() throws Exception {
    add("a", 1);
    add("b", 10);
    add("a", 2);
    sums.processWatermark(10_000 + PartialSums.HOLD);
    assertThat(given()).isEmpty();
    sums.processWatermark(10_001 + PartialSums.HOLD);
    assertThat(given()).containsExactlyInAnyOrder(new Sum<>("a", 3), new Sum<>("b", 10));
  }

  @Test
  void whatItHoldsComesBeforeTheWatermark() throws Exception {
    add("a", 1);
    sums.processWatermark(20_000);
    List<Object> output = new ArrayList<>(sums.getOutput());
    assertThat(output).hasSize(3).last().isEqualTo(new Watermark(20_000));
  }

  @Test
  void nothingIsGivenTwice() throws Exception {
    add("a", 1);
    sums.processWatermark(20_000);
    sums.processWatermark(30_000);
    add("a", 2);
    sums.processWatermark(40_000);
    assertThat(given()).containsExactly(new Sum<>("a", 1), new Sum<>("a", 2));
  }

  @Test
  void everythingIsGivenBeforeACheckpointBarrier() throws Exception {
    add("a", 1);
    sums.prepareSnapshotPreBarrier(1);
    assertThat(given()).containsExactly(new Sum<>("a", 1));
  }

  @Test
  void everythingIsGivenBeforeTheEnd() throws Exception {
    add("a", 1);
    sums.getOperator().finish();
    assertThat(given()).containsExactly(new Sum<>("a", 1));
    add("a", 2);
    sums.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(given()).hasSize(2);
  }

  @Test
  void theLastWatermarkIsNotTooFarToMove() throws Exception {
    sums.processWatermark(Long.MAX_VALUE - 1);
    add("a", 1);
    sums.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(given()).containsExactly(new Sum<>("a", 1));
  }

  @Test
  void tooManyKeysAreGivenAtOnce() throws Exception {
    for (int i = 0; i < 50_000; i++) {
      add("k" + i, 1);
    }
    assertThat(given()).hasSizeBetween(20_000, 50_000).doesNotHaveDuplicates();
  }

  private void add(String key, long amount) throws Exception {
    sums.processElement(new Sum<>(key, amount), 0);
  }

  private List<Sum<String>> given() {
    return sums.extractOutputValues();
  }
}

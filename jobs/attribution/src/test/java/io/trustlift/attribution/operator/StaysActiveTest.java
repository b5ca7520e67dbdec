package io.trustlift.attribution.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class StaysActiveTest {

  @Test
  void passesRecordsAndWatermarksButNotThatTheInputIsIdle() throws Exception {
    try (OneInputStreamOperatorTestHarness<String, String> harness =
        new OneInputStreamOperatorTestHarness<>(new StaysActive<>())) {
      harness.open();
      harness.processElement("show", 5);
      harness.processWatermark(new Watermark(7));
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      harness.processWatermarkStatus(WatermarkStatus.ACTIVE);
      harness.processWatermark(new Watermark(9));
      assertThat(harness.getOutput())
          .map(Object::toString)
          .containsExactly(
              new StreamRecord<>("show", 5).toString(),
              new Watermark(7).toString(),
              new Watermark(9).toString());
    }
  }
}

package io.trustlift.attribution.operator;

import static io.trustlift.attribution.operator.Collected.values;
import static io.trustlift.exposure.Samples.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.exposure.Samples;
import io.trustlift.model.Event;
import io.trustlift.model.Received;
import io.trustlift.model.ViewerEvent;
import io.trustlift.model.row.VisitRow;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When what the join adds up goes on; a viewer is there for 50 ms. */
class ViewerJoinOperatorTest {

  private static final long START = 10_000;
  private static final Sum<ExposureKey> VIEWER_TIME =
      new Sum<>(new ExposureKey(0, "s", "live", "US", List.of(), List.of()), 50);
  private static final Sum<CountKey> USED =
      new Sum<>(new CountKey("live.viewer-events", 0, "used", ""), 2);

  private KeyedBroadcastOperatorTestHarness<String, Received, JoinNotice, Sum<ExposureKey>> join;

  @BeforeEach
  void open() throws Exception {
    join =
        new KeyedBroadcastOperatorTestHarness<>(
            new ViewerJoinOperator(ErasureLedger.EMPTY),
            received -> received.event().key(),
            Types.STRING,
            720,
            1,
            0);
    join.open();
    join.watermark(START);
    join.getOutput().clear();
    accept(Samples.live("j", START + 100, ViewerEvent.Type.JOIN));
    accept(Samples.live("h", START + 150, ViewerEvent.Type.HEARTBEAT));
  }

  @AfterEach
  void close() throws Exception {
    join.close();
  }

  @Test
  void sumsAreHeldUntilTheWatermarkHasMovedOn() throws Exception {
    join.watermark(START + PartialSums.HOLD);
    assertThat(join.extractOutputValues()).isEmpty();
    assertThat(values(join, Outputs.COUNTS)).isEmpty();
    join.watermark(START + PartialSums.HOLD + 1);
    assertThat(join.extractOutputValues()).containsExactly(VIEWER_TIME);
    assertThat(values(join, Outputs.COUNTS)).containsExactly(USED);
  }

  @Test
  void rowsPassAtOnce() throws Exception {
    join.watermark(START + PartialSums.HOLD);
    assertThat(values(join, Outputs.VISITS))
        .extracting(VisitRow::endedAt)
        .containsExactly(START + 150);
  }

  @Test
  void sumsComeBeforeTheWatermark() throws Exception {
    join.watermark(2 * START);
    assertThat(new ArrayList<>(join.getOutput()))
        .hasSize(2)
        .last()
        .isEqualTo(new Watermark(2 * START));
  }

  @Test
  void nothingIsHeldBehindACheckpointBarrier() throws Exception {
    join.watermark(START + PartialSums.HOLD);
    join.prepareSnapshotPreBarrier(1);
    assertThat(join.extractOutputValues()).containsExactly(VIEWER_TIME);
    assertThat(values(join, Outputs.COUNTS)).containsExactly(USED);
  }

  @Test
  void nothingIsHeldBehindTheEnd() throws Exception {
    join.watermark(START + PartialSums.HOLD);
    join.getOperator().finish();
    assertThat(join.extractOutputValues()).containsExactly(VIEWER_TIME);
    assertThat(values(join, Outputs.COUNTS)).containsExactly(USED);
  }

  private void accept(Event event) throws Exception {
    join.processElement(received(event), event.eventTime());
  }
}

package io.trustlift.attribution.operator;

import static io.trustlift.attribution.operator.Collected.counts;
import static io.trustlift.attribution.operator.Collected.values;
import static io.trustlift.model.Parameters.VISIT_GAP;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.exposure.Samples;
import io.trustlift.model.Event;
import io.trustlift.model.ViewerEvent;
import io.trustlift.model.row.VisitRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
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

  private JoinHarness join;

  @BeforeEach
  void open() throws Exception {
    join = JoinHarness.open(ErasureLedger.EMPTY);
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

  @Test
  void whatComesIsPutByUntilTheWatermarkHasPassedIt() throws Exception {
    assertThat(join.stateEntries()).isZero();
    assertThat(join.waiting()).as("the events").isEqualTo(2);
    join.watermark(START + 99);
    assertThat(join.stateEntries()).isZero();
    join.watermark(START + PartialSums.HOLD);
    assertThat(join.stateEntries()).isEqualTo(1);
    assertThat(join.waiting()).as("for the end of the visit").isEqualTo(1);
  }

  @Test
  void whatIsNotDueStaysPutBy() throws Exception {
    accept(Samples.live("k", START + 70_000, ViewerEvent.Type.HEARTBEAT));
    join.watermark(START + 1_000);
    assertThat(counts(join)).isEqualTo(Map.of("used", 2L));
    join = join.restart(ErasureLedger.EMPTY);
    join.watermark(START + 70_000);
    assertThat(values(join, Outputs.VISITS))
        .extracting(VisitRow::endedAt)
        .containsExactly(START + 70_000);
  }

  /** The end of the visit in one room must not overtake what is put by for the other. */
  @Test
  void aTimerFindsWhatTheWatermarkHasPassedThoughItIsNotWokenForYet() throws Exception {
    accept(Samples.live("i", START + 400, ViewerEvent.Type.HEARTBEAT));
    accept(Samples.liveOf(Samples.VIEWER, "other", "e", START + 50, ViewerEvent.Type.JOIN));
    join.watermark(START + 500);
    accept(Samples.live("k", START + 400 + VISIT_GAP, ViewerEvent.Type.HEARTBEAT));
    join.watermark(START + 450 + VISIT_GAP);
    join.watermark(START + 500 + VISIT_GAP);
    assertThat(values(join, Outputs.VISITS))
        .filteredOn(visit -> visit.streamId().equals(Samples.STREAM))
        .extracting(VisitRow::startedAt)
        .containsOnly(START + 100);
  }

  @Test
  void whatWasPutByFollowsItsViewerToAnotherTask() throws Exception {
    for (int i = 0; i < 50; i++) {
      accept(
          Samples.liveOf("viewer-" + i, Samples.STREAM, "j", START + 100, ViewerEvent.Type.JOIN));
    }
    OperatorSubtaskState state = join.snapshot(1, 1);
    List<String> viewers = new ArrayList<>();
    for (int task = 0; task < 2; task++) {
      try (JoinHarness one = JoinHarness.rescaled(state, 2, task)) {
        one.watermark(START + PartialSums.HOLD);
        assertThat(values(one, Outputs.VISITS)).isNotEmpty();
        values(one, Outputs.VISITS).forEach(visit -> viewers.add(visit.viewerId()));
      }
    }
    assertThat(viewers).hasSize(51).doesNotHaveDuplicates();
  }

  @Test
  void ofTwoWithOneIdTheFirstToComeIsUsedThoughTheOtherIsEarlier() throws Exception {
    accept(Samples.live("twice", START + 200, ViewerEvent.Type.HEARTBEAT));
    accept(Samples.live("twice", START + 10, ViewerEvent.Type.JOIN));
    join.watermark(START + PartialSums.HOLD);
    assertThat(values(join, Outputs.VISITS))
        .extracting(VisitRow::startedAt)
        .containsOnly(START + 100);
    assertThat(counts(join)).isEqualTo(Map.of("used", 3L, "duplicate", 1L));
  }

  @Test
  void whatIsBehindTheWatermarkFindsWhatWasPutBy() throws Exception {
    join.watermark(START + 50);
    accept(Samples.live("h", START + 40, ViewerEvent.Type.HEARTBEAT));
    accept(Samples.live("k", START + 40, ViewerEvent.Type.HEARTBEAT));
    assertThat(counts(join)).isEqualTo(Map.of("used", 3L, "duplicate", 1L));
  }

  @Test
  void moreThanMayBePutByGoIntoTheState() throws Exception {
    String longId = "e".repeat(1_000_000);
    long most = Agenda.MOST / longId.length() + 1;
    for (int i = 0; i < most; i++) {
      assertThat(join.stateEntries()).isZero();
      accept(Samples.live(longId + i, START + 200 + i, ViewerEvent.Type.HEARTBEAT));
    }
    assertThat(join.stateEntries()).isEqualTo(1);
    assertThat(join.waiting()).isEqualTo(1);
    assertThat(counts(join)).isEqualTo(Map.of("used", most + 2));
  }

  private void accept(Event event) throws Exception {
    join.accept(event);
  }
}

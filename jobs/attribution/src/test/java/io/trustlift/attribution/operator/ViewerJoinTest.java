package io.trustlift.attribution.operator;

import static io.trustlift.attribution.operator.Collected.counts;
import static io.trustlift.attribution.operator.Collected.values;
import static io.trustlift.exposure.Samples.live;
import static io.trustlift.exposure.Samples.order;
import static io.trustlift.model.Parameters.MINUTE;
import static io.trustlift.model.Parameters.REPLAY_HORIZON;
import static io.trustlift.model.Parameters.VISIT_GAP;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.exposure.Display;
import io.trustlift.exposure.DisplayChange;
import io.trustlift.exposure.DisplayChange.Kind;
import io.trustlift.exposure.Samples;
import io.trustlift.model.Event;
import io.trustlift.model.OrderEvent.Status;
import io.trustlift.model.Reason;
import io.trustlift.model.Rejected;
import io.trustlift.model.ViewerEvent;
import io.trustlift.model.row.OutcomeRow;
import io.trustlift.model.row.ReplyRow;
import io.trustlift.model.row.TriggerRow;
import io.trustlift.model.row.VisitRow;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A viewer joins at 1 s, asks at 10 s and leaves at 20 s; a display is on from 5 s to 15 s. */
class ViewerJoinTest {

  private static final Display ON = Samples.display("d", 5_000, 14_405_000);
  private static final Display OVER = Samples.display("d", 5_000, 15_000);
  private static final long LAST = 400L * 86_400_000;

  private JoinHarness join;

  @BeforeEach
  void open() throws Exception {
    join = JoinHarness.open(ErasureLedger.EMPTY);
  }

  @AfterEach
  void noViewerIsLeft() throws Exception {
    join.watermark(LAST);
    assertThat(join.stateEntries()).isZero();
    assertThat(join.waiting()).isZero();
    join.close();
  }

  /** j, q and l are the viewer's events, S and H the display's changes; a dot is a restore. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SHjql",
        "SjHql",
        "SjqHl",
        "SjqlH",
        "jSHql",
        "jSqHl",
        "jSqlH",
        "jqSHl",
        "jqSlH",
        "jqlSH",
        "lqjSH",
        "qSlHj",
        "lSHqj",
        "SlqjH",
        "SqHjl",
        "j.S.q.H.l",
        "l.q.j.S.H.",
        "S.H.j.q.l."
      })
  void anyOrderOfArrivalGivesTheSameRows(String order) throws Exception {
    for (int i = 0; i < order.length(); i++) {
      switch (order.charAt(i)) {
        case 'j' -> accept(live("j", 1_000, ViewerEvent.Type.JOIN));
        case 'q' -> accept(live("q", 10_000, ViewerEvent.Type.QUESTION));
        case 'l' -> accept(live("l", 20_000, ViewerEvent.Type.LEAVE));
        case 'S' -> tell(Kind.SHOWN, ON);
        case 'H' -> tell(Kind.HIDDEN, OVER);
        default -> restore();
      }
    }
    assertThat(join.extractOutputValues()).isEmpty();

    join.watermark(20_000 + VISIT_GAP);

    assertThat(visits()).hasSize(1);
    VisitRow visit = visits().get(0);
    assertThat(visit.endedAt() - visit.startedAt()).isEqualTo(19_000);
    assertThat(visit.exposedMs()).isEqualTo(10_000);
    assertThat(visit.seen()).containsExactly("c");
    OutcomeRow inquiry = outcomes().get(0);
    assertThat(inquiry.onScreen()).containsExactly("c");
    assertThat(join.extractOutputValues())
        .containsExactlyInAnyOrder(
            new Sum<>(exposure(List.of(), List.of()), 4_000),
            new Sum<>(exposure(List.of("c"), List.of()), 10_000),
            new Sum<>(exposure(List.of(), List.of("c")), 5_000));
    assertThat(values(join, Outputs.REACH)).containsExactly(new Sum<>(new DisplayKey("s", "d"), 1));
  }

  /** After a silence of everybody events may come behind the watermark of the displays. */
  @Test
  void anIdleInputIsWaitedFor() throws Exception {
    accept(live("j", 1_000, ViewerEvent.Type.JOIN));
    join.getTwoInputOperator().processWatermarkStatus1(WatermarkStatus.IDLE);
    join.getTwoInputOperator().processWatermarkStatus2(WatermarkStatus.IDLE);
    join.getTwoInputOperator().processWatermarkStatus2(WatermarkStatus.ACTIVE);
    tell(Kind.SHOWN, ON);
    join.processBroadcastWatermark(12_000);
    accept(live("q", 10_000, ViewerEvent.Type.QUESTION));
    assertThat(outcomes()).isEmpty();
    join.processWatermark(12_000);
    assertThat(outcomes()).extracting(OutcomeRow::onScreen).containsExactly(List.of("c"));
  }

  @Test
  void nothingIsLookedAtBeforeBothWatermarksHavePassed() throws Exception {
    accept(live("j", 1_000, ViewerEvent.Type.JOIN));
    accept(live("q", 10_000, ViewerEvent.Type.QUESTION));
    join.processWatermark(12_000);
    assertThat(outcomes()).isEmpty();
    tell(Kind.SHOWN, ON);
    join.processBroadcastWatermark(9_000);
    assertThat(outcomes()).isEmpty();
    join.processBroadcastWatermark(12_000);
    assertThat(outcomes()).extracting(OutcomeRow::onScreen).containsExactly(List.of("c"));
  }

  @Test
  void watermarksBetweenTheEventsGiveRowsThatGrow() throws Exception {
    accept(live("j", 1_000, ViewerEvent.Type.JOIN));
    tell(Kind.SHOWN, ON);
    join.watermark(6_000);
    accept(live("q", 10_000, ViewerEvent.Type.QUESTION));
    join.watermark(10_000);
    restore();
    tell(Kind.HIDDEN, OVER);
    join.watermark(17_000);
    accept(live("l", 20_000, ViewerEvent.Type.LEAVE));
    join.watermark(25_000);
    VisitRow last = visits().get(visits().size() - 1);
    assertThat(last.endedAt()).isEqualTo(20_000);
    assertThat(last.exposedMs()).isEqualTo(10_000);
    assertThat(last.questions()).isEqualTo(1);
    assertThat(last.version()).isEqualTo(3);
  }

  @Test
  void aVisitThatFallsSilentIsClosedByATimer() throws Exception {
    accept(live("j", 1_000, ViewerEvent.Type.JOIN));
    accept(live("h", 30_000, ViewerEvent.Type.HEARTBEAT));
    join.watermark(30_000 + VISIT_GAP - 1);
    assertThat(visits()).extracting(VisitRow::endedAt).doesNotContain(90_000L);
    join.watermark(30_000 + VISIT_GAP);
    accept(live("k", 30_001 + VISIT_GAP, ViewerEvent.Type.HEARTBEAT));
    join.watermark(LAST);
    assertThat(visits()).extracting(VisitRow::startedAt).contains(1_000L, 30_001 + VISIT_GAP);
  }

  @Test
  void anOrderIsAttributedWhenTheWatermarkHasPassedIt() throws Exception {
    accept(order("o", 12_000, Status.PLACED));
    accept(live("j", 1_000, ViewerEvent.Type.JOIN));
    tell(Kind.SHOWN, ON);
    restore();
    join.watermark(13_000);
    assertThat(outcomes()).hasSize(1);
    assertThat(outcomes().get(0).attribution()).isEqualTo("in_visit");
    assertThat(outcomes().get(0).onScreen()).containsExactly("c");
    assertThat(counts(join)).isEqualTo(Map.of("used", 2L));
  }

  @Test
  void repliesAndTriggersGoTheirWays() throws Exception {
    accept(live("q", 10_000, ViewerEvent.Type.QUESTION));
    accept(live("h", 14_000, ViewerEvent.Type.HEARTBEAT));
    accept(Samples.reply("r", 13_000, "q"));
    accept(Samples.assignment("a", 2_000, "b"));
    tell(Kind.SHOWN, new Display("d", "s", "c", "", "", "x", "other", 5_000, 15_000));
    join.watermark(200_000);
    assertThat(values(join, Outputs.REPLIES))
        .containsExactly(new ReplyRow("q", "s", "v", 10_000, 13_000));
    assertThat(values(join, Outputs.TRIGGERS))
        .containsExactly(new TriggerRow("x", "v", "b", "US", "s", 10_000));
    assertThat(outcomes().get(0).onScreen()).as("the other arm's").isEmpty();
  }

  @Test
  void aLateEventIsADeadLetterAndACopyADuplicate() throws Exception {
    accept(live("j", 10_000, ViewerEvent.Type.JOIN));
    join.watermark(20_000);
    accept(live("late", 9_000, ViewerEvent.Type.HEARTBEAT));
    accept(live("j", 10_000, ViewerEvent.Type.JOIN));
    accept(order("late too", 9_000, Status.PAID));
    assertThat(values(join, Outputs.REJECTED))
        .extracting(Rejected::reason)
        .containsExactly(Reason.LATE, Reason.LATE);
    assertThat(values(join, Outputs.REJECTED).get(0).payload()).asString().isEqualTo("late");
    assertThat(counts(join)).isEqualTo(Map.of("used", 1L, "rejected", 2L, "duplicate", 1L));
  }

  @Test
  void aDisplayIsRetiredWhenThisSidesWatermarkHasComeAsFar() throws Exception {
    tell(Kind.SHOWN, ON);
    tell(Kind.HIDDEN, OVER);
    tell(Kind.RETIRED, OVER);
    assertThat(timelines()).as("a replay may lag behind").isEqualTo(1);
    restore();
    join.watermark(15_000 + REPLAY_HORIZON + VISIT_GAP + MINUTE);
    tell(Kind.SHOWN, new Display("e", "other", "c", "", "", "", "", LAST, LAST + 1));
    assertThat(timelines()).isEqualTo(1);
    assertThat(join.broadcast(RoomDisplays.TIMELINES).contains("other")).isTrue();
    assertThat(join.broadcast(RoomDisplays.RETIRED).immutableEntries()).isEmpty();
  }

  @Test
  void viewersDoNotMeet() throws Exception {
    accept(live("j", 1_000, ViewerEvent.Type.JOIN));
    accept(Samples.liveOf("w", Samples.STREAM, "j", 1_000, ViewerEvent.Type.JOIN));
    join.watermark(500_000);
    assertThat(visits()).extracting(VisitRow::viewerId).containsExactlyInAnyOrder("v", "w");
    assertThat(counts(join)).isEqualTo(Map.of("used", 2L));
  }

  private void accept(Event event) throws Exception {
    join.accept(event);
  }

  private void tell(Kind kind, Display display) throws Exception {
    join.processBroadcastElement(new JoinNotice.Changed(new DisplayChange(kind, display)), 0);
  }

  private List<VisitRow> visits() {
    return values(join, Outputs.VISITS);
  }

  private List<OutcomeRow> outcomes() {
    return values(join, Outputs.OUTCOMES);
  }

  private int timelines() throws Exception {
    int timelines = 0;
    for (Object ignored : join.broadcast(RoomDisplays.TIMELINES).immutableEntries()) {
      timelines++;
    }
    return timelines;
  }

  private static ExposureKey exposure(List<String> onScreen, List<String> recent) {
    return new ExposureKey(0, "s", "live", "US", onScreen, recent);
  }

  private void restore() throws Exception {
    join = join.restart(ErasureLedger.EMPTY);
  }
}

package io.trustlift.exposure;

import static io.trustlift.exposure.Disposition.DUPLICATE;
import static io.trustlift.exposure.Disposition.LATE;
import static io.trustlift.exposure.Disposition.PENDING;
import static io.trustlift.exposure.Disposition.USED;
import static io.trustlift.exposure.Samples.assignment;
import static io.trustlift.exposure.Samples.live;
import static io.trustlift.exposure.Samples.order;
import static io.trustlift.exposure.Samples.replay;
import static io.trustlift.exposure.Samples.reply;
import static io.trustlift.model.Parameters.ORDER_WINDOW;
import static io.trustlift.model.Parameters.REPLY_WINDOW;
import static io.trustlift.model.Parameters.VISIT_GAP;
import static io.trustlift.model.ViewerEvent.Type.HEARTBEAT;
import static io.trustlift.model.ViewerEvent.Type.JOIN;
import static io.trustlift.model.ViewerEvent.Type.LEAVE;
import static io.trustlift.model.ViewerEvent.Type.QUESTION;
import static io.trustlift.model.ViewerEvent.Type.SHARE;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.Event;
import io.trustlift.model.OrderEvent.Status;
import io.trustlift.model.Reason;
import io.trustlift.model.row.VisitRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What arrives behind the watermark: it is used where it changes no final row, else late. A display
 * of credential {@code c} is on from 1,000 s to 1,030 s.
 */
class ViewerLateTest {

  private static final long START = 1_000_000;

  private final Timeline timeline = new Timeline();
  private final ViewerOutputs out = new ViewerOutputs();
  private Viewer viewer = new Viewer(Samples.VIEWER);
  private long watermark = Long.MIN_VALUE;

  ViewerLateTest() {
    Display display = Samples.display("d", START, START + 30_000);
    timeline.apply(new DisplayChange(DisplayChange.Kind.SHOWN, display));
  }

  /** Whatever was late: no viewer-time is lost or counted twice, and nothing is kept for ever. */
  @AfterEach
  void theBooksBalanceAndNothingIsLeft() {
    advance(START + 100 * VISIT_GAP);
    assertThat(out.viewerMs).isEqualTo(out.watchMs());
    advance(START + 1_000L * 86_400_000);
    assertThat(viewer.isEmpty()).isTrue();
    assertThat(viewer.nextWake()).isEqualTo(Long.MAX_VALUE);
  }

  // Presence

  @Test
  void goesOnWithAnOpenVisit() {
    accept(live("a", START, JOIN));
    advance(START + 60_000);
    assertThat(accept(live("b", START + 50_000, HEARTBEAT))).isEqualTo(USED);
    assertThat(accept(live("c", START + 50_000, SHARE)))
        .as("at the last event's time")
        .isEqualTo(USED);
    assertThat(visit(START).endedAt()).isEqualTo(START + 50_000);
    assertThat(visit(START).shares()).isEqualTo(1);
  }

  @Test
  void comesAfterWhatIsDueButNotYetWorkedOff() {
    accept(live("a", START, JOIN));
    accept(live("b", START + 50_200, HEARTBEAT));
    watermark = START + 50_500; // the wake for b is at the next full second
    assertThat(accept(live("c", START + 50_300, HEARTBEAT))).isEqualTo(USED);
    accept(live("d", START + 60_000, HEARTBEAT));
    assertThat(visit(START).endedAt()).isEqualTo(START + 60_000);
  }

  @Test
  void isJudgedByTheWatermarkAndNotByWhenTheVisitIsWorkedOff() {
    accept(live("a", START, JOIN));
    advance(START);
    watermark = START + VISIT_GAP + 1; // the wake to close the visit is at the next full second
    assertThat(accept(live("b", START + VISIT_GAP, HEARTBEAT))).isEqualTo(LATE);
    assertThat(visit(START).endedAt()).isEqualTo(START);
  }

  @Test
  void leavesAnOpenVisit() {
    accept(live("a", START, JOIN));
    advance(START + 60_000);
    assertThat(accept(live("b", START + 50_000, LEAVE))).isEqualTo(USED);
    assertThat(accept(live("c", START + 55_000, HEARTBEAT)))
        .as("near a closed visit")
        .isEqualTo(LATE);
    assertThat(visit(START).endedAt()).isEqualTo(START + 50_000);
  }

  @Test
  void insideAnOpenLiveVisitItIsCounted() {
    accept(live("a", START, JOIN));
    accept(live("b", START + 60_000, HEARTBEAT));
    advance(START + 60_000);
    assertThat(accept(live("c", START + 59_999, SHARE))).isEqualTo(USED);
    assertThat(visit(START).shares()).isEqualTo(1);
    assertThat(visit(START).endedAt()).isEqualTo(START + 60_000);
  }

  @Test
  void insideAnOpenLiveVisitAQuestionKnowsWhatWasOnScreen() {
    accept(live("a", START, JOIN));
    accept(live("b", START + 60_000, HEARTBEAT));
    advance(START + 60_000);
    accept(live("at the edge", START + 1_999, QUESTION));
    accept(live("on", START + 29_999, QUESTION));
    accept(live("off", START + 30_000, QUESTION));

    assertThat(out.outcomes.get("at the edge").onScreen()).containsExactly("c");
    assertThat(out.outcomes.get("at the edge").seen()).isEmpty();
    assertThat(out.outcomes.get("on").onScreen()).containsExactly("c");
    assertThat(out.outcomes.get("on").seen()).containsExactly("c");
    assertThat(out.outcomes.get("off").onScreen()).isEmpty();
    assertThat(out.outcomes.get("off").recent()).containsExactly("c");
    assertThat(visit(START).questions()).isEqualTo(3);
  }

  @Test
  void aLeaveInsideAVisitWouldCutIt() {
    accept(live("a", START, JOIN));
    accept(live("b", START + 60_000, HEARTBEAT));
    advance(START + 60_000);
    assertThat(accept(live("c", START + 30_000, LEAVE))).isEqualTo(LATE);
    assertThat(visit(START).endedAt()).isEqualTo(START + 60_000);
  }

  @Test
  void insideAReplayItWouldChangeWhatWasPlayed() {
    accept(replay("a", START, 0));
    accept(replay("b", START + 60_000, 60_000));
    advance(START + 60_000);
    assertThat(accept(replay("c", START + 30_000, 5_000))).isEqualTo(LATE);
    assertThat(accept(replay("d", START + 60_000, 60_000))).as("but it goes on").isEqualTo(USED);
  }

  @Test
  void beforeAVisitItWouldMoveItsStart() {
    accept(live("a", START, JOIN));
    advance(START + 1_000);
    assertThat(accept(live("b", START - 1, HEARTBEAT))).isEqualTo(LATE);
    assertThat(accept(live("c", START - VISIT_GAP, HEARTBEAT))).isEqualTo(LATE);
    assertThat(accept(live("d", START, HEARTBEAT))).as("or be its first event").isEqualTo(LATE);
  }

  @Test
  void afterAClosedVisitItWouldMoveItsEnd() {
    accept(live("a", START, JOIN));
    advance(START + 3 * VISIT_GAP);
    assertThat(accept(live("b", START + VISIT_GAP, HEARTBEAT))).isEqualTo(LATE);
    assertThat(visit(START).endedAt()).isEqualTo(START);
  }

  @Test
  void farFromAnyVisitItIsAVisitOfItsOwn() {
    accept(live("a", START, JOIN));
    advance(START + 3 * VISIT_GAP);
    long far = START + VISIT_GAP + 1;
    assertThat(accept(live("b", far, HEARTBEAT))).isEqualTo(USED);
    assertThat(visit(far).endedAt()).isEqualTo(far);
  }

  @Test
  void farBeforeAnOpenVisitItIsAVisitOfItsOwn() {
    accept(live("a", START, JOIN));
    accept(live("b", START + 10_000, HEARTBEAT));
    advance(START + 20_000);
    long far = START - VISIT_GAP - 1;
    assertThat(accept(live("c", far, HEARTBEAT))).isEqualTo(USED);
    accept(live("d", START + 40_000, HEARTBEAT));

    assertThat(visit(far).endedAt()).isEqualTo(far);
    assertThat(visit(START).endedAt()).isEqualTo(START + 40_000);
  }

  @Test
  void aLeaveFarFromAnyVisitIsDropped() {
    accept(live("a", START, JOIN));
    advance(START + 10_000);
    assertThat(accept(live("b", START - VISIT_GAP - 1, LEAVE))).isEqualTo(USED);
    accept(live("c", START + 20_000, HEARTBEAT));
    assertThat(visit(START).endedAt()).isEqualTo(START + 20_000);
    assertThat(out.visits).hasSize(1);
  }

  @Test
  void theOtherModeOfTheStreamIsAnotherVisit() {
    accept(live("a", START, JOIN));
    advance(START + 1_000);
    assertThat(accept(replay("b", START, 0))).isEqualTo(USED);
    assertThat(out.visits).hasSize(2);
  }

  @Test
  void aCopyIsADuplicateHoweverLate() {
    accept(live("a", START, JOIN));
    advance(START + 3 * VISIT_GAP);
    assertThat(accept(live("a", START, JOIN))).isEqualTo(DUPLICATE);
  }

  // Answers

  @Test
  void anEarlierAnswerReplacesALaterOne() {
    accept(live("q", START, QUESTION));
    accept(reply("r2", START + 5_000, "q"));
    advance(START + 10_000);
    assertThat(accept(reply("r1", START + 4_000, "q"))).isEqualTo(USED);
    assertThat(out.replies.get("q").repliedAt()).isEqualTo(START + 4_000);
    assertThat(accept(reply("r3", START + 6_000, "q"))).isEqualTo(USED);
    assertThat(out.replies.get("q").repliedAt()).isEqualTo(START + 4_000);
  }

  @Test
  void anAnswerOutsideItsWindowIsUsedAndGivesNoRow() {
    accept(live("q", START, QUESTION));
    advance(START + 2 * REPLY_WINDOW);
    assertThat(accept(reply("r", START + REPLY_WINDOW + 1, "q"))).isEqualTo(USED);
    assertThat(accept(reply("s", START - 1, "q"))).isEqualTo(USED);
    assertThat(out.replies).isEmpty();
  }

  // Assignments

  @Test
  void anAssignmentIsLateUnlessAnEarlierOneCounts() {
    advance(START);
    assertThat(accept(assignment("a", START, "b"))).isEqualTo(LATE);
    accept(assignment("b", START + 1_000, "b"));
    advance(START + 2_000);
    assertThat(accept(assignment("c", START + 999, "a"))).isEqualTo(LATE);
    assertThat(accept(assignment("d", START + 1_000, "a"))).isEqualTo(USED);
  }

  // Orders

  @Test
  void anOrderThatWouldOnlyOccurNowIsLate() {
    advance(START);
    assertThat(accept(order("placed", START, Status.PLACED))).isEqualTo(LATE);
    assertThat(accept(order("paid", START, Status.PAID))).isEqualTo(LATE);
    assertThat(accept(order("cancelled", START, Status.CANCELLED))).isEqualTo(USED);
    assertThat(out.outcomes).isEmpty();
  }

  @Test
  void aStepOfAKnownOrderIsUsed() {
    accept(order("placed", START, Status.PLACED));
    advance(START + 10_000);
    assertThat(out.outcomes.get("o").revision()).isFalse();
    assertThat(accept(order("refunded", START + 9_000, Status.REFUNDED))).isEqualTo(USED);
    assertThat(out.outcomes.get("o").status()).isEqualTo("refunded");
    assertThat(out.outcomes.get("o").revision()).isTrue();
    assertThat(accept(order("paid", START + 5_000, Status.PAID))).isEqualTo(USED);
    assertThat(out.outcomes.get("o").status()).isEqualTo("refunded");
    assertThat(out.outcomes.get("o").paid()).isTrue();
  }

  @Test
  void aStepThatWouldMoveWhenTheOrderOccurredIsLate() {
    accept(order("paid", START, Status.PAID));
    advance(START + 10_000);
    assertThat(accept(order("placed", START - 1, Status.PLACED))).isEqualTo(LATE);
    assertThat(accept(order("cancelled", START - 1, Status.CANCELLED))).isEqualTo(USED);
    assertThat(out.outcomes.get("o").occurredAt()).isEqualTo(START);
    assertThat(out.outcomes.get("o").status()).isEqualTo("paid");
  }

  @Test
  void aStepOutsideTheOrderWindowIsLateBehindTheWatermarkAndBeforeIt() {
    accept(order("placed", START, Status.PLACED));
    advance(START + 1_000);
    assertThat(accept(order("in", START + ORDER_WINDOW, Status.PAID))).isEqualTo(PENDING);
    assertThat(accept(order("out", START + ORDER_WINDOW + 1, Status.REFUNDED))).isEqualTo(PENDING);
    advance(START + ORDER_WINDOW + 5_000);
    assertThat(out.used).contains("in").doesNotContain("out");
    assertThat(out.rejected).hasSize(1);
    assertThat(out.rejected.get(0).reason()).isEqualTo(Reason.LATE);
    assertThat(out.rejected.get(0).payload()).asString().isEqualTo("out");

    assertThat(accept(order("later", START + ORDER_WINDOW + 2, Status.REFUNDED))).isEqualTo(LATE);
    assertThat(accept(order("last", START + ORDER_WINDOW, Status.REFUNDED))).isEqualTo(USED);
    assertThat(out.outcomes.get("o").status()).isEqualTo("refunded");
  }

  /** As the job does it: an event behind the watermark is followed by whatever is due. */
  private Disposition accept(Event event) {
    viewer = Samples.copy(viewer, (target, v) -> v.write(target), Viewer::read);
    Disposition disposition =
        viewer.accept(Samples.received(event), watermark, stream -> timeline, out);
    if (event.eventTime() <= watermark) {
      viewer.advance(watermark, stream -> timeline, out);
    }
    return disposition;
  }

  private void advance(long to) {
    watermark = to;
    viewer.advance(watermark, stream -> timeline, out);
  }

  /** The row of the visit that began then, once that is over. */
  private VisitRow visit(long startedAt) {
    advance(START + 10 * VISIT_GAP);
    return out.visits.values().stream()
        .filter(row -> row.startedAt() == startedAt)
        .findFirst()
        .orElseThrow();
  }
}

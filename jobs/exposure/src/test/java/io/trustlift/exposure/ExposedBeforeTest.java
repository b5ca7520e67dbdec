package io.trustlift.exposure;

import static io.trustlift.exposure.Samples.live;
import static io.trustlift.exposure.Samples.order;
import static io.trustlift.exposure.Samples.received;
import static io.trustlift.model.Parameters.ASSIGNMENT_WINDOW;
import static io.trustlift.model.Parameters.CARRY_OVER;
import static io.trustlift.model.Parameters.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.Mode;
import io.trustlift.model.OrderEvent;
import io.trustlift.model.OrderEvent.Status;
import io.trustlift.model.ViewerEvent;
import io.trustlift.model.row.OutcomeRow;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What was on screen or recent some time before an outcome. A viewer sends a heartbeat each minute
 * from {@code START} on; a display of credential {@code c} is on from 1 to 2 minutes later, and so
 * recent up to {@code OVER}.
 */
class ExposedBeforeTest {

  private static final long START = 1_000_000_000;
  private static final long OVER = START + 2 * MINUTE + CARRY_OVER;

  private final Viewer viewer = new Viewer(Samples.VIEWER);
  private final Timeline timeline = new Timeline();
  private final ViewerOutputs out = new ViewerOutputs();
  private long watermark = Long.MIN_VALUE;

  /** The sets of credential {@code c} at 30, 60 and 120 s before, as a row of noes and yeses. */
  @ParameterizedTest
  @CsvSource({
    "-60000, ---", // a display that comes later
    "60000, ---",
    "89999, ---",
    "90000, +--",
    "119999, +--",
    "120000, ++-",
    "179999, ++-",
    "180000, +++",
  })
  void afterTheDisplayCame(long afterStart, String expected) {
    show(Samples.display("d", START + MINUTE, START + 2 * MINUTE));
    watch(START - 2 * MINUTE, START + 5 * MINUTE, Mode.LIVE);
    ask(START + afterStart, Mode.LIVE);
    assertThat(exposedBefore("q")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, LIVE, +++",
    "0, LIVE, +++",
    "29999, LIVE, +++",
    "30000, LIVE, -++",
    "60000, LIVE, --+",
    "119999, LIVE, --+",
    "120000, LIVE, ---",
    "-1, REPLAY, +++",
    "0, REPLAY, +++",
    "29999, REPLAY, +++",
    "30000, REPLAY, -++",
    "60000, REPLAY, --+",
    "119999, REPLAY, --+",
    "120000, REPLAY, ---",
  })
  void afterItIsNoLongerRecent(long afterOver, Mode mode, String expected) {
    show(Samples.display("d", START + MINUTE, START + 2 * MINUTE));
    watch(START, OVER + 10 * MINUTE, mode);
    ask(OVER + afterOver, mode);
    buy(OVER + afterOver);
    assertThat(exposedBefore("q")).isEqualTo(expected);
    assertThat(exposedBefore("o")).isEqualTo(expected);
    assertThat(out.outcomes.get("o").mode()).isEqualTo(mode.text());
  }

  @ParameterizedTest
  @CsvSource({"30000, +--", "29999, ---", "60000, ++-", "119999, ++-", "120000, +++"})
  void notBeforeTheVisit(long afterStart, String expected) {
    show(Samples.display("d", START - MINUTE, START + 20 * MINUTE));
    watch(START, START + 10 * MINUTE, Mode.LIVE);
    ask(START + afterStart, Mode.LIVE);
    assertThat(exposedBefore("q")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LIVE", "REPLAY"})
  void anOrderAfterTheVisitsLastEventLooksBackIntoIt(Mode mode) {
    show(Samples.display("d", START + MINUTE, START + 2 * MINUTE));
    watch(START, OVER, mode);
    buy(OVER + 80_000);
    assertThat(exposedBefore("o")).isEqualTo("--+");
    assertThat(out.outcomes.get("o").recent()).isEmpty();
    assertThat(out.outcomes.get("o").seen()).containsExactly("c");
  }

  @Test
  void outsideAVisitThereIsNothing() {
    show(Samples.display("d", START + MINUTE, START + 2 * MINUTE));
    watch(START, START + 3 * MINUTE, Mode.LIVE);
    buy(START + 3 * MINUTE + 90_001);
    assertThat(exposedBefore("o")).isEqualTo("---");
    assertThat(out.outcomes.get("o").attribution()).isEqualTo("post_visit");
  }

  /** A display is the viewer's only as long as the assignment holds. */
  @Test
  void theArmOfAnAssignmentThatHasRunOut() {
    long assigned = OVER - CARRY_OVER - ASSIGNMENT_WINDOW;
    viewer.accept(received(Samples.assignment("a", assigned, "b")), watermark, id -> timeline, out);
    advance(assigned);
    show(new Display("d", Samples.STREAM, "c", "", "", "x", "b", START + MINUTE, OVER + MINUTE));
    watch(START, OVER + 2 * MINUTE, Mode.LIVE);
    ask(OVER + 119_999, Mode.LIVE);
    assertThat(exposedBefore("q")).isEqualTo("--+");
  }

  @Test
  void amountsAreThoseOfTheLatestEventOfTheirStatus() {
    step("b", START + 1, Status.PAID, "5");
    step("a", START + 1, Status.PAID, "7");
    step("c", START, Status.PAID, "9");
    step("d", START - 1, Status.REFUNDED, "1");
    advance(START + 1);
    assertThat(out.outcomes.get("o").paidAmount()).as("the greater id").isEqualByComparingTo("5");
    assertThat(out.outcomes.get("o").refundedAmount()).as("before the order").isZero();
    step("e", START + 9, Status.REFUNDED, "2");
    step("f", START + 8, Status.REFUNDED, "3");
    step("g", START + 9, Status.CANCELLED, "4");
    advance(START + 9);
    assertThat(out.outcomes.get("o").paidAmount()).isEqualByComparingTo("5");
    assertThat(out.outcomes.get("o").refundedAmount()).isEqualByComparingTo("2");
    assertThat(out.outcomes.get("o").amount()).isEqualByComparingTo("2");
    step("h", START + 7, Status.PAID, "6");
    advance(START + 10);
    assertThat(out.outcomes.get("o").paidAmount()).as("arrived late").isEqualByComparingTo("6");
  }

  private void step(String eventId, long at, Status status, String amount) {
    OrderEvent event =
        new OrderEvent(
            eventId, at, "o", status, Samples.VIEWER, "US", new BigDecimal(amount), "EUR", "");
    viewer.accept(received(event), watermark, id -> timeline, out);
  }

  private void show(Display display) {
    timeline.apply(new DisplayChange(DisplayChange.Kind.SHOWN, display));
  }

  /** A heartbeat each minute; a replay shows what was live at the same instant. */
  private void watch(long from, long to, Mode mode) {
    for (long at = from; at <= to; at += MINUTE) {
      send("h" + at, at, ViewerEvent.Type.HEARTBEAT, mode);
    }
  }

  private void ask(long at, Mode mode) {
    send("q", at, ViewerEvent.Type.QUESTION, mode);
  }

  private void send(String id, long at, ViewerEvent.Type type, Mode mode) {
    ViewerEvent event = live(id, at, type);
    if (mode == Mode.REPLAY) {
      event =
          new ViewerEvent(
              id,
              at,
              type,
              Samples.STREAM,
              Samples.VIEWER,
              "US",
              Mode.REPLAY,
              "",
              at,
              0,
              0,
              "",
              "");
    }
    viewer.accept(received(event), watermark, stream -> timeline, out);
  }

  private void buy(long at) {
    viewer.accept(received(order("o1", at, Status.PAID)), watermark, id -> timeline, out);
  }

  private void advance(long to) {
    watermark = to;
    viewer.advance(watermark, id -> timeline, out);
  }

  /** As in a job the watermark moves in steps; everything has been sent before. */
  private String exposedBefore(String id) {
    long end = OVER + 20 * MINUTE;
    for (long at = Math.max(watermark, START - 10 * MINUTE); at <= end; at += 7_000) {
      advance(at);
    }
    OutcomeRow row = out.outcomes.get(id);
    return sign(row.exposed30s()) + sign(row.exposed60s()) + sign(row.exposed120s());
  }

  private static String sign(List<String> exposed) {
    assertThat(exposed).isSubsetOf("c");
    return exposed.isEmpty() ? "-" : "+";
  }
}

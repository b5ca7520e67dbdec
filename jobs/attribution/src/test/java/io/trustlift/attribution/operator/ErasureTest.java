package io.trustlift.attribution.operator;

import static io.trustlift.attribution.operator.Collected.counts;
import static io.trustlift.attribution.operator.Collected.values;
import static io.trustlift.exposure.Samples.live;
import static io.trustlift.exposure.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.exposure.Samples;
import io.trustlift.model.Event;
import io.trustlift.model.OrderEvent.Status;
import io.trustlift.model.Reason;
import io.trustlift.model.Rejected;
import io.trustlift.model.Topic;
import io.trustlift.model.ViewerEvent;
import io.trustlift.model.ViewerHash;
import io.trustlift.model.row.VisitRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.util.BroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A viewer joins at 1 s, asks at 10 s, orders at 15 s, and is erased as of 60 s. */
class ErasureTest {

  private static final long ERASED_AT = 60_000;
  private static final long LATER = 600_000;
  private static final Erased ERASED = new Erased(ViewerHash.of(Samples.VIEWER), ERASED_AT);

  private JoinHarness join;

  @BeforeEach
  void open() throws Exception {
    join = JoinHarness.open(ErasureLedger.EMPTY);
  }

  @AfterEach
  void close() throws Exception {
    join.close();
  }

  /**
   * E is the erasure of the viewer's key, B its broadcast; the events come before, between, after.
   */
  @ParameterizedTest
  @ValueSource(strings = {"eeeEB", "eeeBE", "eEeeB", "eBeeE", "eEeBe", "EBeee", "BEeee", "EeeeB"})
  void nothingIsLeftWhereverItComes(String sequence) throws Exception {
    int next = 0;
    for (char step : sequence.toCharArray()) {
      switch (step) {
        case 'E' -> accept(Samples.erasure("x", ERASED_AT));
        case 'B' -> join.processBroadcastElement(new JoinNotice.Forgotten(ERASED), 0);
        default -> accept(event(next++));
      }
    }
    assertThat(join.stateEntries())
        .as("state but for a mark until the broadcast is here")
        .isLessThan(2);
    join.watermark(20_000);
    assertThat(join.stateEntries()).isZero();
    assertThat(join.waiting()).isZero();
    join.watermark(LATER);

    assertThat(values(join, Outputs.VISITS)).isEmpty();
    assertThat(values(join, Outputs.OUTCOMES)).isEmpty();
    assertThat(values(join, Outputs.ERASED)).containsExactly(ERASED);
    Map<String, Long> counts = counts(join);
    assertThat(counts.values().stream().mapToLong(Long::longValue).sum())
        .as("each event in one count: %s", counts)
        .isEqualTo(3);
  }

  @Test
  void ofAViewerWithVisitsStateAndTimersGoAtOnce() throws Exception {
    accept(event(0));
    accept(event(1));
    accept(event(2));
    join.watermark(30_000);
    assertThat(join.stateEntries()).isEqualTo(1);
    assertThat(join.waiting()).as("never more than one of a viewer").isEqualTo(1);
    join.processBroadcastElement(new JoinNotice.Forgotten(ERASED), 0);
    accept(Samples.erasure("x", ERASED_AT));
    assertThat(join.stateEntries()).isZero();
    assertThat(join.waiting()).isZero();
    int rows = values(join, Outputs.VISITS).size();
    join.watermark(LATER);
    assertThat(values(join, Outputs.VISITS)).hasSize(rows);
  }

  @Test
  void aReplayedTopicBringsNothingBackAndLaterEventsAreOfANewPerson() throws Exception {
    join.processBroadcastElement(new JoinNotice.Forgotten(ERASED), 0);
    accept(Samples.erasure("x", ERASED_AT));
    restore(ErasureLedger.EMPTY);
    accept(event(0));
    accept(event(1));
    accept(live("new", ERASED_AT + 1, ViewerEvent.Type.JOIN));
    join.watermark(LATER);
    assertThat(values(join, Outputs.VISITS))
        .extracting(VisitRow::startedAt)
        .containsOnly(ERASED_AT + 1);
    assertThat(counts(join)).isEqualTo(Map.of("erased", 2L, "used", 1L));
  }

  @Test
  void theLedgerOfTheStartDropsWhatIsReplayed() throws Exception {
    join.close();
    join = JoinHarness.open(ErasureLedger.complete(Map.of(ERASED.viewerHash(), ERASED_AT)));
    accept(event(0));
    accept(live("new", ERASED_AT + 1, ViewerEvent.Type.JOIN));
    accept(Samples.erasure("x", ERASED_AT));
    accept(event(1));
    join.watermark(LATER);
    assertThat(values(join, Outputs.VISITS))
        .as("the erasure that was known takes nothing of the new person")
        .extracting(VisitRow::startedAt)
        .containsOnly(ERASED_AT + 1);
    assertThat(counts(join)).isEqualTo(Map.of("erased", 2L, "used", 1L));
  }

  @Test
  void stateFromBeforeTheStartIsClearedBeforeItSaysAnything() throws Exception {
    accept(event(0));
    accept(event(1));
    join.watermark(20_000);
    restore(ErasureLedger.of(Map.of(ERASED.viewerHash(), ERASED_AT)));
    join.watermark(LATER);
    assertThat(values(join, Outputs.VISITS)).isEmpty();
    assertThat(join.stateEntries()).isZero();
    assertThat(join.waiting()).isZero();
    accept(event(2));
    assertThat(counts(join)).isEqualTo(Map.of("erased", 1L));
  }

  @Test
  void anotherViewerIsNotTouched() throws Exception {
    join.processBroadcastElement(
        new JoinNotice.Forgotten(new Erased(ViewerHash.of("w"), ERASED_AT)), 0);
    accept(event(0));
    join.watermark(LATER);
    assertThat(values(join, Outputs.VISITS)).isNotEmpty();
    assertThat(counts(join)).isEqualTo(Map.of("used", 1L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"viewer_id\":\"v\"", "v", "{\"a\":[\"v\"]}", "{\"viewer_id\":\"v\"}"})
  void aDeadLetterThatNamesTheViewerIsDropped(String payload) throws Exception {
    try (var letters = letters()) {
      letters.processBroadcastElement(ERASED, 0);
      letters.processElement(letter("k", payload, Event.NO_TIME), 0);
      letters.processElement(letter("k", payload, ERASED_AT), 0);
      letters.processElement(letter("k", payload, ERASED_AT + 1), 0);
      letters.processElement(letter("v", "{", 5), 0);
      letters.processElement(letter("k", "{\"viewer_id\":\"vv\"}", 5), 0);
      assertThat(letters.extractOutputValues()).hasSize(2);
      assertThat(counts(letters)).isEqualTo(Map.of("erased", 3L, "rejected", 2L));
    }
  }

  private static BroadcastOperatorTestHarness<Rejected, Erased, Rejected> letters()
      throws Exception {
    var letters =
        new BroadcastOperatorTestHarness<>(
            new CoBroadcastWithNonKeyedOperator<>(
                new ErasedLetters(ErasureLedger.EMPTY), List.of(ErasureLedger.STATE)),
            720,
            1,
            0);
    letters.open();
    return letters;
  }

  private static Rejected letter(String key, String payload, long eventTime) {
    return new Rejected(
        Topic.VIEWER_EVENTS,
        0,
        0,
        0,
        key.getBytes(StandardCharsets.UTF_8),
        payload.getBytes(StandardCharsets.UTF_8),
        Reason.INVALID,
        "",
        eventTime);
  }

  private static Event event(int number) {
    return switch (number) {
      case 0 -> live("join", 1_000, ViewerEvent.Type.JOIN);
      case 1 -> live("ask", 10_000, ViewerEvent.Type.QUESTION);
      default -> order("buy", 15_000, Status.PAID);
    };
  }

  private void accept(Event event) throws Exception {
    join.accept(event);
  }

  private void restore(ErasureLedger ledger) throws Exception {
    join = join.restart(ledger);
  }
}

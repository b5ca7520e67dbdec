package io.trustlift.local.redrive;

import static io.trustlift.local.redrive.Letters.NOW;
import static io.trustlift.local.redrive.Letters.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.adapters.SourceFormats;
import io.trustlift.attribution.ViewerIdSecret;
import io.trustlift.attribution.intake.RecordParser;
import io.trustlift.model.Reason;
import io.trustlift.model.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final DeadLetter LETTER =
      Letters.waiting(Topic.VIEWER_EVENTS, Reason.MALFORMED, "v1", "{");
  private static final byte[] JOIN = utf8(Letters.viewerEvent("e1", "join", NOW, "v1"));
  private static final byte[] OTHER = utf8(Letters.viewerEvent("e2", "join", NOW, "v1"));

  private static Plan plan(
      List<Repair> repairs, List<DeadLetter> letters, Map<String, Position> sent) {
    Map<Position, DeadLetter> byPosition = new HashMap<>();
    letters.forEach(letter -> byPosition.put(letter.position(), letter));
    Judge judge = new Judge(new RecordParser(SourceFormats.CONTRACT), ViewerIdSecret.NONE, NOW);
    return Plan.of(repairs, byPosition, judge, hashes -> sent);
  }

  private static Repair repair(int line, DeadLetter letter, byte[] value) {
    return new Repair(line, letter.position(), value);
  }

  @Test
  void everyOneGetsAPlace() {
    DeadLetter second = Letters.at(LETTER, 8);
    DeadLetter gone = Letters.at(LETTER, 9);
    DeadLetter before = Letters.with(Letters.at(LETTER, 10), DeadLetter.Status.REDRIVEN);
    Plan plan =
        plan(
            List.of(
                repair(1, LETTER, JOIN),
                repair(2, second, utf8("{")),
                repair(3, gone, OTHER),
                repair(4, before, OTHER)),
            List.of(LETTER, second, before),
            Map.of());
    assertThat(plan.send()).extracting(Outgoing::letter).containsExactly(LETTER.position());
    assertThat(plan.refused()).extracting(Plan.Left::line).containsExactly(2, 3);
    assertThat(plan.refused().get(1).why()).contains("no such dead letter");
    assertThat(plan.settled()).extracting(Plan.Left::line).containsExactly(4);
    assertThat(plan.duplicates()).isEmpty();
  }

  @Test
  void twoDeadLettersOfOneEventAreSentOnce() {
    DeadLetter again = Letters.at(LETTER, 8);
    Plan plan =
        plan(
            List.of(repair(1, LETTER, JOIN), repair(2, again, JOIN)),
            List.of(LETTER, again),
            Map.of());
    assertThat(plan.send()).extracting(Outgoing::letter).containsExactly(LETTER.position());
    assertThat(plan.duplicates())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.outgoing().letter()).isEqualTo(again.position());
              assertThat(one.other()).isEqualTo(LETTER.position());
            });
  }

  /** However long ago: the ledger forgets nothing. */
  @Test
  void anEventThatWasSentWithAnotherDeadLetterIsNotSent() {
    Position other = new Position(Topic.VIEWER_EVENTS, 0, 3);
    Plan plan =
        plan(
            List.of(repair(1, LETTER, JOIN)),
            List.of(LETTER),
            Map.of(EventHash.of(Topic.VIEWER_EVENTS, "v1", "e1"), other));
    assertThat(plan.send()).isEmpty();
    assertThat(plan.duplicates()).extracting(Plan.Duplicate::other).containsExactly(other);
  }

  @Test
  void botsHaveNoIdsThatCouldBeTheSame() {
    DeadLetter again = Letters.at(LETTER, 8);
    byte[] bot =
        utf8(Letters.viewerEvent("e1", "join", NOW, "v1").replace("}", ",\"is_bot\":true}"));
    Plan plan =
        plan(
            List.of(repair(1, LETTER, bot), repair(2, again, bot)),
            List.of(LETTER, again),
            Map.of());
    assertThat(plan.send()).hasSize(2);
  }
}

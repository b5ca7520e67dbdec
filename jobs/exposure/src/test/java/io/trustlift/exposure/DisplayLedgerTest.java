package io.trustlift.exposure;

import static io.trustlift.exposure.Samples.hide;
import static io.trustlift.exposure.Samples.received;
import static io.trustlift.exposure.Samples.show;
import static io.trustlift.model.Parameters.DUPLICATE_WINDOW;
import static io.trustlift.model.Parameters.MAX_DISPLAY;
import static io.trustlift.model.Parameters.MINUTE;
import static io.trustlift.model.Parameters.REPLAY_HORIZON;
import static io.trustlift.model.Parameters.VISIT_GAP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.DisplayEvent;
import io.trustlift.model.Received;
import io.trustlift.model.Rejected;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayLedgerTest {

  private static final long NEVER = Long.MIN_VALUE;

  private DisplayLedger ledger = new DisplayLedger();
  private final List<String> told = new ArrayList<>();

  private final DisplayLedger.Output output =
      new DisplayLedger.Output() {
        @Override
        public void changed(DisplayChange change) {
          Display display = change.display();
          told.add(change.kind() + " " + display.shownAt() + "-" + display.hiddenAt());
        }

        @Override
        public void used(Received event) {
          told.add("used " + event.event().eventId());
        }

        @Override
        public void rejected(Rejected rejected) {
          told.add(rejected.reason().text() + " " + new String(rejected.payload(), UTF_8));
        }
      };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show hide1 hide2",
        "show hide2 hide1",
        "hide1 show hide2",
        "hide1 hide2 show",
        "hide2 show hide1",
        "hide2 hide1 show"
      })
  void anyOrderOfArrivalGivesTheFirstHideAfterTheShow(String order) {
    for (String event : order.split(" ")) {
      assertThat(
              accept(
                  switch (event) {
                    case "show" -> show("show", 1_000);
                    case "hide1" -> hide("hide1", 2_000);
                    default -> hide("hide2", 3_000);
                  },
                  NEVER))
          .isEqualTo(Disposition.PENDING);
    }
    ledger.advance(5_000, output);

    assertThat(told)
        .containsExactly(
            "SHOWN 1000-" + (1_000 + MAX_DISPLAY),
            "used show",
            "HIDDEN 1000-2000",
            "used hide1",
            "used hide2");
  }

  @Test
  void nothingHappensBeforeTheWatermarkHasPassed() {
    accept(show("show", 1_000), NEVER);
    assertThat(ledger.nextWake()).isEqualTo(1_000);
    ledger.advance(999, output);
    assertThat(told).isEmpty();
    ledger.advance(1_000, output);
    assertThat(told).hasSize(2);
  }

  @Test
  void theEarliestShowCountsAndOnATieTheSmallerId() {
    accept(show("b", 1_000), NEVER);
    accept(show("a", 1_000), NEVER);
    accept(show("0", 1_001), NEVER);
    ledger.advance(2_000, output);
    assertThat(told)
        .containsExactly("SHOWN 1000-" + (1_000 + MAX_DISPLAY), "used a", "used b", "used 0");
  }

  @Test
  void aHideAtTheInstantOfTheShowIsAnOrphan() {
    accept(show("a-show", 1_000), NEVER);
    accept(hide("hide", 1_000), NEVER);
    ledger.advance(1_000, output);
    assertThat(told).first().isEqualTo("orphan_hide hide");
    assertThat(told).hasSize(3).doesNotContain("used hide");
  }

  @Test
  void aHideOfNothingIsAnOrphanAndIsForgotten() {
    accept(hide("hide", 1_000), NEVER);
    ledger.advance(1_000, output);
    assertThat(told).containsExactly("orphan_hide hide");
    ledger.advance(ledger.nextWake(), output);
    assertThat(ledger.isEmpty()).isTrue();
  }

  @Test
  void aDisplayThatIsNotHiddenRunsOut() {
    accept(show("show", 1_000), NEVER);
    ledger.advance(1_000, output);
    told.clear();
    assertThat(ledger.nextWake()).isEqualTo(1_000 + MAX_DISPLAY);
    ledger.advance(1_000 + MAX_DISPLAY, output);
    assertThat(told).containsExactly("RAN_OUT 1000-" + (1_000 + MAX_DISPLAY));
  }

  @Test
  void aHideExactlyWhereItWouldRunOutIsAHide() {
    accept(show("show", 1_000), NEVER);
    accept(hide("hide", 1_000 + MAX_DISPLAY), NEVER);
    ledger.advance(1_000 + MAX_DISPLAY, output);
    assertThat(told).contains("HIDDEN 1000-" + (1_000 + MAX_DISPLAY), "used hide");
  }

  @Test
  void aHideAfterItRanOutIsUsedAndChangesNothing() {
    accept(show("show", 1_000), NEVER);
    accept(hide("hide", 1_001 + MAX_DISPLAY), NEVER);
    ledger.advance(1_001 + MAX_DISPLAY, output);
    assertThat(told)
        .containsExactly(
            "SHOWN 1000-" + (1_000 + MAX_DISPLAY),
            "used show",
            "used hide",
            "RAN_OUT 1000-" + (1_000 + MAX_DISPLAY));
  }

  @Test
  void anIdSeenBeforeIsADuplicateOnArrival() {
    accept(show("show", 1_000), NEVER);
    assertThat(accept(show("show", 1_000), NEVER)).isEqualTo(Disposition.DUPLICATE);
    ledger.advance(5_000, output);
    assertThat(accept(show("show", 1_000), 5_000)).isEqualTo(Disposition.DUPLICATE);
  }

  @Test
  void behindTheWatermarkAShowIsLateUnlessAnEarlierOneCounts() {
    assertThat(accept(show("first", 1_000), 2_000)).isEqualTo(Disposition.LATE);
    accept(show("second", 3_000), 2_000);
    ledger.advance(5_000, output);
    assertThat(accept(show("earlier", 2_999), 5_000)).isEqualTo(Disposition.LATE);
    assertThat(accept(show("later", 3_000), 5_000)).isEqualTo(Disposition.USED);
  }

  @Test
  void behindTheWatermarkAHideIsLateWhenItWouldShortenTheDisplay() {
    assertThat(accept(hide("orphan", 500), 500)).isEqualTo(Disposition.ORPHAN_HIDE);
    accept(show("show", 1_000), 500);
    ledger.advance(5_000, output);
    assertThat(accept(hide("not after", 1_000), 5_000)).isEqualTo(Disposition.ORPHAN_HIDE);
    assertThat(accept(hide("late", 4_000), 5_000)).isEqualTo(Disposition.LATE);
    accept(hide("in time", 6_000), 5_000);
    ledger.advance(7_000, output);
    assertThat(accept(hide("earlier", 5_999), 7_000)).isEqualTo(Disposition.LATE);
    assertThat(accept(hide("later", 6_001), 7_000)).isEqualTo(Disposition.USED);
  }

  @Test
  void aDisplayIsRetiredWhenNoReplayCanShowItAndEverythingIsForgotten() {
    accept(show("show", 1_000), NEVER);
    accept(hide("hide", 2_000), NEVER);
    ledger.advance(2_000, output);
    told.clear();
    long outOfReach = 2_000 + REPLAY_HORIZON + VISIT_GAP + MINUTE;

    long wakes = 0;
    while (ledger.nextWake() < outOfReach) {
      ledger = restored(ledger);
      ledger.advance(ledger.nextWake(), output);
      assertThat(++wakes).isLessThan(10);
    }
    assertThat(told).isEmpty();
    assertThat(ledger.nextWake()).isEqualTo(outOfReach);
    Display display = Samples.display("d", 1_000, 2_000);
    assertThat(DisplayLedger.isOutOfReach(display, outOfReach - 1)).isFalse();
    assertThat(DisplayLedger.isOutOfReach(display, outOfReach)).isTrue();

    ledger.advance(outOfReach, output);
    assertThat(told).containsExactly("RETIRED 1000-2000");
    assertThat(ledger.isEmpty()).isTrue();
    assertThat(ledger.nextWake()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void anIdIsKnownForTheDuplicateWindowAfterTheShow() {
    accept(show("show", 1_000), NEVER);
    ledger.advance(1_000 + DUPLICATE_WINDOW, output);
    assertThat(accept(show("show", 1_000), 1_000 + DUPLICATE_WINDOW))
        .isEqualTo(Disposition.DUPLICATE);
  }

  @Test
  void oneLeapOfTheWatermarkTellsItAllInOrder() {
    accept(show("show", 1_000), NEVER);
    ledger.advance(Long.MAX_VALUE, output);
    assertThat(told)
        .containsExactly(
            "SHOWN 1000-" + (1_000 + MAX_DISPLAY),
            "used show",
            "RAN_OUT 1000-" + (1_000 + MAX_DISPLAY),
            "RETIRED 1000-" + (1_000 + MAX_DISPLAY));
    assertThat(ledger.isEmpty()).isTrue();
  }

  private Disposition accept(DisplayEvent event, long watermark) {
    ledger = restored(ledger);
    return ledger.accept(received(event), watermark);
  }

  private static DisplayLedger restored(DisplayLedger ledger) {
    return Samples.copy(ledger, (out, l) -> l.write(out), DisplayLedger::read);
  }
}

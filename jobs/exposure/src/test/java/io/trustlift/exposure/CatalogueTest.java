package io.trustlift.exposure;

import static io.trustlift.exposure.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  private Catalogue catalogue = new Catalogue();

  @Test
  void aDisplayIsJudgedWhenTheWatermarkHasPassedItsShow() {
    catalogue.ask(Samples.display("d", 1_000, 9_000));
    assertThat(catalogue.nextWake()).isEqualTo(1_000);
    assertThat(judgedAt(999)).isEmpty();
    assertThat(judgedAt(1_000)).containsExactly("unknown");
    assertThat(judgedAt(2_000)).as("once").isEmpty();
  }

  @Test
  void theLatestEntryNotAfterTheShowHolds() {
    catalogue.accept(entry("e2", 2_000, true, Event.NO_TIME, Event.NO_TIME));
    catalogue.accept(entry("e1", 1_000));
    assertThat(validityAt(999)).isEqualTo("unknown");
    assertThat(validityAt(1_000)).isEqualTo("valid");
    assertThat(validityAt(1_999)).isEqualTo("valid");
    assertThat(validityAt(2_000)).isEqualTo("revoked");
  }

  @Test
  void onATieTheEntryOfTheGreaterIdHolds() {
    catalogue.accept(entry("b", 1_000, true, Event.NO_TIME, Event.NO_TIME));
    catalogue.accept(entry("a", 1_000));
    assertThat(validityAt(1_000)).isEqualTo("revoked");
  }

  @Test
  void revokedComesBeforeNotYetValidBeforeExpired() {
    catalogue.accept(entry("bounds", 0, false, 100, 200));
    catalogue.accept(entry("never", 1_000, false, 3_000, 500));
    catalogue.accept(entry("revoked", 2_000, true, 3_000, 500));
    assertThat(validityAt(99)).isEqualTo("not_yet_valid");
    assertThat(validityAt(100)).isEqualTo("valid");
    assertThat(validityAt(199)).isEqualTo("valid");
    assertThat(validityAt(200)).isEqualTo("expired");
    assertThat(validityAt(1_500)).isEqualTo("not_yet_valid");
    assertThat(validityAt(2_500)).isEqualTo("revoked");
  }

  @Test
  void anEntryIsLateOnlyWhenADisplayHasBeenJudgedWithoutIt() {
    catalogue.accept(entry("first", 1_000));
    assertThat(validityAt(2_000)).isEqualTo("valid");

    assertThat(catalogue.accept(entry("before the show", 1_500))).isEqualTo(Disposition.LATE);
    assertThat(catalogue.accept(entry("at the show", 2_000))).isEqualTo(Disposition.LATE);
    assertThat(catalogue.accept(entry("after it", 2_001))).isEqualTo(Disposition.USED);
    assertThat(catalogue.accept(entry("before the one that held", 500)))
        .isEqualTo(Disposition.USED);
    assertThat(catalogue.accept(entry("a tie that loses", 1_000))).isEqualTo(Disposition.USED);
    assertThat(catalogue.accept(entry("second of a tie that wins", 1_000)))
        .isEqualTo(Disposition.LATE);
  }

  @Test
  void anEntryIsLateWhenADisplayWasJudgedUnknown() {
    assertThat(validityAt(2_000)).isEqualTo("unknown");
    assertThat(catalogue.accept(entry("late", 2_000))).isEqualTo(Disposition.LATE);
    assertThat(catalogue.accept(entry("after", 2_001))).isEqualTo(Disposition.USED);
  }

  @Test
  void aLateEntryChangesNothing() {
    catalogue.accept(entry("first", 1_000));
    validityAt(2_000);
    catalogue.accept(entry("late", 1_500, true, Event.NO_TIME, Event.NO_TIME));
    assertThat(validityAt(1_800)).isEqualTo("valid");
  }

  @Test
  void anIdSeenBeforeIsADuplicateForADay() {
    assertThat(catalogue.accept(entry("e", 1_000))).isEqualTo(Disposition.USED);
    assertThat(catalogue.accept(entry("e", 1_000))).isEqualTo(Disposition.DUPLICATE);
    catalogue.advance(catalogue.nextWake(), (display, validity) -> {});
    assertThat(catalogue.nextWake()).isEqualTo(Long.MAX_VALUE);
    assertThat(catalogue.accept(entry("e", 1_000))).isEqualTo(Disposition.USED);
  }

  private String validityAt(long shownAt) {
    catalogue.ask(Samples.display("d", shownAt, shownAt + 1));
    List<String> judged = judgedAt(shownAt);
    assertThat(judged).hasSize(1);
    return judged.get(0);
  }

  private List<String> judgedAt(long watermark) {
    catalogue = Samples.copy(catalogue, (out, c) -> c.write(out), Catalogue::read);
    List<String> judged = new ArrayList<>();
    catalogue.advance(watermark, (display, validity) -> judged.add(validity));
    return judged;
  }
}

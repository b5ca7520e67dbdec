package io.trustlift.exposure;

import static io.trustlift.model.Parameters.CARRY_OVER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExposureSetsTest {

  private static final Interval SHOWN = new Interval("d", "c", 10_000, 20_000);

  @Test
  void onScreenFromTheShowUntilBeforeTheHide() {
    assertThat(at(9_999).onScreen()).isEmpty();
    assertThat(at(10_000).onScreen()).containsExactly("c");
    assertThat(at(19_999).onScreen()).containsExactly("c");
    assertThat(at(20_000).onScreen()).isEmpty();
  }

  @Test
  void seenOnceItHasBeenOnForTwoSeconds() {
    assertThat(at(11_999).seen()).isEmpty();
    assertThat(at(12_000).seen()).containsExactly("c");
    assertThat(at(Long.MAX_VALUE).seen()).containsExactly("c");
  }

  @Test
  void recentFromTheHideForTheCarryOver() {
    assertThat(at(19_999).recent()).isEmpty();
    assertThat(at(20_000).recent()).containsExactly("c");
    assertThat(at(20_000 + CARRY_OVER - 1).recent()).containsExactly("c");
    assertThat(at(20_000 + CARRY_OVER).recent()).isEmpty();
  }

  @Test
  void whatWasOnTooShortlyIsNeitherSeenNorRecent() {
    Interval blink = new Interval("d", "c", 10_000, 11_999);
    ExposureSets sets = ExposureSets.at(15_000, List.of(blink), List.of());
    assertThat(sets).isEqualTo(ExposureSets.NONE);
  }

  @Test
  void twoDisplaysOfOneCredentialAreOneElement() {
    Interval other = new Interval("e", "c", 5_000, 15_000);
    assertThat(ExposureSets.at(14_000, List.of(SHOWN, other), List.of("c")))
        .isEqualTo(new ExposureSets(List.of("c"), List.of(), List.of("c")));
    assertThat(ExposureSets.at(16_000, List.of(SHOWN, other), List.of()).recent())
        .as("recent, but on screen still")
        .isEmpty();
  }

  @Test
  void theSetsAreSortedByCodePoint() {
    String emoji = "\uD83D\uDE00";
    List<Interval> intervals =
        List.of(
            new Interval("1", emoji, 0, 9_000),
            new Interval("2", "\uFFFD", 0, 9_000),
            new Interval("3", "b", 0, 9_000),
            new Interval("4", "a", 0, 9_000));
    ExposureSets sets = ExposureSets.at(5_000, intervals, List.of("aa"));
    assertThat(sets.onScreen()).containsExactly("a", "b", "\uFFFD", emoji);
    assertThat(sets.seen()).containsExactly("a", "aa", "b", "\uFFFD", emoji);
    assertThat(ExposureSets.at(9_000, intervals, List.of()).recent())
        .containsExactly("a", "b", "\uFFFD", emoji);
  }

  @Test
  void whatHadBeenSeenBeforeIsLeftAsItWas() {
    List<String> before = List.of("a");
    assertThat(ExposureSets.at(15_000, List.of(SHOWN), before).seen()).containsExactly("a", "c");
    assertThat(before).containsExactly("a");
  }

  private static ExposureSets at(long time) {
    return ExposureSets.at(time, List.of(SHOWN), List.of());
  }
}

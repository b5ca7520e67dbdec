package io.trustlift.exposure;

import static io.trustlift.model.Parameters.CARRY_OVER;
import static io.trustlift.model.Parameters.LAG_120S;
import static io.trustlift.model.Parameters.REPLAY_HORIZON;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recording's display {@code d} is on from 10 s to 20 s of the recording. */
class ReplayScreenTest {

  private static final long NOW = 1_000_000;

  private final ReplayScreen screen = new ReplayScreen();
  private final Timeline timeline = new Timeline();

  @BeforeEach
  void showDisplay() {
    show(Samples.display("d", 10_000, 20_000));
  }

  @Test
  void showsTheRecordingOnTheViewersClock() {
    screen.play(NOW, 5_000, NOW + 30_000, 35_000, timeline);
    assertThat(screen.intervals())
        .containsExactly(new Interval("d", "c", NOW + 5_000, NOW + 15_000));
  }

  @Test
  void isCutToTheStretchBetweenTheEvents() {
    screen.play(NOW, 12_000, NOW + 3_000, 15_000, timeline);
    assertThat(screen.intervals()).containsExactly(new Interval("d", "c", NOW, NOW + 3_000));
  }

  @ParameterizedTest
  @ValueSource(longs = {-2_000, -1, 0, 1, 2_000})
  void playedWhenBothClocksWentTheSameUpToTwoSeconds(long drift) {
    screen.play(NOW, 10_000, NOW + 5_000, 15_000 + drift, timeline);
    assertThat(screen.intervals()).containsExactly(new Interval("d", "c", NOW, NOW + 5_000));
  }

  @ParameterizedTest
  @ValueSource(longs = {-2_001, 2_001, -5_001, 600_000})
  void aPauseOrSeekShowsNothing(long drift) {
    screen.play(NOW, 10_000, NOW + 5_000, 15_000 + drift, timeline);
    assertThat(screen.intervals()).isEmpty();
  }

  @Test
  void aRecordingThatRunsBackwardsShowsNothing() {
    screen.play(NOW, 12_000, NOW + 1_000, 11_999, timeline);
    screen.play(NOW, 12_000, NOW, 12_000, timeline);
    assertThat(screen.intervals()).isEmpty();
  }

  @Test
  void stretchesOfOneDisplayThatTouchAreOne() {
    screen.play(NOW, 10_000, NOW + 2_000, 12_000, timeline);
    screen.play(NOW + 2_000, 12_000, NOW + 4_000, 14_000, timeline);
    assertThat(screen.intervals()).containsExactly(new Interval("d", "c", NOW, NOW + 4_000));
  }

  @Test
  void stretchesApartOrOfAnotherDisplayStayTwo() {
    show(Samples.display("e", 12_000, 13_000));
    screen.play(NOW, 10_000, NOW + 1_000, 11_000, timeline);
    screen.play(NOW + 1_000, 17_000, NOW + 2_000, 12_000, timeline);
    screen.play(NOW + 2_000, 12_000, NOW + 3_000, 13_000, timeline);
    assertThat(screen.intervals())
        .containsExactlyInAnyOrder(
            new Interval("d", "c", NOW, NOW + 1_000),
            new Interval("d", "c", NOW + 2_000, NOW + 3_000),
            new Interval("e", "c", NOW + 2_000, NOW + 3_000));
  }

  @Test
  void displaysOfAnExperimentAreNotShown() {
    show(new Display("x", Samples.STREAM, "c", "", "", "x", "b", 30_000, 40_000));
    screen.play(NOW, 30_000, NOW + 5_000, 35_000, timeline);
    assertThat(screen.intervals()).isEmpty();
  }

  @Test
  void aDisplayIsShownUpToTheReplayHorizonAfterItsEnd() {
    long last = 20_000 + REPLAY_HORIZON;
    screen.play(last + 1, 10_000, last + 3_001, 13_000, timeline);
    assertThat(screen.intervals()).isEmpty();
    screen.play(last, 10_000, last + 3_000, 13_000, timeline);
    assertThat(screen.intervals()).containsExactly(new Interval("d", "c", last, last + 3_000));
  }

  @Test
  void whatWasNotRecentTwoMinutesAgoIsForgotten() {
    screen.play(NOW, 10_000, NOW + 2_000, 12_000, timeline);
    long over = NOW + 2_000 + CARRY_OVER + LAG_120S;
    screen.play(over - 1, 50_000, over, 50_001, timeline);
    assertThat(screen.intervals()).hasSize(1);
    screen.play(over, 50_001, over + 1, 50_002, timeline);
    assertThat(screen.intervals()).isEmpty();
  }

  private void show(Display display) {
    timeline.apply(new DisplayChange(DisplayChange.Kind.SHOWN, display));
  }
}

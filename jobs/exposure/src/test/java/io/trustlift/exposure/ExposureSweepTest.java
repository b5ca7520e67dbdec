package io.trustlift.exposure;

import static io.trustlift.model.Parameters.CARRY_OVER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExposureSweepTest {

  private record Piece(long minute, List<String> onScreen, List<String> recent, long millis) {}

  private final List<Piece> pieces = new ArrayList<>();
  private long exposed;

  @Test
  void anEmptyScreenIsCutAtFullMinutesOnly() {
    sweep(59_999, 180_001);

    assertThat(pieces)
        .containsExactly(
            new Piece(0, List.of(), List.of(), 1),
            new Piece(60_000, List.of(), List.of(), 60_000),
            new Piece(120_000, List.of(), List.of(), 60_000),
            new Piece(180_000, List.of(), List.of(), 1));
    assertThat(exposed).isZero();
  }

  @Test
  void anEmptyStretchHasNoPieces() {
    sweep(5_000, 5_000, new Interval("d", "c", 0, 10_000));
    assertThat(pieces).isEmpty();
  }

  @Test
  void aDisplayIsOnScreenThenRecentThenNeither() {
    Interval shown = new Interval("d", "c", 1_000, 3_000);
    sweep(0, CARRY_OVER + 10_000, shown);

    assertThat(pieces).first().isEqualTo(new Piece(0, List.of(), List.of(), 1_000));
    assertThat(pieces.get(1)).isEqualTo(new Piece(0, List.of("c"), List.of(), 2_000));
    assertThat(pieces.get(2)).isEqualTo(new Piece(0, List.of(), List.of("c"), 57_000));
    assertThat(millisWith(new Piece(0, List.of(), List.of("c"), 0))).isEqualTo(CARRY_OVER);
    assertThat(pieces).last().isEqualTo(new Piece(300_000, List.of(), List.of(), 7_000));
    assertThat(exposed).isEqualTo(2_000);
  }

  @Test
  void whatWasOnTooShortlyIsNeverRecent() {
    sweep(0, 10_000, new Interval("d", "c", 1_000, 2_999));
    assertThat(pieces)
        .containsExactly(
            new Piece(0, List.of(), List.of(), 1_000),
            new Piece(0, List.of("c"), List.of(), 1_999),
            new Piece(0, List.of(), List.of(), 7_001));
  }

  @Test
  void aCredentialOnScreenAgainIsNotRecent() {
    sweep(0, 9_000, new Interval("d1", "c", 0, 2_000), new Interval("d2", "c", 5_000, 9_000));
    assertThat(pieces)
        .containsExactly(
            new Piece(0, List.of("c"), List.of(), 2_000),
            new Piece(0, List.of(), List.of("c"), 3_000),
            new Piece(0, List.of("c"), List.of(), 4_000));
    assertThat(exposed).isEqualTo(6_000);
  }

  @Test
  void thePiecesFillTheStretchAndHoldNoChange() {
    long seed = 1;
    System.out.printf("random stretches from seed %d%n", seed);
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      Interval[] intervals = new Interval[random.nextInt(5)];
      for (int i = 0; i < intervals.length; i++) {
        long from = random.nextInt(400_000);
        String credential = "c" + random.nextInt(3);
        intervals[i] = new Interval("d" + i, credential, from, from + 1 + random.nextInt(50_000));
      }
      long from = random.nextInt(400_000);
      long to = from + random.nextInt(200_000);
      pieces.clear();

      sweep(from, to, intervals);

      long at = from;
      long exposedMillis = 0;
      for (Piece piece : pieces) {
        assertThat(piece.minute).isEqualTo(at / 60_000 * 60_000);
        for (long instant : new long[] {at, at + piece.millis / 2, at + piece.millis - 1}) {
          ExposureSets sets = ExposureSets.at(instant, List.of(intervals), List.of());
          assertThat(piece.onScreen).isEqualTo(sets.onScreen());
          assertThat(piece.recent).isEqualTo(sets.recent());
          assertThat(instant / 60_000 * 60_000).isEqualTo(piece.minute);
        }
        exposedMillis += piece.onScreen.isEmpty() ? 0 : piece.millis;
        at += piece.millis;
      }
      assertThat(at).isEqualTo(to);
      assertThat(exposed).isEqualTo(exposedMillis);
    }
  }

  private void sweep(long start, long end, Interval... intervals) {
    exposed =
        ExposureSweep.over(
            start,
            end,
            List.of(intervals),
            (from, onScreen, recent, millis) ->
                pieces.add(new Piece(ExposureSweep.minuteOf(from), onScreen, recent, millis)));
  }

  private long millisWith(Piece state) {
    return pieces.stream()
        .filter(p -> p.onScreen.equals(state.onScreen) && p.recent.equals(state.recent))
        .mapToLong(Piece::millis)
        .sum();
  }
}

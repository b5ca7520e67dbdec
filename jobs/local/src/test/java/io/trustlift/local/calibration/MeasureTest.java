package io.trustlift.local.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MeasureTest {

  @Test
  void aShareOfCells() {
    Measure measure = new Measure("covers", Measure.Unit.SHARE, Measure.Band.COVERAGE);
    for (int i = 0; i < 100; i++) {
      measure.add(Worlds.of(CalibrationCase.PLANTED, i / 4), i % 20 != 0);
    }
    assertThat(measure.worlds()).isEqualTo(25);
    assertThat(measure.cells()).isEqualTo(100);
    assertThat(measure.mean()).isCloseTo(0.95, within(1e-12));
    assertThat(measure.holds()).isTrue();
  }

  /** Independent cells: the binomial error. */
  @Test
  void theErrorOfIndependentCellsIsBinomial() {
    long seed = 11;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Measure measure = new Measure("covers", Measure.Unit.SHARE, null);
    for (int i = 0; i < 40_000; i++) {
      measure.add(Worlds.of(CalibrationCase.PLANTED, i / 10), random.nextDouble() < 0.9);
    }
    assertThat(measure.standardError()).isCloseTo(Math.sqrt(0.9 * 0.1 / 40_000), within(1e-4));
  }

  /** Cells of one world that are all alike: as if each world were one cell. */
  @Test
  void theErrorGrowsWhereCellsHangTogether() {
    Measure measure = new Measure("covers", Measure.Unit.SHARE, null);
    for (int world = 0; world < 100; world++) {
      for (int cell = 0; cell < 8; cell++) {
        measure.add(Worlds.of(CalibrationCase.PLANTED, world), world % 2 == 0);
      }
    }
    assertThat(measure.standardError()).isCloseTo(0.5 / Math.sqrt(99), within(1e-12));
  }

  @Test
  void whatMissesTheBandByChanceIsToldFromWhatMissesIt() {
    Measure.Band band = new Measure.Band(0.93, 0.97);
    Measure close = new Measure("close", Measure.Unit.SHARE, band);
    Measure far = new Measure("far", Measure.Unit.SHARE, band);
    for (int i = 0; i < 200; i++) {
      close.add(Worlds.of(CalibrationCase.PLANTED, i), i % 13 != 0);
      far.add(Worlds.of(CalibrationCase.PLANTED, i), i % 5 != 0);
    }
    assertThat(close.holds()).isFalse();
    assertThat(close.holdsButForNoise()).isTrue();
    assertThat(far.holdsButForNoise()).isFalse();
  }

  /** All of 36 cells are no proof against 97 %, all of 2,000 are. */
  @Test
  void aShareWithoutAnyErrorIsNotTakenForExact() {
    Measure few = new Measure("few", Measure.Unit.SHARE, Measure.Band.COVERAGE);
    Measure many = new Measure("many", Measure.Unit.SHARE, Measure.Band.COVERAGE);
    for (int i = 0; i < 2_000; i++) {
      many.add(Worlds.of(CalibrationCase.PLANTED, i / 10), true);
      if (i < 36) {
        few.add(Worlds.of(CalibrationCase.PLANTED, i / 3), true);
      }
    }
    assertThat(few.standardError()).isZero();
    assertThat(few.holds()).isFalse();
    assertThat(few.holdsButForNoise()).isTrue();
    assertThat(many.holdsButForNoise()).isFalse();
  }
}

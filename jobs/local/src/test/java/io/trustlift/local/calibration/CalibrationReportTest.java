package io.trustlift.local.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.local.stack.EventCounts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalibrationReportTest {

  private static final EventCounts COUNTS = new EventCounts(1_000, 1_000, 0, 0, 0, 0, Map.of());

  @Test
  void tellsWhatItFoundAndHowToFindItAgain() {
    Measure covers = new Measure("interval covers", Measure.Unit.SHARE, Measure.Band.COVERAGE);
    Measure bias = new Measure("ever against never", Measure.Unit.LOG_RATIO, null);
    for (int i = 0; i < 100; i++) {
      covers.add(Worlds.of(CalibrationCase.PLANTED, i), i % 20 != 0);
      bias.add(Worlds.of(CalibrationCase.PLANTED, i), Math.log(2));
    }
    CalibrationReport report =
        new CalibrationReport(
            new Calibration(List.of(CalibrationCase.PLANTED, CalibrationCase.AA), 100, 3),
            COUNTS,
            List.of(new Section("A title", "A note.", List.of(covers, bias))));
    assertThat(report.holds()).isTrue();
    assertThat(report.markdown().lines())
        .contains(
            "    infra/trustlift calibrate --runs 100 --cases planted,aa --seed 3",
            "## A title",
            "| interval covers | 100 | 100 | 95.0 % | 2.2 % | 93 to 97 % | holds |",
            "| ever against never | 100 | 100 | x 2.000 | 0.000 |  |  |");
  }

  @Test
  void doesNotHoldWhereNothingWasFound() {
    Measure empty = new Measure("nobody asked", Measure.Unit.SHARE, Measure.Band.COVERAGE);
    CalibrationReport report =
        new CalibrationReport(
            new Calibration(List.of(CalibrationCase.PLANTED), 100, 3),
            COUNTS,
            List.of(new Section("A title", "A note.", List.of(empty))));
    assertThat(report.holds()).isFalse();
    assertThat(report.markdown())
        .contains("| nobody asked | 0 | 0 | - | - | 93 to 97 % | not asked |");
  }

  @Test
  void doesNotHoldWhereSomethingMisses() {
    Measure covers = new Measure("interval covers", Measure.Unit.SHARE, Measure.Band.COVERAGE);
    for (int i = 0; i < 100; i++) {
      covers.add(Worlds.of(CalibrationCase.PLANTED, i), i % 3 != 0);
    }
    CalibrationReport report =
        new CalibrationReport(
            new Calibration(List.of(CalibrationCase.PLANTED), 100, 1),
            COUNTS,
            List.of(new Section("A title", "A note.", List.of(covers))));
    assertThat(report.holds()).isFalse();
    assertThat(report.markdown()).contains("MISSES");
  }
}

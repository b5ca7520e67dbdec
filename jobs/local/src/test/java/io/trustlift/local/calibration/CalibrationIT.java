package io.trustlift.local.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.local.stack.Batch;
import io.trustlift.local.stack.Console;
import io.trustlift.local.stack.DataLayout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A short calibration, through the job and the views. Few worlds cannot tell 93 from 97 %; they can
 * tell whether truth and views speak of the same thing. docs/calibration.md is the long one.
 */
class CalibrationIT {

  private static final int RUNS = 4;
  private static final long SEED = 20;

  @TempDir private Path folder;

  @Test
  void theViewsFindWhatWasPlanted() throws Exception {
    DataLayout data = new DataLayout(folder);
    data.create();
    CalibrationReport report =
        new Calibration(List.of(CalibrationCase.values()), RUNS, SEED)
            .run(data, new Batch.Options(2, 4, 0, true), Console.standard());
    System.out.println(report.markdown());
    for (Section section : report.sections()) {
      for (Measure measure : section.measures()) {
        String what = section.title() + ": " + measure.name();
        assertThat(measure.worlds()).as(what).isEqualTo(RUNS);
        Measure.Band band = measure.band();
        if (band != null && band.low() == 0) {
          assertThat(measure.mean()).as(what).isLessThan(0.25);
        } else if (band != null) {
          assertThat(measure.mean()).as(what).isGreaterThan(0.8);
        }
      }
    }
    for (Section section : report.sections()) {
      if (section.title().startsWith("Bias")) {
        List<Measure> biases = section.measures();
        assertThat(Math.exp(biases.get(0).mean())).isBetween(0.9, 1.15);
        assertThat(Math.exp(biases.get(1).mean())).isGreaterThan(1.1);
        assertThat(Math.exp(biases.get(2).mean())).isGreaterThan(1.5);
      }
    }
    assertThat(report.counts().addUp()).isTrue();
    assertThat(report.sections()).hasSize(6);
  }
}

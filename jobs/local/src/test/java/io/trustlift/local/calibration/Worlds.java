package io.trustlift.local.calibration;

import java.time.Instant;
import java.util.Map;

/** Worlds of which nothing but the bookkeeping is needed. */
final class Worlds {

  private Worlds() {}

  static CalibrationWorld of(CalibrationCase kind, int index) {
    return new CalibrationWorld(
        kind,
        index,
        Instant.EPOCH,
        Instant.EPOCH.plus(CalibrationCase.SPACING),
        CalibrationCase.MARKETS,
        false,
        "experiment-" + index,
        Map.of("ALL", 0.25, "US", 0.2, "DE", 0.3));
  }
}

package io.trustlift.local.calibration;

import java.util.List;

/**
 * Measures that are read together.
 *
 * @param note what they are, in a sentence or two
 */
public record Section(String title, String note, List<Measure> measures) {
  public Section {
    measures = List.copyOf(measures);
  }
}

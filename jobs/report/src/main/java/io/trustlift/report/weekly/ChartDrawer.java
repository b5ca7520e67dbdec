package io.trustlift.report.weekly;

import java.io.IOException;
import java.util.List;

/** Draws charts. */
@FunctionalInterface
public interface ChartDrawer {

  /**
   * Draws charts, each from its description.
   *
   * @return for each the text of an SVG element with a {@code viewBox}, in the same order; the same
   *     for the same charts, with ids that no two share
   * @throws IOException when they cannot be drawn
   */
  List<String> draw(List<Chart> charts) throws IOException;
}

package io.trustlift.report.weekly;

import java.util.List;

/**
 * What an axis of values goes from and to.
 *
 * @param step between its lines; a round number
 */
record Scale(double bottom, double top, double step) {

  private static final int STEPS = 4;
  private static final double[] ROUND = {1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};
  private static final double SLACK = 1e-9;

  /** From 0 to beyond all values, those of the year before, and limits. */
  static Scale fromZero(List<WeekValue> weeks) {
    double most = extent(weeks)[1];
    double step = round(most > 0 ? most / STEPS : 1.0 / STEPS);
    return new Scale(0, STEPS * step, step);
  }

  /** Around all of them; from 0 where they come near it. */
  static Scale around(List<WeekValue> weeks) {
    double[] extent = extent(weeks);
    double least = extent[0];
    double most = extent[1];
    if (most <= 0 || most - least >= most / 2) {
      return fromZero(weeks);
    }
    double step = round(Math.max(most - least, most / 20) / STEPS);
    double bottom = step * Math.floor(least / step + SLACK);
    double top = step * Math.ceil(most / step - SLACK);
    return new Scale(bottom, Math.max(top, bottom + step), step);
  }

  private static double[] extent(List<WeekValue> weeks) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (WeekValue week : weeks) {
      for (Double value :
          new Double[] {week.value(), week.yearBefore(), week.lower(), week.upper()}) {
        if (value != null) {
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
      }
    }
    return new double[] {Math.min(least, most), most};
  }

  /** The least round number that is not less. */
  private static double round(double number) {
    double power = Math.pow(10, Math.floor(Math.log10(number)));
    for (double round : ROUND) {
      if (round * power >= number * (1 - SLACK)) {
        return round * power;
      }
    }
    throw new IllegalArgumentException("no scale for " + number);
  }
}

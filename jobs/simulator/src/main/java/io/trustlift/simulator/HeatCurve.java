package io.trustlift.simulator;

/**
 * A room's intensity over time: the exponential of three slow sine waves, with mean 1 over the
 * stream. Linear between grid points of five seconds; outside the stream the nearest value.
 */
final class HeatCurve {
  private static final long GRID = 5_000;
  private static final int WAVES = 3;

  private final long start;
  private final double[] values;
  private final double maximum;

  private HeatCurve(long start, double[] values, double maximum) {
    this.start = start;
    this.values = values;
    this.maximum = maximum;
  }

  /**
   * @param start of the stream, epoch milliseconds
   * @param length of the stream, milliseconds
   * @param sigma standard deviation of the log over time
   */
  static HeatCurve draw(long start, long length, double sigma, Draws draws) {
    double[] frequency = new double[WAVES];
    double[] phase = new double[WAVES];
    for (int wave = 0; wave < WAVES; wave++) {
      frequency[wave] = 2 * StrictMath.PI / (draws.between(70, 150) * ContractTimes.MINUTE);
      phase[wave] = draws.between(0, 2 * StrictMath.PI);
    }
    double amplitude = sigma * StrictMath.sqrt(2.0 / WAVES);
    double[] values = new double[(int) (length / GRID) + 2];
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double log = 0;
      for (int wave = 0; wave < WAVES; wave++) {
        log += amplitude * StrictMath.sin(frequency[wave] * i * GRID + phase[wave]);
      }
      values[i] = StrictMath.exp(log);
      sum += values[i];
    }
    double mean = sum / values.length;
    double maximum = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] /= mean;
      maximum = Math.max(maximum, values[i]);
    }
    return new HeatCurve(start, values, maximum);
  }

  double at(long time) {
    long offset = time - start;
    if (offset <= 0) {
      return values[0];
    }
    int index = (int) (offset / GRID);
    if (index >= values.length - 1) {
      return values[values.length - 1];
    }
    double share = (double) (offset % GRID) / GRID;
    return values[index] + share * (values[index + 1] - values[index]);
  }

  double maximum() {
    return maximum;
  }
}

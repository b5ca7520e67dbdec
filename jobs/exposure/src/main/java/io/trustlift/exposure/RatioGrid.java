package io.trustlift.exposure;

/**
 * The rate ratios that a monitor bets on, and how much on each: {@code ln theta ~ N(0, 0.5^2)}, on
 * a grid of step 1/128 from -6 to 6. Whatever the grid, the bets add up to 1, so that the mixture
 * is a test martingale; against the integral it stands for it is accurate to 1e-9 as long as the
 * likelihood is wider than the step (standard error of {@code ln theta} from 0.008, about 60,000
 * inquiries).
 */
final class RatioGrid {

  static final int SIZE = 1_537;

  private static final int MIDDLE = SIZE / 2;
  private static final double STEP = 1.0 / 128;
  private static final double SPREAD = 0.5;

  private static final double[] LOG_WEIGHTS = new double[SIZE];

  /** {@code theta - 1}. */
  private static final double[] EXCESSES = new double[SIZE];

  static {
    // StrictMath: a row is the same on every machine, to the last bit.
    double sum = 0;
    for (int i = 0; i < SIZE; i++) {
      EXCESSES[i] = StrictMath.expm1(logRatio(i));
      LOG_WEIGHTS[i] = -logRatio(i) * logRatio(i) / (2 * SPREAD * SPREAD);
      sum += StrictMath.exp(LOG_WEIGHTS[i]);
    }
    for (int i = 0; i < SIZE; i++) {
      LOG_WEIGHTS[i] -= StrictMath.log(sum);
    }
  }

  private RatioGrid() {}

  static double logRatio(double index) {
    return (index - MIDDLE) * STEP;
  }

  /**
   * Multiplies the likelihood ratio of each theta against 1 by that of a stratum: {@code theta^y /
   * (theta p + 1 - p)} for each inquiry, p being the share of viewer-time that was exposed.
   *
   * @param logs logarithms of the likelihood ratios on the grid
   */
  static void add(double[] logs, RiskStratum stratum) {
    double share = stratum.exposedShare();
    for (int i = 0; i < SIZE; i++) {
      logs[i] +=
          stratum.exposedInquiries() * logRatio(i)
              - stratum.inquiries() * StrictMath.log1p(share * EXCESSES[i]);
    }
  }

  /** The logarithm of the mixed likelihood ratio. */
  static double logMean(double[] logs) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < SIZE; i++) {
      greatest = Math.max(greatest, logs[i] + LOG_WEIGHTS[i]);
    }
    double sum = 0;
    for (int i = 0; i < SIZE; i++) {
      sum += StrictMath.exp(logs[i] + LOG_WEIGHTS[i] - greatest);
    }
    return greatest + StrictMath.log(sum);
  }

  /**
   * Where the likelihood is greatest: on the polynomial of the fourth degree through the greatest
   * point and its four neighbours. Null at the edge of the grid.
   */
  static Double greatest(double[] logs) {
    int top = 0;
    for (int i = 1; i < SIZE; i++) {
      top = logs[i] > logs[top] ? i : top;
    }
    if (top < 2 || top > SIZE - 3) {
      return null;
    }
    double a = logs[top - 2] - logs[top];
    double b = logs[top - 1] - logs[top];
    double c = logs[top + 1] - logs[top];
    double d = logs[top + 2] - logs[top];
    double first = (a - 8 * b + 8 * c - d) / 12;
    double second = (-a + 16 * b + 16 * c - d) / 24;
    double third = (-a + 2 * b - 2 * c + d) / 12;
    double fourth = (a - 4 * b - 4 * c + d) / 24;
    double x = 0;
    for (int step = 0; step < 5; step++) {
      double slope = first + x * (2 * second + x * (3 * third + x * 4 * fourth));
      x -= slope / (2 * second + x * (6 * third + x * 12 * fourth));
    }
    return StrictMath.exp(logRatio(top + x));
  }
}

package io.trustlift.local.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * An experiment unit by unit, estimated the long way round: every unit is replaced by its share in
 * the lift, linear in the unit, and the variance is that of these shares.
 *
 * @param control units of the control arm
 * @param treatment units of the treatment arm
 */
record UnitExperiment(Metric metric, List<Unit> control, List<Unit> treatment) {

  /** What is compared. */
  enum Metric {
    MEAN,
    PROPORTION,
    RATIO
  }

  /**
   * A viewer.
   *
   * @param m the metric or the numerator of it
   * @param d the denominator of a ratio, otherwise 1
   * @param p the covariate or the numerator of it
   * @param q the denominator of the covariate, otherwise 1
   */
  record Unit(double m, double d, double p, double q) {}

  /** What the experiment says, with interval and p-value. */
  record Estimate(double lift, double se, double df, double low, double high, double p) {}

  static UnitExperiment random(long seed, Metric metric, int control, int treatment) {
    Random random = new Random(seed);
    return new UnitExperiment(
        metric, units(random, metric, control, 0), units(random, metric, treatment, 0.12));
  }

  private static List<Unit> units(Random random, Metric metric, int count, double lift) {
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double habit = random.nextGaussian();
      units.add(
          switch (metric) {
            case MEAN ->
                new Unit(
                    5 + 2 * habit + random.nextGaussian() + 2 * lift,
                    1,
                    3 + habit + random.nextGaussian(),
                    1);
            case PROPORTION ->
                new Unit(
                    habit + random.nextGaussian() + lift > 0.3 ? 1 : 0,
                    1,
                    habit + random.nextGaussian() > 0.5 ? 1 : 0,
                    1);
            case RATIO -> {
              double d = 1 + random.nextInt(6);
              double q = 1 + random.nextInt(4);
              yield new Unit(
                  d * (2 + 0.5 * habit + lift) + random.nextGaussian(),
                  d,
                  q * (1 + 0.4 * habit) + random.nextGaussian(),
                  q);
            }
          });
    }
    return units;
  }

  /**
   * The lift and its error.
   *
   * @param nStar tuning of the confidence sequence, 0 for the fixed interval
   */
  Estimate estimate(boolean adjusted, boolean relative, double alpha, double nStar) {
    double theta = adjusted ? theta() : 0;
    double c = share(control, Unit::m, Unit::d);
    double t = share(treatment, Unit::m, Unit::d);
    double xc = share(control, Unit::p, Unit::q);
    double xt = share(treatment, Unit::p, Unit::q);
    double difference = (t - theta * xt) - (c - theta * xc);
    // How the lift moves with the control's mean, besides through the covariate.
    double level = metric == Metric.RATIO ? t - theta * (xt - xc) : t;
    double slope = relative ? level / c : 1;
    double scale = relative ? Math.abs(c) : 1;
    double errorC =
        variance(control, u -> slope * linear(control, u, false) - theta * linear(control, u, true))
            / control.size();
    double errorT =
        variance(treatment, u -> linear(treatment, u, false) - theta * linear(treatment, u, true))
            / treatment.size();
    double plainC =
        variance(control, u -> linear(control, u, false) - theta * linear(control, u, true))
            / control.size();
    double se = Math.sqrt(errorC + errorT) / scale;
    double lift = difference / scale;
    double df =
        Math.pow(plainC + errorT, 2)
            / (plainC * plainC / (control.size() - 1) + errorT * errorT / (treatment.size() - 1));
    return nStar > 0 ? sequential(lift, se, df, alpha, nStar) : fixed(lift, se, df, alpha);
  }

  private static Estimate fixed(double lift, double se, double df, double alpha) {
    TDistribution distribution = TDistribution.of(df);
    double width = se * distribution.inverseSurvivalProbability(alpha / 2);
    double p = 2 * distribution.survivalProbability(Math.abs(lift / se));
    return new Estimate(lift, se, df, lift - width, lift + width, p);
  }

  private Estimate sequential(double lift, double se, double df, double alpha, double nStar) {
    double n = control.size() + treatment.size();
    double rho = Math.sqrt((Math.log(1 - 2 * Math.log(alpha)) - 2 * Math.log(alpha)) / nStar);
    double inner = n * rho * rho + 1;
    double width =
        se
            * Math.sqrt(n)
            * Math.sqrt(2 * inner / Math.pow(n * rho, 2) * Math.log(Math.sqrt(inner) / alpha));
    double t = lift / se;
    double p = Math.min(1, Math.sqrt(inner) * Math.exp(-rho * rho * n * t * t / (2 * inner)));
    return new Estimate(lift, se, df, lift - width, lift + width, p);
  }

  private double theta() {
    if (metric == Metric.RATIO) {
      double both = 0;
      double own = 0;
      for (List<Unit> arm : List.of(control, treatment)) {
        both += covariance(arm, u -> linear(arm, u, false), u -> linear(arm, u, true));
        own += variance(arm, u -> linear(arm, u, true));
      }
      return both / own;
    }
    List<Unit> all = Stream.concat(control.stream(), treatment.stream()).toList();
    return covariance(all, Unit::m, Unit::p) / variance(all, Unit::p);
  }

  /** A unit's share in the arm's ratio M / D, or P / Q of the covariate. */
  private static double linear(List<Unit> arm, Unit unit, boolean covariate) {
    ToDoubleFunction<Unit> top = covariate ? Unit::p : Unit::m;
    ToDoubleFunction<Unit> bottom = covariate ? Unit::q : Unit::d;
    double ratio = share(arm, top, bottom);
    return (top.applyAsDouble(unit) - ratio * bottom.applyAsDouble(unit)) / mean(arm, bottom);
  }

  private static double share(
      List<Unit> arm, ToDoubleFunction<Unit> top, ToDoubleFunction<Unit> bottom) {
    return mean(arm, top) / mean(arm, bottom);
  }

  private static double mean(List<Unit> arm, ToDoubleFunction<Unit> value) {
    return arm.stream().mapToDouble(value).average().orElseThrow();
  }

  private double variance(List<Unit> arm, ToDoubleFunction<Unit> value) {
    return covariance(arm, value, value);
  }

  /** Divides by n - 1; for proportions by n, as m (1 - m) does. */
  private double covariance(
      List<Unit> arm, ToDoubleFunction<Unit> one, ToDoubleFunction<Unit> other) {
    double[] x = arm.stream().mapToDouble(one).toArray();
    double[] y = arm.stream().mapToDouble(other).toArray();
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - meanX) * (y[i] - meanY);
    }
    return sum / (metric == Metric.PROPORTION ? arm.size() : arm.size() - 1);
  }
}

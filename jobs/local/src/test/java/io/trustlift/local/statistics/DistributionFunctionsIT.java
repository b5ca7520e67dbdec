package io.trustlift.local.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.local.clickhouse.EmbeddedClickHouse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The distribution functions against Apache Commons Statistics, over a grid. */
class DistributionFunctionsIT {

  @RegisterExtension static final EmbeddedClickHouse CLICKHOUSE = new EmbeddedClickHouse();

  private static final double TOLERANCE = 1e-6;

  private static final double[] SMALL_TAILS = {
    1e-12, 1e-11, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 0.005, 0.01, 0.025, 0.05, 0.1,
    0.15, 0.2, 0.24, 0.26, 0.3, 0.35, 0.4, 0.45, 0.49, 0.499, 0.49999, 0.4999999
  };

  private static final double[] DF = {
    1, 1.01, 1.25, 1.5, 2, 2.2, 2.5, 3, 3.7, 4, 5, 6.3, 8, 10, 13.9, 17, 20, 25.5, 30, 39, 39.9, 40,
    40.1, 41, 50, 75.25, 100, 150, 200, 333.3, 500, 750, 999, 1000, 1000.5, 1001, 2000, 5432.1, 1e4,
    1e5, 123456.7, 1e6
  };

  /**
   * One row of the grid.
   *
   * @param p of the lower tail, above or below one half
   * @param x the value at which the tails are taken
   */
  private record Point(double p, double df, double x, ContinuousDistribution reference) {}

  @Test
  void normal() {
    NormalDistribution reference = NormalDistribution.of(0, 1);
    List<Point> grid = grid(new double[] {1}, df -> reference);
    check("tlNormalCdf(x)", grid, point -> reference.cumulativeProbability(point.x()));
    check("tlNormalUpper(x)", grid, point -> reference.survivalProbability(point.x()));
    check("tlNormalQuantile(p)", grid, Point::x);
  }

  @Test
  void studentT() {
    List<Point> grid = grid(DF, TDistribution::of);
    check("tlStudentTCdf(x, df)", grid, at -> at.reference().cumulativeProbability(at.x()));
    check("tlStudentTUpper(x, df)", grid, at -> at.reference().survivalProbability(at.x()));
    check(
        "tlStudentTTwoSided(x, df)",
        grid,
        at -> 2 * at.reference().survivalProbability(Math.abs(at.x())));
    check("tlStudentTQuantile(p, df)", grid, DistributionFunctionsIT::quantile);
  }

  @Test
  void chiSquared() {
    List<Point> grid = grid(DF, ChiSquaredDistribution::of);
    check("tlChiSquaredCdf(x, df)", grid, at -> at.reference().cumulativeProbability(at.x()));
    check("tlChiSquaredUpper(x, df)", grid, at -> at.reference().survivalProbability(at.x()));
    check("tlChiSquaredQuantile(p, df)", grid, DistributionFunctionsIT::quantile);
    check("tlChiSquaredUpperQuantile(p, df)", grid, DistributionFunctionsIT::upperQuantile);
  }

  /** Tails of a p-value that no table reaches: beyond the grid, but what strong effects give. */
  @Test
  void farTails() {
    List<Point> points = new ArrayList<>();
    for (double df : new double[] {1, 3, 12.5, 99, 500}) {
      points.add(new Point(0.5, df, 60, TDistribution.of(df)));
    }
    check("tlStudentTUpper(x, df)", points, at -> at.reference().survivalProbability(at.x()));
    points.clear();
    for (double df : new double[] {1, 2, 5.5, 40}) {
      points.add(new Point(0.5, df, 1200, ChiSquaredDistribution.of(df)));
    }
    check("tlChiSquaredUpper(x, df)", points, at -> at.reference().survivalProbability(at.x()));
  }

  /**
   * Values for every p below and above one half. The value comes from the reference's quantile; the
   * tails are compared at that very value, so an error of the reference there does no harm.
   */
  private static List<Point> grid(double[] dfs, DoubleFunction<ContinuousDistribution> of) {
    List<Point> grid = new ArrayList<>();
    for (double df : dfs) {
      ContinuousDistribution reference = of.apply(df);
      for (double tail : SMALL_TAILS) {
        grid.add(new Point(tail, df, reference.inverseCumulativeProbability(tail), reference));
        double p = 1 - tail;
        grid.add(new Point(p, df, reference.inverseCumulativeProbability(p), reference));
      }
      grid.add(new Point(0.5, df, reference.inverseCumulativeProbability(0.5), reference));
    }
    return grid;
  }

  private static double quantile(Point at) {
    return quantile(at.reference(), at.x(), at.p(), 1 - at.p());
  }

  private static double upperQuantile(Point at) {
    double start = at.reference().inverseSurvivalProbability(at.p());
    return quantile(at.reference(), start, 1 - at.p(), at.p());
  }

  /**
   * The reference's quantile, brought closer to what the reference's own tails say by Newton's
   * method: its solver stops at 1e-9 absolute, too early for values near 0, and the probability of
   * an upper quantile has lost its digits. Around the median of a symmetric distribution even the
   * tails have lost theirs, so there the density counts: the quantile is a series in u = (p - 1/2)
   * / f(0), of which two terms leave an error of u^4.
   */
  private static double quantile(
      ContinuousDistribution reference, double start, double p, double q) {
    if (reference instanceof TDistribution t && Math.abs(p - 0.5) <= 1e-3) {
      double u = (p < 0.5 ? p - 0.5 : 0.5 - q) / t.density(0);
      return u * (1 + (1 + 1 / t.getDegreesOfFreedom()) * u * u / 6);
    }
    double x = start;
    for (int i = 0; i < 3; i++) {
      double tail = p < 0.5 ? reference.cumulativeProbability(x) : reference.survivalProbability(x);
      double step = Math.log(tail / (p < 0.5 ? p : q)) * tail / reference.density(x);
      x += p < 0.5 ? -step : step;
    }
    return x;
  }

  private static void check(String function, List<Point> grid, ToDoubleFunction<Point> reference) {
    String rows =
        grid.stream()
            .map(at -> "(%s, %s, %s)".formatted(at.p(), at.df(), at.x()))
            .collect(Collectors.joining(", "));
    List<String> actual =
        CLICKHOUSE.json(
            "SELECT %s AS r FROM VALUES('p Float64, df Float64, x Float64', %s) FORMAT TSV"
                .formatted(function, rows));
    assertThat(actual).hasSameSizeAs(grid);
    double worst = 0;
    Point where = null;
    for (int i = 0; i < grid.size(); i++) {
      double expected = reference.applyAsDouble(grid.get(i));
      double got = Double.parseDouble(actual.get(i));
      double error = expected == got ? 0 : Math.abs(got / expected - 1);
      assertThat(error).as("error of %s, got %s at %s", function, got, grid.get(i)).isFinite();
      if (error > worst) {
        worst = error;
        where = grid.get(i);
      }
    }
    System.out.printf(
        "%s: largest relative error %.1e over %d points%n", function, worst, grid.size());
    assertThat(worst)
        .as("largest relative error of %s, at %s", function, where)
        .isLessThan(TOLERANCE);
  }
}

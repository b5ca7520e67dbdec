package io.trustlift.local.calibration;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A mean over the cells of many worlds, with its standard error. Cells of one world hang together,
 * so that the error is that between worlds: of a share of cells it is the binomial one when the
 * cells are independent, and more when they are not.
 */
public final class Measure {

  /** What the values are. */
  public enum Unit {
    /** 0 or 1. */
    SHARE,
    /** Natural logarithms of a ratio of what was found to what was planted. */
    LOG_RATIO,
    /** Plain ratios. */
    RATIO
  }

  /**
   * What the mean has to be.
   *
   * @param low at least
   * @param high at most
   */
  public record Band(double low, double high) {
    static final Band COVERAGE = new Band(0.93, 0.97);
    static final Band FIXED_FALSE_POSITIVES = new Band(0, 0.06);
    static final Band VALID_FALSE_POSITIVES = new Band(0, 0.05);
    static final Band VALID_COVERAGE = new Band(0.95, 1);
  }

  /** Standard errors by which a mean may miss its band and still be called noise. */
  private static final double NOISE = 2;

  private static final class Sum {
    private double total;
    private long cells;
  }

  private final String name;
  private final Unit unit;
  private final Band band;
  private final Map<Integer, Sum> byWorld = new ConcurrentSkipListMap<>();

  /**
   * @param band null when the mean is only shown
   */
  Measure(String name, Unit unit, Band band) {
    this.name = name;
    this.unit = unit;
    this.band = band;
  }

  void add(CalibrationWorld world, double value) {
    Sum sum = byWorld.computeIfAbsent(world.index(), index -> new Sum());
    sum.total += value;
    sum.cells++;
  }

  void add(CalibrationWorld world, boolean holds) {
    add(world, holds ? 1.0 : 0.0);
  }

  String name() {
    return name;
  }

  Unit unit() {
    return unit;
  }

  Band band() {
    return band;
  }

  int worlds() {
    return byWorld.size();
  }

  long cells() {
    return byWorld.values().stream().mapToLong(sum -> sum.cells).sum();
  }

  /** NaN without any cell. */
  double mean() {
    return byWorld.values().stream().mapToDouble(sum -> sum.total).sum() / cells();
  }

  /** Of the mean, between worlds; NaN with fewer than two. */
  double standardError() {
    int worlds = worlds();
    if (worlds < 2) {
      return Double.NaN;
    }
    double mean = mean();
    double squares =
        byWorld.values().stream()
            .mapToDouble(sum -> Math.pow(sum.total - mean * sum.cells, 2))
            .sum();
    return Math.sqrt(squares * worlds / (worlds - 1)) / cells();
  }

  /** Whether the mean is in its band; always without one. */
  boolean holds() {
    return band == null || (mean() >= band.low() && mean() <= band.high());
  }

  /**
   * Whether the mean is in its band, or out of it by no more than chance may do: by the error
   * between worlds or, where that is less, the binomial one of a share that lies on the bound. (All
   * of a few cells have no error between worlds, and prove little.)
   */
  boolean holdsButForNoise() {
    return holds()
        || (mean() >= band.low() - slack(band.low()) && mean() <= band.high() + slack(band.high()));
  }

  private double slack(double bound) {
    double binomial = Math.sqrt(bound * (1 - bound) / cells());
    return NOISE * (worlds() < 2 ? binomial : Math.max(standardError(), binomial));
  }
}

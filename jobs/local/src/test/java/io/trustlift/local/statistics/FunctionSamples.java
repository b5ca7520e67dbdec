package io.trustlift.local.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every function of {@code sql/functions} with arguments for which it has an answer. */
final class FunctionSamples {

  /** Parts of other functions: they take plain numbers and may answer NaN. */
  static final Set<String> INTERNAL =
      Set.of(
          "tlNormalTailQuantile",
          "tlStudentTTails",
          "tlChiSquaredTails",
          "tlChiSquaredTailQuantile",
          "tlSequentialRhoSquared",
          "tlSequentialInflation",
          "tlPowerVariance",
          "tlPowerOfShift",
          "tlShiftOfPower",
          "tlMdeInflated",
          "tlWeightedPairs",
          "tlPairSums",
          "tlPairBetween",
          "tlPairMean",
          "tlStratumTerms",
          "tlStreamTerms",
          "tlLatencyBounds",
          "tlHistogramQuantile",
          "tlProcessSpread",
          "tlNumbers");

  private static final double[] LOGS = {0.1, 0.3, 0.9, -0.2};
  private static final double[] VARIANCES = {0.01, 0.02, 0.05, 0.03};
  private static final double[] WEEKS = {1, 2, 3, 2, 1, 2, 3, 2, 9, 2, 2.5, 2.1};

  /** The functions for everybody. */
  static final List<Sample> PUBLIC =
      List.of(
          new Sample("tlNormalCdf", -0.7),
          new Sample("tlNormalUpper", 0.7),
          new Sample("tlNormalQuantile", 0.9),
          new Sample("tlStudentTCdf", -0.7, 7.5),
          new Sample("tlStudentTUpper", 0.7, 7.5),
          new Sample("tlStudentTTwoSided", 0.7, 7.5),
          new Sample("tlStudentTQuantile", 0.9, 7.5),
          new Sample("tlChiSquaredCdf", 6.5, 7.5),
          new Sample("tlChiSquaredUpper", 6.5, 7.5),
          new Sample("tlChiSquaredQuantile", 0.9, 7.5),
          new Sample("tlChiSquaredUpperQuantile", 0.9, 7.5),
          new Sample("tlMean", 10, 3),
          new Sample("tlVariance", 10, 3, 4),
          new Sample("tlCovariance", 10, 3, 4, 5),
          new Sample("tlProportionVariance", 0.3),
          new Sample("tlProportionCovariance", 10, 3, 4, 2),
          new Sample("tlRatioVariance", 2, 3, 4, 5, 1),
          new Sample("tlWelchAbsoluteLift", 2, 3),
          new Sample("tlWelchAbsoluteSe", 10, 2, 12, 3),
          new Sample("tlWelchDf", 10, 2, 12, 3),
          new Sample("tlRelativeLift", 2, 3),
          new Sample("tlRelativeSe", 10, 4, 2, 12, 5, 3),
          new Sample("tlLow", 0.4, 0.2, 7.5, 0.05),
          new Sample("tlHigh", 0.4, 0.2, 7.5, 0.05),
          new Sample("tlPValue", 0.4, 0.2, 7.5),
          new Sample("tlCupedTheta", 10, 3, 4, 5, 2, 12, 4, 5, 7, 3),
          new Sample("tlRatioCovariance", 2, 3, 4, 5, 0.1, 0.2, 0.3, 0.4),
          new Sample("tlCupedRatioTheta", 2, 0.5, 3, 0.7),
          new Sample("tlCupedMean", 2, 3, 0.4),
          new Sample("tlCupedVariance", 2, 3, 1, 0.4),
          new Sample("tlCupedAbsoluteLift", 2, 3, 4, 5, 0.4),
          new Sample("tlCupedAbsoluteSe", 10, 2, 3, 1, 12, 3, 4, 1.5, 0.4),
          new Sample("tlCupedDf", 10, 2, 3, 1, 12, 3, 4, 1.5, 0.4),
          new Sample("tlCupedRelativeLift", 2, 3, 4, 5, 0.4),
          new Sample("tlCupedRelativeSe", 10, 4, 2, 3, 1, 12, 5, 3, 4, 1.5, 0.4),
          new Sample("tlCupedRatioRelativeSe", 10, 4, 3, 2, 3, 1, 12, 5, 4, 3, 4, 1.5, 0.4),
          new Sample("tlSequentialHalfWidth", 0.2, 1000, 0.05, 5000),
          new Sample("tlSequentialLow", 0.4, 0.2, 1000, 0.05, 5000),
          new Sample("tlSequentialHigh", 0.4, 0.2, 1000, 0.05, 5000),
          new Sample("tlSequentialP", 0.8, 0.2, 1000, 0.05, 5000),
          new Sample("tlSampleRatioP", new double[] {90, 110, 0}, new double[] {1, 1, 0}),
          new Sample("tlSampleRatioDeviation", new double[] {90, 110, 0}, new double[] {1, 1, 0}),
          new Sample("tlHolm", new double[] {0.2, 0.01, 0.03}),
          new Sample("tlBenjaminiHochberg", new double[] {0.2, 0.01, 0.03}),
          new Sample("tlAdjustedHalfWidth", 0.4, 0.03, 0.05),
          new Sample("tlAdjustedLow", 0.4, 0.03, 0.05),
          new Sample("tlAdjustedHigh", 0.4, 0.03, 0.05),
          new Sample("tlPower", 0.1, 2, 3, 1000, 1100, 0.05, 1),
          new Sample("tlSequentialPower", 0.1, 2, 3, 1000, 1100, 0.05, 5000, 1),
          new Sample("tlMde", 0.8, 2, 3, 1000, 1100, 0.05, 1),
          new Sample("tlSequentialMde", 0.8, 2, 3, 1000, 1100, 0.05, 5000, 1),
          new Sample("tlSampleSize", 0.1, 0.8, 2, 3, 1.5, 0.05, 1),
          new Sample("tlSequentialSampleSize", 0.1, 0.8, 2, 3, 1.5, 0.05, 5000, 1),
          new Sample("tlRateRatio", 10, 100, 20, 300),
          new Sample("tlMantelHaenszelRatio", 3, 2),
          new Sample("tlMantelHaenszelNaiveVariance", 1.5, 3, 2),
          new Sample("tlMantelHaenszelClusterVariance", 1.5, 10, 5, 3, 4, 8),
          new Sample("tlEffectiveClusters", 1.5, 5, 3, 4, 8),
          new Sample("tlRatioLow", 1.5, 0.04, 9, 0.05),
          new Sample("tlRatioHigh", 1.5, 0.04, 9, 0.05),
          new Sample("tlRatioP", 1.5, 0.04, 9),
          new Sample("tlDispersion", 1.2, 5, 6, 3, 4),
          new Sample("tlHeterogeneity", LOGS, VARIANCES, 0.2),
          new Sample("tlCochranQ", LOGS, VARIANCES),
          new Sample("tlCochranP", LOGS, VARIANCES),
          new Sample("tlISquared", LOGS, VARIANCES),
          new Sample("tlBetweenVariance", LOGS, VARIANCES),
          new Sample("tlPooledMean", LOGS, VARIANCES),
          new Sample("tlShrunk", LOGS, VARIANCES),
          new Sample("tlProcessLimits", WEEKS),
          new Sample("tlProcessSignals", WEEKS));

  private FunctionSamples() {}

  /**
   * A call.
   *
   * @param arguments each a number or an array of numbers
   */
  record Sample(String function, List<Object> arguments) {

    Sample(String function, Object... arguments) {
      this(function, Arrays.asList(arguments));
    }

    /** The arguments as constants. */
    List<String> constants() {
      return arguments.stream().map(Sample::constant).toList();
    }

    boolean isArray(int argument) {
      return arguments.get(argument) instanceof double[];
    }

    /** The function over the given SQL expressions. */
    String call(List<String> expressions) {
      return expressions.stream().collect(Collectors.joining(", ", function + "(", ")"));
    }

    @Override
    public String toString() {
      return function;
    }

    private static String constant(Object argument) {
      return argument instanceof double[] array
          ? Levels.array(array)
          : Levels.literal(((Number) argument).doubleValue());
    }
  }
}

package io.trustlift.local.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trustlift.local.clickhouse.EmbeddedClickHouse;
import io.trustlift.local.statistics.FunctionSamples.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where there is nothing to estimate from, the answer is NULL: never NaN, never an exception. */
class DegenerateInputIT {

  @RegisterExtension static final EmbeddedClickHouse CLICKHOUSE = new EmbeddedClickHouse();

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> NOTHING =
      List.of("NULL", "nan", "CAST(NULL AS Nullable(Decimal(18, 4)))");

  private static final List<String> NO_VALUES =
      List.of(
          "[]",
          "CAST([] AS Array(Float64))",
          "[NULL, NULL]",
          "CAST([NULL, nan] AS Array(Nullable(Float64)))");

  private static final String[] ODD_NUMBERS = {
    "NULL", "nan", "inf", "-inf", "0", "-1", "1", "2", "0.5", "1e308", "-1e308", "1e-308", "1e17",
    "1e-17"
  };

  /** Here NULL degrees of freedom stand for the normal distribution. */
  private static final Set<String> NULL_IS_NORMAL = Set.of("tlRatioLow", "tlRatioHigh", "tlRatioP");

  @ParameterizedTest
  @FieldSource("io.trustlift.local.statistics.FunctionSamples#PUBLIC")
  void missingArgumentsGiveNull(Sample sample) throws IOException {
    List<String> calls = new ArrayList<>();
    for (int i = 0; i < sample.arguments().size(); i++) {
      boolean normal = NULL_IS_NORMAL.contains(sample.function()) && i == 2;
      for (String nothing : sample.isArray(i) ? NO_VALUES : NOTHING) {
        if (!normal || nothing.equals("nan")) {
          List<String> arguments = new ArrayList<>(sample.constants());
          arguments.set(i, nothing);
          calls.add(sample.call(arguments));
        }
      }
    }
    JsonNode row = row(calls);
    for (int i = 0; i < calls.size(); i++) {
      assertNothing(row.get("r" + i), calls.get(i));
    }
  }

  /** Whatever the arguments, there is no exception and no number that is not one. */
  @ParameterizedTest
  @FieldSource("io.trustlift.local.statistics.FunctionSamples#PUBLIC")
  void oddArgumentsNeverGiveNaN(Sample sample) {
    long seed = 20_260_729L + sample.function().hashCode();
    Random random = new Random(seed);
    System.out.println(sample + ": seed " + seed);
    int count = sample.arguments().size();
    String types =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    "c"
                        + i
                        + (sample.isArray(i) ? " Array(Nullable(Float64))" : " Nullable(Float64)"))
            .collect(Collectors.joining(", "));
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < 400; row++) {
      rows.add(
          IntStream.range(0, count)
              .mapToObj(
                  i -> random.nextInt(3) == 0 ? sample.constants().get(i) : odd(random, sample, i))
              .collect(Collectors.joining(", ", "(", ")")));
    }
    String call = sample.call(IntStream.range(0, count).mapToObj(i -> "c" + i).toList());
    List<String> wrong =
        CLICKHOUSE.json(
            "SELECT *, toString(%s) AS r FROM VALUES('%s', %s) WHERE match(r, 'nan|inf') LIMIT 5"
                .formatted(call, types, String.join(", ", rows)));
    assertThat(wrong).as("%s, seed %d", call, seed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // nobody, and one unit
        "tlMean(0, 0)",
        "tlVariance(0, 0, 0)",
        "tlVariance(1, 3, 9)",
        "tlCovariance(1, 3, 3, 9)",
        "tlProportionCovariance(0, 0, 0, 0)",
        "tlWelchAbsoluteSe(0, 1, 10, 1)",
        "tlWelchAbsoluteSe(10, 1, 0, 1)",
        "tlWelchDf(1, 1, 10, 1)",
        "tlWelchDf(10, 1, 1, 1)",
        "tlRelativeSe(0, 1, 1, 10, 1, 1)",
        "tlCupedTheta(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)",
        "tlCupedTheta(1, 2, 3, 9, 6, 0, 0, 0, 0, 0)",
        "tlSequentialHalfWidth(0.1, 0, 0.05, 5000)",
        "tlSequentialP(0.1, 0.1, 0, 0.05, 5000)",
        "tlPower(0.1, 1, 1, 0, 10, 0.05, 1)",
        "tlMde(0.8, 1, 1, 10, 0, 0.05, 0)",
        "tlSampleRatioP([0, 0], [1, 1])",
        "tlSampleRatioDeviation([0, 0], [1, 1])",
        // no variation
        "tlWelchAbsoluteSe(10, 0, 10, 0)",
        "tlWelchAbsoluteSe(3, tlVariance(3, 0.3, 0.03), 3, tlVariance(3, 0.6, 0.12))",
        "tlWelchAbsoluteSe(10, tlProportionVariance(1), 10, tlProportionVariance(0))",
        "tlWelchDf(10, 0, 10, 0)",
        "tlRelativeSe(10, 1, 0, 10, 2, 0)",
        "tlLow(1, 0, 10, 0.05)",
        "tlHigh(1, 0, 10, 0.05)",
        "tlPValue(1, 0, 10)",
        "tlPValue(0, 0, 10)",
        "tlSequentialHalfWidth(0, 100, 0.05, 5000)",
        "tlSequentialP(1, 0, 100, 0.05, 5000)",
        "tlCupedAbsoluteSe(10, 0, 0, 0, 10, 0, 0, 0, 0)",
        "tlMde(0.8, 1, 0, 10, 10, 0.05, 1)",
        "tlRatioLow(2, 0, 9, 0.05)",
        "tlRatioP(2, 0, 9)",
        // nothing to divide by
        "tlRelativeLift(0, 1)",
        "tlRelativeSe(10, 0, 1, 10, 1, 1)",
        "tlCupedRelativeLift(0, 1, 1, 1, 0.5)",
        "tlRatioVariance(1, 0, 1, 1, 0)",
        "tlRatioCovariance(1, 0, 1, 1, 1, 1, 1, 1)",
        "tlPower(0.1, 0, 1, 10, 10, 0.05, 1)",
        "tlSampleSize(0, 0.8, 1, 1, 1, 0.05, 1)",
        "tlAdjustedLow(0.1, 1, 0.05)",
        "tlAdjustedLow(0, 0.5, 0.05)",
        // no events, no time, one stratum, one cluster, one cell
        "tlRateRatio(0, 1, 1, 1)",
        "tlRateRatio(1, 0, 1, 1)",
        "tlMantelHaenszelRatio(0, 1)",
        "tlMantelHaenszelRatio(1, 0)",
        "tlMantelHaenszelNaiveVariance(1, 0, 1)",
        "tlMantelHaenszelNaiveVariance(0, 1, 1)",
        "tlEffectiveClusters(1.5, 9, 6, 4, 0)",
        "tlEffectiveClusters(1.5, 0, 0, 0, 3)",
        "tlEffectiveClusters(NULL, 9, 6, 4, 3)",
        "tlMantelHaenszelClusterVariance(1.5, 1, 9, 6, 4, 3)",
        "tlMantelHaenszelClusterVariance(1.5, 2, 18, 12, 8, 6)",
        "tlRatioLow(1.5, 0.1, 0, 0.05)",
        "tlRatioHigh(1.5, 0.1, 0, 0.05)",
        "tlRatioP(1.5, 0.1, 0)",
        "tlDispersion(1.5, 1, 1, 1, 1)",
        "tlCochranQ([0.5], [0.1])",
        "tlCochranP([0.5, NULL], [0.1, 0.1])",
        "tlCochranP([0.5, 0.6], [0.1, 0])",
        "tlCochranQ([0.5, 0.6], [0.1])",
        "tlBetweenVariance([0.5], [0.1])",
        "tlPooledMean([0.5], [0.1])",
        "tlHeterogeneity([0.5], [0.1], 0.5)",
        "tlSampleRatioP([10], [1])",
        "tlSampleRatioP([10, 5], [1, 0])",
        "tlSampleRatioP([10, 10], [1])",
        "tlSampleRatioP([10, 10], [1, -1])",
        "tlSampleRatioP([-10, 10], [1, 1])",
        // outside of what the function is defined for
        "tlNormalQuantile(0)",
        "tlNormalQuantile(1)",
        "tlNormalQuantile(-0.1)",
        "tlStudentTCdf(1, 0)",
        "tlStudentTUpper(1, -1)",
        "tlStudentTQuantile(0, 5)",
        "tlStudentTQuantile(1, 5)",
        "tlStudentTQuantile(0.5, 0)",
        "tlChiSquaredCdf(1, 0)",
        "tlChiSquaredUpper(0, 0)",
        "tlChiSquaredUpper(-1, -1)",
        "tlChiSquaredQuantile(0, 5)",
        "tlChiSquaredQuantile(1, 5)",
        "tlChiSquaredUpperQuantile(0, 5)",
        "tlProportionVariance(1.5)",
        "tlLow(1, 1, 10, 0)",
        "tlLow(1, 1, 10, 2)",
        "tlSequentialHalfWidth(1, 100, 0, 5000)",
        "tlSequentialHalfWidth(1, 100, 1, 5000)",
        "tlSequentialHalfWidth(1, 100, 0.05, 0)",
        "tlMde(1, 1, 1, 10, 10, 0.05, 1)",
        "tlMde(0.01, 1, 1, 10, 10, 0.05, 1)",
        // no effect is large enough: the relative lift's own error grows with it
        "tlMde(0.8, 1, 100, 10, 10, 0.05, 1)",
        // fewer than eight weeks
        "tlProcessLimits([1, 2, 3, 2, 1, 2, 3]).1",
        "tlProcessLimits([1, 2, 3, 2, 1, 2, 3, NULL]).2",
        "tlProcessLimits([2, 2, 2, 2, 2, 2, 2, 2, 2]).3"
      })
  void nothingToEstimateFromGivesNull(String call) throws IOException {
    assertNothing(row(List.of(call)).get("r0"), call);
  }

  @Test
  void missingPValuesAreNotCounted() throws IOException {
    assertThat(
            row(List.of(
                    "tlHolm([0.01, NULL, 0.04, nan, 0.03])",
                    "tlBenjaminiHochberg([0.01, NULL, 0.04, nan, 0.03])",
                    "tlShrunk([0.1, NULL, 0.1], [0.2, 0.2, 0.2])",
                    "tlProcessSignals([NULL, 1, 2])"))
                .toString())
        .isEqualTo(
            "{\"r0\":[0.03,null,0.06,null,0.06],\"r1\":[0.03,null,0.04,null,0.04],"
                + "\"r2\":[0.1,null,0.1],\"r3\":[[],[],[]]}");
  }

  /** Sums come as whole numbers that a product overflows, and as decimals. */
  @Test
  void sumsOfAnyTypeAreTakenAsTheyAre() throws IOException {
    assertThat(
            row(List.of(
                    "tlVariance(toUInt64(4), toUInt64(5000000000), toDecimal128('7000000000000000000.5', 4))",
                    "tlMean(toUInt32(3), toDecimal64(1.5, 4))",
                    "tlSampleRatioP([toUInt64(500), toUInt64(500)], [toFloat32(0.5), toFloat32(0.5)])",
                    "tlRelativeLift(toUInt8(3), toUInt8(2))"))
                .toString())
        .isEqualTo("{\"r0\":250000000000000000,\"r1\":0.5,\"r2\":1,\"r3\":-0.3333333333333333}");
  }

  private static String odd(Random random, Sample sample, int argument) {
    if (!sample.isArray(argument)) {
      return ODD_NUMBERS[random.nextInt(ODD_NUMBERS.length)];
    }
    int length = ((double[]) sample.arguments().get(argument)).length - random.nextInt(3) / 2;
    return IntStream.range(0, length)
        .mapToObj(i -> ODD_NUMBERS[random.nextInt(ODD_NUMBERS.length)])
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static JsonNode row(List<String> calls) throws IOException {
    String columns =
        IntStream.range(0, calls.size())
            .mapToObj(i -> calls.get(i) + " AS r" + i)
            .collect(Collectors.joining(", "));
    return JSON.readTree(
        CLICKHOUSE
            .json("SELECT " + columns + " SETTINGS output_format_json_quote_denormals = 1")
            .get(0));
  }

  /** NULL, or nothing but NULLs and empty lists. */
  private static void assertNothing(JsonNode value, String call) {
    if (value.isContainerNode()) {
      value.forEach(one -> assertNothing(one, call));
    } else {
      assertThat(value.isNull()).as("%s is %s", call, value).isTrue();
    }
  }
}

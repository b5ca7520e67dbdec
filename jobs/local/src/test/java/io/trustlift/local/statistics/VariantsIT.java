package io.trustlift.local.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trustlift.local.clickhouse.EmbeddedClickHouse;
import io.trustlift.local.statistics.UnitExperiment.Estimate;
import io.trustlift.local.statistics.UnitExperiment.Metric;
import io.trustlift.local.statistics.UnitExperiment.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every variant of the estimators, fed by family like the golden cases, against a computation in
 * Java over the single units, which knows no sums of products and no delta-method formula.
 */
class VariantsIT {

  @RegisterExtension static final EmbeddedClickHouse CLICKHOUSE = new EmbeddedClickHouse();

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final long SEED = 20_260_730L;

  /**
   * A variant.
   *
   * @param nStar tuning of the sequential test, 0 for the fixed one
   */
  record Variant(
      Metric metric,
      boolean adjusted,
      boolean relative,
      double nStar,
      double alpha,
      int control,
      int treatment) {}

  static List<Variant> variants() {
    List<Variant> variants = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      for (boolean adjusted : new boolean[] {false, true}) {
        for (boolean relative : new boolean[] {false, true}) {
          variants.add(new Variant(metric, adjusted, relative, 0, 0.05, 400, 350));
          variants.add(new Variant(metric, adjusted, relative, 0, 0.01, 30, 45));
          variants.add(new Variant(metric, adjusted, relative, 5000, 0.05, 400, 350));
          variants.add(new Variant(metric, adjusted, relative, 300, 0.1, 150, 900));
        }
      }
    }
    return variants;
  }

  @ParameterizedTest
  @MethodSource("variants")
  void estimatesAgree(Variant variant) throws IOException {
    UnitExperiment experiment =
        UnitExperiment.random(SEED, variant.metric(), variant.control(), variant.treatment());
    System.out.println(variant + ": seed " + SEED);
    Estimate expected =
        experiment.estimate(
            variant.adjusted(), variant.relative(), variant.alpha(), variant.nStar());
    ObjectNode settings =
        JSON.createObjectNode()
            .put("difference", variant.relative() ? "relative" : "absolute")
            .put("alpha", variant.alpha());
    if (variant.nStar() > 0) {
      settings.put("tuning_n_star", variant.nStar());
    }
    JsonNode inputs =
        JSON.createObjectNode()
            .<ObjectNode>set("control", sums(variant, experiment.control()))
            .set("treatment", sums(variant, experiment.treatment()));

    JsonNode row =
        JSON.readTree(
            CLICKHOUSE
                .json(
                    Families.sql(
                        new GoldenCase(variant.toString(), "variant", inputs, settings, null, 0)))
                .get(0));

    close(row, "point_estimate", expected.lift(), expected.se());
    close(row, "se", expected.se(), expected.se());
    close(row, "df", expected.df(), expected.df());
    close(row, "ci_low", expected.low(), expected.se());
    close(row, "ci_high", expected.high(), expected.se());
    close(row, "p_value", expected.p(), expected.p());
  }

  /** At the minimum detectable effect and at the size for it, the test has the power asked for. */
  @Test
  void powerEffectAndSizeAgree() throws IOException {
    JsonNode row =
        JSON.readTree(
            CLICKHOUSE
                .json(
                    "SELECT tlPower(tlMde(0.9, 2, 30, 4000, 9000, 0.01, 0), 2, 30, 4000, 9000, 0.01, 0) AS absolute,"
                        + " tlPower(tlMde(0.8, -2, 30, 4000, 9000, 0.05, 1), -2, 30, 4000, 9000, 0.05, 1) AS relative,"
                        + " tlSequentialPower(tlSequentialMde(0.7, 2, 30, 4000, 9000, 0.05, 5000, 1), 2, 30, 4000, 9000, 0.05, 5000, 1)"
                        + " AS sequential,"
                        + " tlSampleSize(tlMde(0.8, 2, 30, 4000, 9000, 0.05, 1), 0.8, 2, 30, 9000 / 4000, 0.05, 1) AS size,"
                        + " tlSequentialSampleSize(tlSequentialMde(0.8, 2, 30, 40, 90, 0.05, 5000, 0), 0.8, 2, 30, 9 / 4, 0.05, 5000, 0)"
                        + " AS sequential_size, tlMde(0.9, 2, 30, 4000, 9000, 0.01, 0) AS mde")
                .get(0));
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double mde =
        (normal.inverseSurvivalProbability(0.005) + normal.inverseSurvivalProbability(0.1))
            * Math.sqrt(30 / 4000.0 + 30 / 9000.0);

    assertThat(row.get("mde").doubleValue()).isCloseTo(mde, within(1e-12));
    assertThat(row.get("absolute").doubleValue()).isCloseTo(0.9, within(1e-5));
    assertThat(row.get("relative").doubleValue()).isCloseTo(0.8, within(1e-5));
    assertThat(row.get("sequential").doubleValue()).isCloseTo(0.7, within(1e-5));
    assertThat(row.get("size").doubleValue()).isCloseTo(4000, within(1e-6));
    assertThat(row.get("sequential_size").doubleValue()).isCloseTo(40, within(1e-4));
  }

  private static void close(JsonNode row, String name, double expected, double scale) {
    JsonNode actual = row.get(name);
    assertThat(actual.isNumber()).as("%s is %s", name, actual).isTrue();
    assertThat(actual.doubleValue()).as(name).isCloseTo(expected, within(1e-7 * scale));
  }

  private static JsonNode sums(Variant variant, List<Unit> units) {
    ObjectNode arm = JSON.createObjectNode();
    if (variant.metric() == Metric.RATIO) {
      arm.put("n", units.size());
      if (!variant.adjusted()) {
        arm.set("m", pair(units, Unit::m));
        arm.set("d", pair(units, Unit::d));
        return arm.put("m_d_sum_of_products", sum(units, u -> u.m() * u.d()));
      }
      arm.set("m_post", pair(units, Unit::m));
      arm.set("d_post", pair(units, Unit::d));
      arm.set("m_pre", pair(units, Unit::p));
      arm.set("d_pre", pair(units, Unit::q));
      return arm.put("m_post_m_pre", sum(units, u -> u.m() * u.p()))
          .put("d_post_d_pre", sum(units, u -> u.d() * u.q()))
          .put("m_pre_d_pre", sum(units, u -> u.p() * u.q()))
          .put("m_post_d_post", sum(units, u -> u.m() * u.d()))
          .put("m_post_d_pre", sum(units, u -> u.m() * u.q()))
          .put("m_pre_d_post", sum(units, u -> u.p() * u.d()));
    }
    if (!variant.adjusted()) {
      return single(variant.metric(), units, Unit::m);
    }
    arm.set("post", single(variant.metric(), units, Unit::m));
    arm.set("pre", single(variant.metric(), units, Unit::p));
    return arm.put("post_pre_sum_of_products", sum(units, u -> u.m() * u.p()));
  }

  private static ObjectNode single(Metric metric, List<Unit> units, ToDoubleFunction<Unit> value) {
    ObjectNode sums = JSON.createObjectNode().put("n", units.size()).put("sum", sum(units, value));
    return metric == Metric.PROPORTION
        ? sums
        : sums.put("sum_squares", sum(units, u -> Math.pow(value.applyAsDouble(u), 2)));
  }

  private static ArrayNode pair(List<Unit> units, ToDoubleFunction<Unit> value) {
    return JSON.createArrayNode()
        .add(sum(units, value))
        .add(sum(units, u -> Math.pow(value.applyAsDouble(u), 2)));
  }

  private static double sum(List<Unit> units, ToDoubleFunction<Unit> value) {
    return units.stream().mapToDouble(value).sum();
  }
}

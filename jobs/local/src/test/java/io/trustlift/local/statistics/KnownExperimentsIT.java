package io.trustlift.local.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trustlift.local.clickhouse.EmbeddedClickHouse;
import java.io.IOException;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An e-mail test of 64,000 customers in three arms, from its published sums: the women's and men's
 * catalogue against none.
 */
class KnownExperimentsIT {

  @RegisterExtension static final EmbeddedClickHouse CLICKHOUSE = new EmbeddedClickHouse();

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Sums of an arm.
   *
   * @param spend sum of the amounts
   * @param spendSquares sum of their squares
   */
  private record Arm(
      String name, int n, int visits, int conversions, double spend, double spendSquares) {}

  private static final Arm MENS = new Arm("mens", 21307, 3894, 267, 30311.69, 6759024.4973);
  private static final Arm WOMENS = new Arm("womens", 21387, 3238, 189, 23038.11, 4911446.5763);
  private static final Arm NONE = new Arm("none", 21306, 2262, 122, 13908.33, 2870050.3621);

  @ParameterizedTest
  @CsvSource({
    "visit, absolute, 0.076590, 0.069953, 0.083226, 6",
    "conversion, relative, 1.1884, 0.7215, 1.6553, 4",
    "spend, absolute, 0.769827, 0.485140, 1.054514, 6"
  })
  void mensAgainstNoneIsAsPublished(
      String metric, String difference, double lift, double low, double high, int decimals)
      throws IOException {
    JsonNode row = lift(NONE, MENS, metric, difference.equals("relative"));

    // One of the last digits published, since some of them were cut and not rounded.
    double tolerance = Math.pow(10, -decimals);
    assertThat(row.get("point_estimate").doubleValue()).isCloseTo(lift, within(tolerance));
    assertThat(row.get("ci_low").doubleValue()).isCloseTo(low, within(tolerance));
    assertThat(row.get("ci_high").doubleValue()).isCloseTo(high, within(tolerance));
  }

  @Test
  void armsAreAsManyAsPlanned() throws IOException {
    double p =
        row("SELECT tlSampleRatioP([21307, 21387, 21306], [1, 1, 1]) AS p").get("p").doubleValue();

    double expected = 64_000 / 3.0;
    double chiSquared =
        (Math.pow(21307 - expected, 2)
                + Math.pow(21387 - expected, 2)
                + Math.pow(21306 - expected, 2))
            / expected;
    assertThat(p).isCloseTo(0.904, within(0.0005));
    assertThat(p)
        .isCloseTo(ChiSquaredDistribution.of(2).survivalProbability(chiSquared), within(1e-8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"visit", "conversion", "spend"})
  void bothArmsAgreeWithAnIndependentComputation(String metric) throws IOException {
    for (Arm arm : new Arm[] {MENS, WOMENS}) {
      for (boolean relative : new boolean[] {false, true}) {
        JsonNode row = lift(NONE, arm, metric, relative);
        double[] expected = independent(NONE, arm, metric, relative);
        String[] names = {"point_estimate", "ci_low", "ci_high", "p_value"};
        for (int i = 0; i < names.length; i++) {
          assertThat(row.get(names[i]).doubleValue() / expected[i])
              .as("%s of %s, %s, relative %s", names[i], metric, arm.name(), relative)
              .isCloseTo(1, within(1e-6));
        }
      }
    }
  }

  private static JsonNode lift(Arm control, Arm treatment, String metric, boolean relative)
      throws IOException {
    JsonNode settings =
        JSON.createObjectNode().put("difference", relative ? "relative" : "absolute");
    JsonNode inputs =
        JSON.createObjectNode()
            .<ObjectNode>set("control", sums(control, metric))
            .set("treatment", sums(treatment, metric));
    return row(
        Families.sql(
            new GoldenCase(metric, "Welch", inputs, settings, JSON.createObjectNode(), 6)));
  }

  private static JsonNode sums(Arm arm, String metric) {
    return switch (metric) {
      case "visit" -> JSON.createObjectNode().put("n", arm.n()).put("sum", arm.visits());
      case "conversion" -> JSON.createObjectNode().put("n", arm.n()).put("sum", arm.conversions());
      default ->
          JSON.createObjectNode()
              .put("n", arm.n())
              .put("sum", arm.spend())
              .put("sum_squares", arm.spendSquares());
    };
  }

  /** Lift, interval and p-value, with the distributions of Apache Commons Statistics. */
  private static double[] independent(Arm control, Arm treatment, String metric, boolean relative) {
    double[] c = moments(control, metric);
    double[] t = moments(treatment, metric);
    double ratio = t[0] / c[0];
    double lift = relative ? ratio - 1 : t[0] - c[0];
    double errorC = c[1] / control.n();
    double errorT = t[1] / treatment.n();
    double se =
        relative ? Math.sqrt(errorT + errorC * ratio * ratio) / c[0] : Math.sqrt(errorT + errorC);
    double df =
        Math.pow(errorC + errorT, 2)
            / (errorC * errorC / (control.n() - 1) + errorT * errorT / (treatment.n() - 1));
    TDistribution distribution = TDistribution.of(df);
    double width = distribution.inverseSurvivalProbability(0.025) * se;
    return new double[] {
      lift, lift - width, lift + width, 2 * distribution.survivalProbability(Math.abs(lift / se))
    };
  }

  private static double[] moments(Arm arm, String metric) {
    if (metric.equals("spend")) {
      double mean = arm.spend() / arm.n();
      return new double[] {mean, (arm.spendSquares() - arm.n() * mean * mean) / (arm.n() - 1)};
    }
    double mean = (double) (metric.equals("visit") ? arm.visits() : arm.conversions()) / arm.n();
    return new double[] {mean, mean * (1 - mean)};
  }

  private static JsonNode row(String sql) throws IOException {
    return JSON.readTree(CLICKHOUSE.json(sql).get(0));
  }
}

package io.trustlift.local.statistics;

import static io.trustlift.local.statistics.GoldenCase.has;
import static io.trustlift.local.statistics.GoldenCase.numbers;
import static io.trustlift.local.statistics.Levels.array;
import static io.trustlift.local.statistics.Levels.literal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What to ask the SQL functions for a golden case, told by the shape of its inputs: a query with a
 * column for every expected number.
 */
final class Families {

  private static final Set<String> SETTINGS =
      Set.of("alpha", "difference", "tuning_n_star", "power", "effect", "level");

  private Families() {}

  /**
   * The query for a case.
   *
   * @throws IllegalArgumentException if the case belongs to no family
   */
  static String sql(GoldenCase golden) {
    golden
        .settings()
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!SETTINGS.contains(name)) {
                throw new IllegalArgumentException(golden + " has the unknown setting " + name);
              }
            });
    if (golden.hasInputs("control", "treatment")) {
      return Arms.sql(golden).sql();
    }
    if (golden.hasInputs("p")) {
      return adjustment(golden);
    }
    if (golden.hasInputs("p_adjusted", "lift", "threshold")) {
      return adjustedInterval(golden);
    }
    if (golden.hasInputs("pre_values", "post_values")) {
      return theta(golden);
    }
    if (golden.hasInputs("pairs")) {
      return lifts(golden);
    }
    if (golden.hasInputs("mean", "variance", "total_users", "n_variations")) {
      return power(golden);
    }
    if (golden.hasInputs("rate", "effect", "users_per_week", "n_variations", "weeks")
        || golden.hasInputs(
            "mean", "variance", "effect", "users_per_week", "n_variations", "weeks")) {
      return powerByWeek(golden);
    }
    if (golden.hasInputs("users", "weights")) {
      return new Levels()
          .with(
              "p_value",
              "tlSampleRatioP(%s, %s)"
                  .formatted(
                      array(numbers(golden.inputs().get("users"))),
                      array(numbers(golden.inputs().get("weights")))))
          .sql();
    }
    if (golden.hasInputs("strata")) {
      return strata(golden);
    }
    throw new IllegalArgumentException(golden + " belongs to no family: " + golden.inputs());
  }

  private static String adjustment(GoldenCase golden) {
    boolean holm = golden.kind().contains("Holm");
    if (holm == golden.kind().contains("Benjamini-Hochberg")) {
      throw new IllegalArgumentException(golden + " names no adjustment: " + golden.kind());
    }
    String p = array(numbers(golden.inputs().get("p")));
    return new Levels()
        .with("p_adjusted", (holm ? "tlHolm(" : "tlBenjaminiHochberg(") + p + ")")
        .sql();
  }

  private static String adjustedInterval(GoldenCase golden) {
    String arguments =
        "(%s, %s, %s)"
            .formatted(
                literal(golden.input("lift")),
                literal(golden.input("p_adjusted")),
                literal(golden.input("threshold")));
    return new Levels()
        .with("ci_low", "tlAdjustedLow" + arguments)
        .with("ci_high", "tlAdjustedHigh" + arguments)
        .sql();
  }

  /** Both arms hold the same units, as the note of the case says. */
  private static String theta(GoldenCase golden) {
    double[] x = numbers(golden.inputs().get("pre_values"));
    double[] y = numbers(golden.inputs().get("post_values"));
    String arm =
        "%s, %s, %s, %s, %s"
            .formatted(
                literal(y.length),
                literal(Arrays.stream(y).sum()),
                literal(Arrays.stream(x).sum()),
                literal(Arrays.stream(x).map(v -> v * v).sum()),
                literal(IntStream.range(0, x.length).mapToDouble(i -> x[i] * y[i]).sum()));
    return new Levels().with("theta", "tlCupedTheta(" + arm + ", " + arm + ")").sql();
  }

  private static String lifts(GoldenCase golden) {
    String function = golden.relative() ? "tlRelativeLift" : "tlWelchAbsoluteLift";
    StringBuilder lifts = new StringBuilder();
    for (JsonNode pair : golden.inputs().get("pairs")) {
      double[] means = numbers(pair);
      lifts.append(lifts.isEmpty() ? "[" : ", ");
      lifts.append("%s(%s, %s)".formatted(function, literal(means[0]), literal(means[1])));
    }
    return new Levels().with("lift", lifts + "]").sql();
  }

  private static String power(GoldenCase golden) {
    double n = golden.input("total_users") / golden.input("n_variations");
    boolean wantsPower = golden.settings().has("effect");
    if (wantsPower == golden.settings().has("power")) {
      throw new IllegalArgumentException(golden + " must give either an effect or a power");
    }
    double given = golden.setting(wantsPower ? "effect" : "power", 0);
    return new Levels()
        .with(
            "value",
            call(golden, wantsPower, given, golden.input("mean"), golden.input("variance"), n))
        .sql();
  }

  private static String powerByWeek(GoldenCase golden) {
    boolean proportion = golden.inputs().has("rate");
    double mean = golden.input(proportion ? "rate" : "mean");
    double variance = proportion ? mean * (1 - mean) : golden.input("variance");
    List<Double> units =
        IntStream.rangeClosed(1, golden.inputs().get("weeks").intValue())
            .mapToObj(week -> week * golden.input("users_per_week") / golden.input("n_variations"))
            .toList();
    double power = golden.setting("power", 0.8);
    return new Levels()
        .with(
            "power",
            units.stream()
                .map(n -> call(golden, true, golden.input("effect"), mean, variance, n))
                .collect(Collectors.joining(", ", "[", "]")))
        .with(
            "mde",
            units.stream()
                .map(n -> call(golden, false, power, mean, variance, n))
                .collect(Collectors.joining(", ", "[", "]")))
        .sql();
  }

  private static String call(
      GoldenCase golden, boolean power, double given, double mean, double variance, double n) {
    return "tl%s%s(%s, %s, %s, %s, %s, %s, %s%d)"
        .formatted(
            golden.sequential() ? "Sequential" : "",
            power ? "Power" : "Mde",
            literal(given),
            literal(mean),
            literal(variance),
            literal(n),
            literal(n),
            literal(golden.setting("alpha", 0.05)),
            golden.sequential() ? literal(golden.setting("tuning_n_star", 0)) + ", " : "",
            golden.relative() ? 1 : 0);
  }

  private static String strata(GoldenCase golden) {
    StringBuilder rows = new StringBuilder();
    for (JsonNode stratum : golden.inputs().get("strata")) {
      if (!has(stratum, "exposed_events", "unexposed_events", "exposed_time", "unexposed_time")) {
        throw new IllegalArgumentException(golden + ": no family has a stratum like " + stratum);
      }
      rows.append(rows.isEmpty() ? "" : ", ");
      rows.append(
          "(%s, %s, %s, %s)"
              .formatted(
                  stratum.get("exposed_events"),
                  stratum.get("unexposed_events"),
                  stratum.get("exposed_time"),
                  stratum.get("unexposed_time")));
    }
    String alpha = literal(1 - golden.setting("level", 0.95));
    String terms =
        "SELECT sum(a * t0 / (t1 + t0)) AS term_a, sum(b * t1 / (t1 + t0)) AS term_b,"
            + " sum((a + b) * t1 * t0 / pow(t1 + t0, 2)) AS term_v,"
            + " tlRateRatio(sum(a), sum(t1), sum(b), sum(t0)) AS crude,"
            + " groupArray(log(tlRateRatio(a, t1, b, t0))) AS logs, groupArray(1 / a + 1 / b) AS variances"
            + " FROM VALUES('a Float64, b Float64, t1 Float64, t0 Float64', "
            + rows
            + ")";
    return "SELECT *, tlHeterogeneity(logs, variances, log(irr)) AS het_wald,"
        + " tlRatioLow(irr, variance, NULL, "
        + alpha
        + ") AS lo, tlRatioHigh(irr, variance, NULL, "
        + alpha
        + ") AS hi FROM (SELECT *, tlMantelHaenszelRatio(term_a, term_b) AS irr,"
        + " tlMantelHaenszelNaiveVariance(term_v, term_a, term_b) AS variance FROM ("
        + terms
        + "))";
  }
}

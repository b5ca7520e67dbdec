package io.trustlift.local.statistics;

import static io.trustlift.local.statistics.GoldenCase.has;
import static io.trustlift.local.statistics.GoldenCase.numbers;
import static io.trustlift.local.statistics.Levels.literal;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Control against treatment by the SQL functions, from the sums per arm: columns {@code
 * point_estimate}, {@code se}, {@code df}, {@code ci_low}, {@code ci_high}, {@code p_value} and the
 * means.
 */
final class Arms {

  private static final String[] NAMES = {"c", "t"};

  private final GoldenCase golden;
  private final Levels levels = new Levels();

  private Arms(GoldenCase golden) {
    this.golden = golden;
  }

  static Levels sql(GoldenCase golden) {
    return new Arms(golden).build();
  }

  private Levels build() {
    JsonNode control = golden.inputs().get("control");
    boolean ratio = control.has("m") || control.has("m_post");
    boolean adjusted = control.has("post") || control.has("m_post");
    for (String arm : NAMES) {
      JsonNode sums = golden.inputs().get(arm.equals("c") ? "control" : "treatment");
      if (has(sums, "n", "mean", "variance")) {
        levels.with(arm + "_n", sums.get("n").doubleValue());
        levels.with(arm + "_m", sums.get("mean").doubleValue());
        levels.with(arm + "_v", sums.get("variance").doubleValue());
      } else if (has(sums, "n", "m", "d", "m_d_sum_of_products")) {
        ratio(arm, sums);
      } else if (has(sums, "post", "pre", "post_pre_sum_of_products")) {
        adjustedMean(arm, sums);
      } else if (sums.has("m_post")) {
        adjustedRatio(arm, sums);
      } else {
        mean(arm, "", sums);
      }
    }
    levels.next();
    if (adjusted) {
      return results(adjusted(ratio));
    }
    boolean relative = golden.relative();
    levels.with(
        "point_estimate", relative ? "tlRelativeLift(c_m, t_m)" : "tlWelchAbsoluteLift(c_m, t_m)");
    levels.with(
        "se",
        relative
            ? "tlRelativeSe(c_n, c_m, c_v, t_n, t_m, t_v)"
            : "tlWelchAbsoluteSe(c_n, c_v, t_n, t_v)");
    levels.with("df", "tlWelchDf(c_n, c_v, t_n, t_v)");
    return results(levels);
  }

  /** Mean and variance of a mean or, without sum of squares, of a proportion. */
  private void mean(String arm, String suffix, JsonNode sums) {
    boolean proportion = has(sums, "n", "sum");
    if (!proportion && !has(sums, "n", "sum", "sum_squares")) {
      throw new IllegalArgumentException(golden + ": no family has an arm like " + sums);
    }
    String n = literal(sums.get("n").doubleValue());
    String sum = literal(sums.get("sum").doubleValue());
    String mean = "tlMean(" + n + ", " + sum + ")";
    if (suffix.isEmpty()) {
      levels.with(arm + "_n", n);
    }
    levels.with(arm + "_m" + suffix, mean);
    levels.with(
        arm + "_v" + suffix,
        proportion
            ? "tlProportionVariance(" + mean + ")"
            : "tlVariance(%s, %s, %s)"
                .formatted(n, sum, literal(sums.get("sum_squares").doubleValue())));
  }

  private void adjustedMean(String arm, JsonNode sums) {
    JsonNode post = sums.get("post");
    JsonNode pre = sums.get("pre");
    mean(arm, "", post);
    mean(arm, "_x", pre);
    String function = post.has("sum_squares") ? "tlCovariance" : "tlProportionCovariance";
    String products = literal(sums.get("post_pre_sum_of_products").doubleValue());
    levels.with(
        arm + "_c",
        "%s(%s, %s, %s, %s)"
            .formatted(
                function,
                literal(post.get("n").doubleValue()),
                literal(post.get("sum").doubleValue()),
                literal(pre.get("sum").doubleValue()),
                products));
    levels.with(arm + "_sy", post.get("sum").doubleValue());
    levels.with(arm + "_sx", pre.get("sum").doubleValue());
    levels.with(
        arm + "_sxx", pre.get(pre.has("sum_squares") ? "sum_squares" : "sum").doubleValue());
    levels.with(arm + "_sxy", products);
  }

  private void ratio(String arm, JsonNode sums) {
    Sums of = new Sums(sums.get("n").doubleValue());
    double[] m = numbers(sums.get("m"));
    double[] d = numbers(sums.get("d"));
    levels.with(arm + "_n", of.n);
    levels.with(arm + "_m", "tlMean(" + literal(d[0]) + ", " + literal(m[0]) + ")");
    levels.with(arm + "_v", of.ratioVariance(m, d, sums.get("m_d_sum_of_products").doubleValue()));
  }

  private void adjustedRatio(String arm, JsonNode sums) {
    if (!has(
        sums,
        "n",
        "m_post",
        "d_post",
        "m_pre",
        "d_pre",
        "m_post_m_pre",
        "d_post_d_pre",
        "m_pre_d_pre",
        "m_post_d_post",
        "m_post_d_pre",
        "m_pre_d_post")) {
      throw new IllegalArgumentException(golden + ": no family has an arm like " + sums);
    }
    Sums of = new Sums(sums.get("n").doubleValue());
    double[] m = numbers(sums.get("m_post"));
    double[] d = numbers(sums.get("d_post"));
    double[] p = numbers(sums.get("m_pre"));
    double[] q = numbers(sums.get("d_pre"));
    levels.with(arm + "_n", of.n);
    levels.with(arm + "_m", "tlMean(" + literal(d[0]) + ", " + literal(m[0]) + ")");
    levels.with(arm + "_m_x", "tlMean(" + literal(q[0]) + ", " + literal(p[0]) + ")");
    levels.with(arm + "_v", of.ratioVariance(m, d, sums.get("m_post_d_post").doubleValue()));
    levels.with(arm + "_v_x", of.ratioVariance(p, q, sums.get("m_pre_d_pre").doubleValue()));
    levels.with(
        arm + "_c",
        "tlRatioCovariance(%s, %s, %s, %s, %s, %s, %s, %s)"
            .formatted(
                of.mean(m),
                of.mean(d),
                of.mean(p),
                of.mean(q),
                of.covariance(m, p, sums.get("m_post_m_pre").doubleValue()),
                of.covariance(m, q, sums.get("m_post_d_pre").doubleValue()),
                of.covariance(d, p, sums.get("m_pre_d_post").doubleValue()),
                of.covariance(d, q, sums.get("d_post_d_pre").doubleValue())));
  }

  private Levels adjusted(boolean ratio) {
    levels.with(
        "theta",
        ratio
            ? "tlCupedRatioTheta(c_v_x, c_c, t_v_x, t_c)"
            : "tlCupedTheta(c_n, c_sy, c_sx, c_sxx, c_sxy, t_n, t_sy, t_sx, t_sxx, t_sxy)");
    levels.with("control_mean_unadjusted", "c_m");
    levels.with("treatment_mean_unadjusted", "t_m");
    levels.next();
    String variances = "c_v, c_v_x, c_c, t_n, t_v, t_v_x, t_c, theta";
    levels.with("df", "tlCupedDf(c_n, " + variances + ")");
    if (!golden.relative()) {
      levels.with("point_estimate", "tlCupedAbsoluteLift(c_m, c_m_x, t_m, t_m_x, theta)");
      return levels.with("se", "tlCupedAbsoluteSe(c_n, " + variances + ")");
    }
    levels.with("point_estimate", "tlCupedRelativeLift(c_m, c_m_x, t_m, t_m_x, theta)");
    return levels.with(
        "se",
        ratio
            ? "tlCupedRatioRelativeSe(c_n, c_m, c_m_x, c_v, c_v_x, c_c, t_n, t_m, t_m_x, t_v, t_v_x, t_c, theta)"
            : "tlCupedRelativeSe(c_n, c_m, c_v, c_v_x, c_c, t_n, t_m, t_v, t_v_x, t_c, theta)");
  }

  private Levels results(Levels estimate) {
    estimate.next();
    String alpha = literal(golden.setting("alpha", 0.05));
    estimate.with("variance", "se * se");
    estimate.with("control_mean", "c_m");
    estimate.with("treatment_mean", "t_m");
    if (!golden.sequential()) {
      estimate.with("ci_low", "tlLow(point_estimate, se, df, " + alpha + ")");
      estimate.with("ci_high", "tlHigh(point_estimate, se, df, " + alpha + ")");
      return estimate.with("p_value", "tlPValue(point_estimate, se, df)");
    }
    String settings =
        "point_estimate, se, c_n + t_n, "
            + alpha
            + ", "
            + literal(golden.setting("tuning_n_star", 0));
    estimate.with("ci_low", "tlSequentialLow(" + settings + ")");
    estimate.with("ci_high", "tlSequentialHigh(" + settings + ")");
    return estimate.with("p_value", "tlSequentialP(" + settings + ")");
  }

  /** Moments per unit of n units; what they are of comes as its sum and its sum of squares. */
  private record Sums(double n) {

    String mean(double[] of) {
      return "tlMean(" + literal(n) + ", " + literal(of[0]) + ")";
    }

    String variance(double[] of) {
      return "tlVariance(%s, %s, %s)".formatted(literal(n), literal(of[0]), literal(of[1]));
    }

    String covariance(double[] of, double[] with, double products) {
      return "tlCovariance(%s, %s, %s, %s)"
          .formatted(literal(n), literal(of[0]), literal(with[0]), literal(products));
    }

    String ratioVariance(double[] numerator, double[] denominator, double products) {
      return "tlRatioVariance(%s, %s, %s, %s, %s)"
          .formatted(
              mean(numerator),
              mean(denominator),
              variance(numerator),
              variance(denominator),
              covariance(numerator, denominator, products));
    }
  }
}

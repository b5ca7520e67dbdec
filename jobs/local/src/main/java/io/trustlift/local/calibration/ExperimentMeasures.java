package io.trustlift.local.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import io.trustlift.local.stack.ClickHouseHttp;
import io.trustlift.local.stack.Question;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What {@code experiment_lift} says of randomised experiments, beside what was to be expected. */
final class ExperimentMeasures {

  private static final String LIFT =
      """
      SELECT experiment_id, market, metric, rel_lift, rel_low, rel_high, p_value, valid_low, valid_high, valid_p,
          cuped_rel_lift, cuped_rel_low, cuped_rel_high
      FROM trust.experiment_lift(experiment = '', cap = 0.999, window_days = 7, closed_only = 0)
      """;

  /** The smallest p-values that one would have met who looked every hour. */
  private static final String HOURLY =
      """
      SELECT experiment_id, market, metric, min(p_value) AS p_value, min(valid_p) AS valid_p, count() AS looks
      FROM trust.experiment_lift_at(experiment = '', cap = 0.999, window_days = 7, step = 3600)
      GROUP BY experiment_id, market, metric
      """;

  private static final String PRIMARY = "order_rate";
  private static final double SIGNIFICANT = 0.05;

  /** Metrics on which an experiment without effect has none either, and which need no rates. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(PRIMARY, "inquiry_rate", "watch_minutes");

  private final boolean effects;
  private final Measure fixed;
  private final Measure valid;
  private final Measure cuped;
  private final Measure cupedVariance;
  private final Measure bias;
  private final Measure hourlyValid;
  private final Measure hourlyFixed;

  /**
   * @param effects whether the experiments have effects: then coverage is counted, else false
   *     positives
   */
  ExperimentMeasures(boolean effects) {
    this.effects = effects;
    Measure.Band band = effects ? Measure.Band.COVERAGE : Measure.Band.FIXED_FALSE_POSITIVES;
    fixed =
        share(
            effects
                ? "fixed 95 % interval covers what was to be expected"
                : "fixed p below 0.05 at the end",
            band);
    valid =
        share(
            effects
                ? "always-valid 95 % interval covers it, at the end"
                : "always-valid p below 0.05 at the end",
            effects ? Measure.Band.VALID_COVERAGE : Measure.Band.VALID_FALSE_POSITIVES);
    cuped =
        share(
            effects
                ? "CUPED 95 % interval covers it"
                : "CUPED 95 % interval says there is an effect",
            band);
    cupedVariance =
        new Measure("variance with CUPED, as a share of that without", Measure.Unit.RATIO, null);
    bias = new Measure("treated over control, found over expected", Measure.Unit.LOG_RATIO, null);
    hourlyValid =
        share(
            "always-valid p below 0.05 at any of the hourly looks",
            Measure.Band.VALID_FALSE_POSITIVES);
    hourlyFixed = share("fixed p below 0.05 at any of the hourly looks, for comparison", null);
  }

  private static Measure share(String name, Measure.Band band) {
    return new Measure(name, Measure.Unit.SHARE, band);
  }

  /**
   * Asks of the experiments of all these worlds, in one go: planning takes longer than computing.
   */
  void ask(List<CalibrationWorld> worlds, ClickHouseHttp clickHouse) throws IOException {
    Map<String, CalibrationWorld> byExperiment =
        worlds.stream()
            .collect(Collectors.toMap(CalibrationWorld::experimentId, Function.identity()));
    for (JsonNode row : Question.of(LIFT).rows(clickHouse)) {
      CalibrationWorld world = byExperiment.get(row.get("experiment_id").asText());
      if (world != null) {
        addLift(world, row);
      }
    }
    if (!effects) {
      for (JsonNode row : Question.of(HOURLY).rows(clickHouse)) {
        CalibrationWorld world = byExperiment.get(row.get("experiment_id").asText());
        if (world != null) {
          addLooks(world, row);
        }
      }
    }
  }

  /** Counts one row of {@code experiment_lift}. */
  void addLift(CalibrationWorld world, JsonNode row) {
    boolean primary = row.get("metric").asText().equals(PRIMARY);
    if (!primary && (effects || !WITHOUT_EFFECT.contains(row.get("metric").asText()))) {
      return;
    }
    Double expected = world.orderRateLift().get(row.get("market").asText());
    if (expected == null || !row.get("rel_lift").isNumber()) {
      return;
    }
    double truth = effects ? expected : 0;
    if (effects) {
      addCoverage(fixed, world, row, "rel", truth);
      addCoverage(valid, world, row, "valid", truth);
    } else {
      addSignificance(fixed, world, row.get("p_value"));
      addSignificance(valid, world, row.get("valid_p"));
    }
    addCoverage(cuped, world, row, "cuped_rel", truth);
    if (isInterval(row, "cuped_rel") && isInterval(row, "rel") && width(row, "rel") > 0) {
      double narrower = width(row, "cuped_rel") / width(row, "rel");
      cupedVariance.add(world, narrower * narrower);
    }
    if (primary && row.get("rel_lift").doubleValue() > -1) {
      bias.add(world, Math.log((1 + row.get("rel_lift").doubleValue()) / (1 + truth)));
    }
  }

  /** Counts whether an interval covers the truth or, without effects, whether it does not. */
  private void addCoverage(
      Measure measure, CalibrationWorld world, JsonNode row, String interval, double truth) {
    if (isInterval(row, interval)) {
      boolean covers =
          row.get(interval + "_low").doubleValue() <= truth
              && truth <= row.get(interval + "_high").doubleValue();
      measure.add(world, covers == effects);
    }
  }

  private static void addSignificance(Measure measure, CalibrationWorld world, JsonNode p) {
    if (p.isNumber()) {
      measure.add(world, p.doubleValue() < SIGNIFICANT);
    }
  }

  private void addLooks(CalibrationWorld world, JsonNode row) {
    if (WITHOUT_EFFECT.contains(row.get("metric").asText())) {
      addSignificance(hourlyValid, world, row.get("valid_p"));
      addSignificance(hourlyFixed, world, row.get("p_value"));
    }
  }

  Section section() {
    List<Measure> measures = new ArrayList<>(List.of(fixed, valid));
    if (!effects) {
      measures.add(hourlyValid);
      measures.add(hourlyFixed);
    }
    measures.addAll(List.of(cuped, cupedVariance, bias));
    return effects
        ? new Section(
            "Experiment with an effect",
            "Relative lift of order_rate, per market and over all, against what was to be expected of the very same viewers.",
            measures)
        : new Section(
            "Experiment without effect",
            "Relative lifts of order_rate, inquiry_rate and watch_minutes, per market and over all.",
            measures);
  }

  private static boolean isInterval(JsonNode row, String interval) {
    return row.get(interval + "_low").isNumber() && row.get(interval + "_high").isNumber();
  }

  private static double width(JsonNode row, String interval) {
    return row.get(interval + "_high").doubleValue() - row.get(interval + "_low").doubleValue();
  }
}

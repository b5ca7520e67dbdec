package io.trustlift.local.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How rows of the views are counted. */
class MeasuresTest {

  private static final String LIFT =
      """
      {"market": "%s", "focus_value": "authority", "outcome": "order", "rate_ratio": %s, "low": %s, "high": %s,
       "naive_low": 1.55, "naive_high": 1.7, "p_value": %s}
      """;

  private static final String EXPERIMENT =
      """
      {"market": "ALL", "metric": "%s", "rel_lift": 0.3, "rel_low": 0.1, "rel_high": 0.5, "p_value": 0.01,
       "valid_low": %s, "valid_high": 0.7, "valid_p": 0.2,
       "cuped_rel_lift": 0.28, "cuped_rel_low": 0.26, "cuped_rel_high": 0.46}
      """;

  /** 1.5 is planted. */
  @Test
  void coverageOfALift() throws Exception {
    LiftMeasures measures = new LiftMeasures(true);
    CalibrationWorld world = Worlds.of(CalibrationCase.PLANTED, 0);
    measures.addLift(world, json(LIFT.formatted("US", 1.6, 1.2, 2.0, 0.001)));
    measures.addLift(world, json(LIFT.formatted("DE", 1.7, 1.51, 1.9, 0.001)));
    measures.addLift(world, json(LIFT.formatted("ALL", 1.65, 1.4, 1.9, 0.001)));
    measures.addLift(world, json(LIFT.formatted("ALL", "null", "null", "null", "null")));
    List<Measure> judged = measures.sections().get(0).measures();
    assertThat(judged.get(0).cells()).isEqualTo(2);
    assertThat(judged.get(0).mean()).isEqualTo(0.5);
    assertThat(judged.get(1).cells()).isEqualTo(1);
    assertThat(judged.get(1).mean()).isEqualTo(1);
    Measure naive = judged.get(2);
    assertThat(naive.cells()).isEqualTo(3);
    assertThat(naive.mean()).isZero();
    Measure bias = measures.sections().get(1).measures().get(0);
    assertThat(Math.exp(bias.mean())).isCloseTo(1.1, within(1e-12));
  }

  /** 1 is planted. */
  @Test
  void falsePositivesOfALift() throws Exception {
    LiftMeasures measures = new LiftMeasures(false);
    CalibrationWorld world = Worlds.of(CalibrationCase.NULL, 0);
    measures.addLift(world, json(LIFT.formatted("US", 1.6, 1.2, 2.0, 0.001)));
    measures.addLift(world, json(LIFT.formatted("DE", 1.1, 0.9, 1.3, 0.3)));
    List<Measure> judged = measures.sections().get(0).measures();
    assertThat(judged.get(0).mean()).isEqualTo(0.5);
    assertThat(judged.get(2).name()).startsWith("p below");
    assertThat(judged.get(2).mean()).isEqualTo(0.5);
  }

  /** 25 % is to be expected over all markets. */
  @Test
  void coverageOfAnExperiment() throws Exception {
    ExperimentMeasures measures = new ExperimentMeasures(true);
    CalibrationWorld world = Worlds.of(CalibrationCase.EXPERIMENT, 0);
    measures.addLift(world, json(EXPERIMENT.formatted("order_rate", -0.1)));
    measures.addLift(world, json(EXPERIMENT.formatted("order_rate", "null")));
    measures.addLift(world, json(EXPERIMENT.formatted("inquiry_rate", -0.1)));
    List<Measure> found = measures.section().measures();
    assertThat(found.get(0).cells()).isEqualTo(2);
    assertThat(found.get(0).mean()).isEqualTo(1);
    assertThat(found.get(1).cells()).isEqualTo(1);
    assertThat(found.get(2).mean()).isZero();
    assertThat(found.get(3).mean()).isCloseTo(0.25, within(1e-12));
    assertThat(Math.exp(found.get(4).mean())).isCloseTo(1.04, within(1e-12));
  }

  @Test
  void falsePositivesOfAnExperiment() throws Exception {
    ExperimentMeasures measures = new ExperimentMeasures(false);
    CalibrationWorld world = Worlds.of(CalibrationCase.AA, 0);
    measures.addLift(world, json(EXPERIMENT.formatted("order_rate", -0.1)));
    measures.addLift(world, json(EXPERIMENT.formatted("watch_minutes", -0.1)));
    measures.addLift(world, json(EXPERIMENT.formatted("revenue_per_viewer", -0.1)));
    List<Measure> found = measures.section().measures();
    assertThat(found.get(0).cells()).isEqualTo(2);
    assertThat(found.get(0).mean()).isEqualTo(1);
    assertThat(found.get(1).mean()).isZero();
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}

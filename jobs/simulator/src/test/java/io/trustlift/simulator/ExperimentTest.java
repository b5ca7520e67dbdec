package io.trustlift.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the truth says of the experiment is what the files show. */
class ExperimentTest {
  private static final int WORLDS = 12;

  @TempDir Path directory;

  @Test
  void isDeclared() throws Exception {
    SimulationConfig config =
        SimulationConfig.defaults().withSize(3, 50, 20).withLayout(ownExperiment());
    Truth truth = Simulator.simulate(config, directory, ProgressListener.NONE);
    List<JsonNode> declared = new ArrayList<>();
    WorldFiles.read(directory, Topic.EXPERIMENTS, (event, time) -> declared.add(event));
    assertThat(declared).hasSize(1);
    JsonNode experiment = declared.get(0);
    String id = experiment.get("experiment_id").textValue();
    assertThat(id).startsWith("certificate-on-air-").isEqualTo(truth.experiment().id());
    assertThat(experiment.get("control").textValue()).isEqualTo("control");
    assertThat(experiment.get("shares").get("control").doubleValue()).isEqualTo(0.5);
    assertThat(experiment.get("shares").get("certificate").doubleValue()).isEqualTo(0.5);
    assertThat(experiment.get("primary_metric").textValue()).isEqualTo("order_rate");
    assertThat(experiment.get("planned_effect").doubleValue()).isEqualTo(0.1);
    assertThat(WorldFiles.time(experiment.get("started_at")))
        .isEqualTo(truth.streams().get(0).startedAt());
    long lastEnd = truth.streams().stream().mapToLong(Truth.Stream::endedAt).max().orElseThrow();
    assertThat(WorldFiles.time(experiment.get("ended_at"))).isEqualTo(lastEnd + 7 * 86_400_000L);
    WorldFiles.read(
        directory,
        Topic.EXPERIMENT_ASSIGNMENTS,
        (event, time) -> assertThat(event.get("experiment_id").textValue()).isEqualTo(id));
    WorldFiles.read(
        directory,
        Topic.OVERLAY_DISPLAYS,
        (event, time) -> assertThat(event.path("experiment_id").asText(id)).isEqualTo(id));
  }

  @Test
  void expectedOrderRatesAreThoseOfTheArms() throws Exception {
    double[] expected = new double[2];
    double[] found = new double[2];
    long viewers = 0;
    for (int world = 0; world < WORLDS; world++) {
      SimulationConfig config = world(301 + world, EffectSettings.defaults().rateRatios());
      Truth truth = Simulator.simulate(config, directory, ProgressListener.NONE);
      Map<String, BruteForce.Arm> arms = BruteForce.of(directory).arms(directory);
      BruteForce.Arm control = arms.get("control");
      BruteForce.Arm treated = arms.get("certificate");
      assertThat(control.viewers() + treated.viewers())
          .isEqualTo(truth.experiment().triggeredViewers());
      viewers += control.viewers() + treated.viewers();
      expected[0] += truth.experiment().expected().controlOrderRate() / WORLDS;
      expected[1] += truth.experiment().expected().treatedOrderRate() / WORLDS;
      found[0] += control.orderRate() / WORLDS;
      found[1] += treated.orderRate() / WORLDS;
      assertThat(truth.experiment().expected().orderRateLift()).isBetween(0.05, 0.5);
    }
    double error = Math.sqrt(0.25 / (viewers / 2.0));
    System.out.printf(
        "order rate, seeds 301 to %d: control %.4f expected %.4f, treated %.4f expected %.4f,"
            + " standard error %.4f%n",
        300 + WORLDS, found[0], expected[0], found[1], expected[1], error);
    assertThat(found[0]).isCloseTo(expected[0], within(3 * error));
    assertThat(found[1]).isCloseTo(expected[1], within(3 * error));
    assertThat(expected[1] - expected[0]).isGreaterThan(3 * error);
  }

  @Test
  void withoutEffectsTheArmsAreToBeExpectedAlike() throws Exception {
    Truth truth =
        Simulator.simulate(
            world(401, List.of()).withEffects(EffectSettings.none().withViewerSigma(0.7)),
            directory,
            ProgressListener.NONE);
    assertThat(truth.experiment().expected().orderRatio()).isCloseTo(1, within(1e-12));
    assertThat(truth.experiment().expected().orderRateLift()).isCloseTo(0, within(1e-12));
    assertThat(truth.experiment().expected().controlOrderRate()).isPositive();
  }

  @Test
  void aLateExperimentFindsViewersWithAHistory() throws Exception {
    SimulationConfig config =
        world(501, List.of()).withLayout(new LayoutSettings(60, 9, true, true, 2, List.of()));
    Simulator.simulate(config, directory, ProgressListener.NONE);
    Map<String, BruteForce.Arm> arms = BruteForce.of(directory).arms(directory);
    BruteForce.Arm all = arms.get("control").plus(arms.get("certificate"));
    System.out.printf(
        "seed 501: of %d triggered viewers %d have ordered before%n",
        all.viewers(), all.withHistory());
    assertThat(all.withHistory()).isGreaterThan(all.viewers() / 50);
  }

  /** Streams over four days, many orders. */
  private static SimulationConfig world(long seed, List<RateRatio> ratios) {
    return SimulationConfig.defaults()
        .withSeed(seed)
        .withSize(16, 2_000, 40)
        .withStreamsPerDay(4)
        .withMarkets(List.of("US", "DE"))
        .withEffects(
            EffectSettings.defaults()
                .withRateRatios(ratios)
                .withBaseRateFactor(4)
                .withEffectSigma(0.2)
                .withViewerSigma(0.7))
        .withLayout(ownExperiment());
  }

  private static LayoutSettings ownExperiment() {
    return new LayoutSettings(60, 9, true, true, 0, List.of());
  }
}

package io.trustlift.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The planted truth can be found again in the files, by the contract's definition of exposure. */
class RateRatioTest {
  private static final int ENOUGH = 30;
  private static final int SEEDS = 20;

  @TempDir Path directory;

  @Test
  void crudeRatiosOfTheDemoFallOnTheRightSide() throws Exception {
    SimulationConfig config = SimulationConfig.defaults();
    BruteForce world = simulate(config);
    System.out.printf("planted and found rate ratios, seed %d%n", config.seed());
    config.effects().rateRatios().forEach(planted -> print(planted, world));
    for (CredentialType type : CredentialType.values()) {
      System.out.printf(
          "%-18s exposed %.0f %% of the viewer-time, ever against never %.2f%n",
          type.wireName(), 100 * world.coverage(type), world.everAgainstNever(type));
    }
    assertThat(assertCrudeOnTheRightSide(config, world)).isEqualTo(13);
  }

  @Test
  void crudeRatiosOfOtherSeedsFallOnTheRightSide() throws Exception {
    for (long seed = 2; seed <= 11; seed++) {
      SimulationConfig config = SimulationConfig.defaults().withSeed(seed).withSize(6, 4_000, 60);
      BruteForce world = simulate(config);
      int checked = assertCrudeOnTheRightSide(config, world);
      System.out.printf("seed %d: %d crude ratios on the right side%n", seed, checked);
      assertThat(checked).as("seed %d", seed).isGreaterThanOrEqualTo(8);
    }
  }

  @Test
  void stratifiedRatiosAreNearlyUnbiasedAndNaiveOnesAreNot() throws Exception {
    BiasTable table = new BiasTable();
    for (long seed = 101; seed < 101 + SEEDS; seed++) {
      SimulationConfig config = manyRooms(seed, EffectSettings.defaults().rateRatios());
      table.add(config, simulate(config));
    }
    System.out.printf("mean ln(found / planted) over seeds 101 to %d%n", 100 + SEEDS);
    table.printAndAssert(0.1);
  }

  @Test
  void nullWorldHasNoEffectsButBiasedNaiveComparisons() throws Exception {
    BiasTable table = new BiasTable();
    for (long seed = 201; seed < 206; seed++) {
      SimulationConfig config = manyRooms(seed, List.of());
      table.add(config, simulate(config));
    }
    System.out.println("null world, seeds 201 to 205");
    table.printAndAssert(0.2);
  }

  /**
   * Where a type suppresses all outcomes, the contract's own computation finds none while the type
   * is exposed: live and replay, with and without the experiment.
   */
  @Test
  void suppressedOutcomesNeverHappenWhileExposed() throws Exception {
    SimulationConfig base = SimulationConfig.defaults().withSeed(31).withSize(6, 4_000, 40);
    List<RateRatio> ratios = new ArrayList<>();
    for (String market : base.markets()) {
      for (CredentialType type : List.of(CredentialType.AUTHORITY, CredentialType.INTERACTION)) {
        for (OutcomeKind outcome : OutcomeKind.values()) {
          ratios.add(new RateRatio(market, type, outcome, 1e-6));
        }
      }
    }
    DisturbanceSettings settings = new DisturbanceSettings(0.005, 0.001, 9_000, 0.015, 0.4);
    BruteForce world =
        simulate(
            base.withDisturbances(settings)
                .withEffects(
                    EffectSettings.defaults().withRateRatios(ratios).withBaseRateFactor(4)));
    long exposedOrders = 0;
    long otherInquiries = 0;
    for (String market : base.markets()) {
      for (CredentialType type : List.of(CredentialType.AUTHORITY, CredentialType.INTERACTION)) {
        BruteForce.Contrast inquiries = world.crude(market, type, OutcomeKind.INQUIRY);
        assertThat(inquiries.exposedTime()).isPositive();
        assertThat(inquiries.exposed()).as("%s %s", market, type).isZero();
        otherInquiries += inquiries.baseline();
        exposedOrders += world.crude(market, type, OutcomeKind.ORDER).exposed();
      }
    }
    assertThat(otherInquiries).isGreaterThan(1_000);
    // Orders without a stream, and deferred ones, can fall into another visit of the same viewer.
    assertThat(exposedOrders).isLessThan(world.inVisitOrders() / 100);
  }

  /** Many rooms with few viewers who ask and buy a lot: the least noise for the time it takes. */
  private static SimulationConfig manyRooms(long seed, List<RateRatio> ratios) {
    return SimulationConfig.defaults()
        .withSeed(seed)
        .withSize(24, 3_000, 60)
        .withEffects(EffectSettings.defaults().withRateRatios(ratios).withBaseRateFactor(3));
  }

  private static int assertCrudeOnTheRightSide(SimulationConfig config, BruteForce world) {
    int checked = 0;
    for (RateRatio planted : config.effects().rateRatios()) {
      BruteForce.Contrast crude = world.crude(planted.market(), planted.type(), planted.outcome());
      boolean enough = crude.exposed() >= ENOUGH && crude.baseline() >= ENOUGH;
      if (planted.rateRatio() >= 1.3 && enough) {
        checked++;
        assertThat(crude.ratio())
            .as("seed %d, %s, %s", config.seed(), planted, crude)
            .isGreaterThan(1);
      }
    }
    return checked;
  }

  private static void print(RateRatio planted, BruteForce world) {
    BruteForce.Contrast crude = world.crude(planted.market(), planted.type(), planted.outcome());
    double[] sums = world.mantelHaenszelSums(planted.market(), planted.type(), planted.outcome());
    System.out.printf(
        "%s %-18s %-7s planted %.2f crude %.2f stratified %.2f events %4d / %4d%n",
        planted.market(),
        planted.type().wireName(),
        planted.outcome().wireName(),
        planted.rateRatio(),
        crude.ratio(),
        sums[0] / sums[1],
        crude.exposed(),
        crude.baseline());
  }

  private BruteForce simulate(SimulationConfig config) throws Exception {
    Simulator.simulate(config, directory, ProgressListener.NONE);
    return BruteForce.of(directory);
  }

  /**
   * Log ratios of found to planted effects, averaged over worlds. Within a world the markets are
   * pooled: the sums of each are those of its own strata, with the planted ratio divided out.
   */
  private static final class BiasTable {
    private final double[][] stratified = new double[4][2];
    private final double[][] crude = new double[4][2];
    private final double[] naive = new double[4];
    private int worlds;

    void add(SimulationConfig config, BruteForce world) {
      worlds++;
      for (CredentialType type : CredentialType.values()) {
        naive[type.index()] += StrictMath.log(world.everAgainstNever(type));
        for (OutcomeKind outcome : OutcomeKind.values()) {
          double numerator = 0;
          double denominator = 0;
          for (String market : config.markets()) {
            double planted = config.effects().rateRatio(market, type, outcome);
            double[] sums = world.mantelHaenszelSums(market, type, outcome);
            double weight = StrictMath.sqrt(planted);
            numerator += sums[0] / weight;
            denominator += sums[1] * weight;
            crude[type.index()][outcome.index()] +=
                StrictMath.log(world.crude(market, type, outcome).ratio() / planted)
                    / config.markets().size();
          }
          stratified[type.index()][outcome.index()] += StrictMath.log(numerator / denominator);
        }
      }
    }

    /**
     * @param tolerance of each type and outcome; their mean has to be within 0.05
     */
    void printAndAssert(double tolerance) {
      double mean = 0;
      for (CredentialType type : CredentialType.values()) {
        double everNever = naive[type.index()] / worlds;
        for (OutcomeKind outcome : OutcomeKind.values()) {
          double bias = stratified[type.index()][outcome.index()] / worlds;
          mean += bias / 8;
          System.out.printf(
              "%-18s %-7s stratified %+.3f crude %+.3f; orders per visit, ever/never %+.2f%n",
              type.wireName(),
              outcome.wireName(),
              bias,
              crude[type.index()][outcome.index()] / worlds,
              everNever);
          assertThat(bias).as("%s %s", type, outcome).isCloseTo(0, within(tolerance));
        }
        assertThat(everNever).as("%s", type).isGreaterThan(1);
      }
      assertThat(mean).isCloseTo(0, within(0.05));
    }
  }
}

package io.trustlift.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
  private static final long DAY = 86_400_000;

  @TempDir Path directory;

  @Test
  void nothingIsRecordedBeyondTheHorizon() throws Exception {
    SimulationConfig config = SimulationConfig.defaults().withSize(6, 1_500, 30);
    Truth whole = Simulator.simulate(config, directory, ProgressListener.NONE);
    Truth cut =
        Simulator.simulate(
            config.withLayout(new LayoutSettings(30, 3, true, false, 0, List.of())),
            directory,
            ProgressListener.NONE);
    long end = cut.streams().stream().mapToLong(Truth.Stream::endedAt).max().orElseThrow();
    long[] records = {0};
    for (Topic topic : Topic.values()) {
      WorldFiles.read(
          directory,
          topic,
          (event, time) -> {
            records[0]++;
            assertThat(time).isLessThanOrEqualTo(end + 3 * DAY);
          });
    }
    assertThat(records[0]).isPositive();
    assertThat(cut.counts().get(2).records()).isLessThan(whole.counts().get(2).records());
    assertThat(cut.world()).isEqualTo(whole.world());
  }

  @Test
  void theCatalogueCanBeLeftOut() throws Exception {
    SimulationConfig config = SimulationConfig.defaults().withSize(2, 20, 10);
    LayoutSettings without = LayoutSettings.defaults().withCatalogue(false);
    Simulator.simulate(config.withLayout(without), directory, ProgressListener.NONE);
    assertThat(directory.resolve(Topic.CREDENTIALS.fileName())).isEmptyFile();
  }

  @Test
  void fewerHeartbeatsMakeSmallerFiles() throws Exception {
    SimulationConfig config = SimulationConfig.defaults().withSize(2, 300, 30);
    Simulator.simulate(config, directory, ProgressListener.NONE);
    Path file = directory.resolve(Topic.VIEWER_EVENTS.fileName());
    long often = Files.size(file);
    Simulator.simulate(
        config.withLayout(new LayoutSettings(80, 9, true, false, 0, List.of())),
        directory,
        ProgressListener.NONE);
    assertThat(Files.size(file)).isLessThan(often * 3 / 4);
    assertThatThrownBy(() -> new LayoutSettings(90, 9, true, false, 0, List.of()))
        .hasMessageContaining("heartbeatSeconds");
  }

  @Test
  void marketsCanHaveOtherCodesInTheFiles() throws Exception {
    SimulationConfig config =
        SimulationConfig.defaults()
            .withMarkets(List.of("US", "DE"))
            .withSize(2, 100, 20)
            .withLayout(LayoutSettings.defaults().withMarketCodes(List.of("AA", "AB")));
    Simulator.simulate(config, directory, ProgressListener.NONE);
    for (Topic topic : List.of(Topic.VIEWER_EVENTS, Topic.ORDERS)) {
      WorldFiles.read(
          directory,
          topic,
          (event, time) -> assertThat(event.get("market").textValue()).isIn("AA", "AB"));
    }
    assertThatThrownBy(
            () -> config.withLayout(LayoutSettings.defaults().withMarketCodes(List.of("AA"))))
        .hasMessageContaining("1 market codes for 2 markets");
  }

  /** Log-normal factors around the planted ratio, of mean 1 and the spread that was asked for. */
  @Test
  void roomsDifferAroundThePlantedRatio() {
    double planted = 1.5;
    List<RateRatio> ratios =
        List.of(new RateRatio("US", CredentialType.AUTHORITY, OutcomeKind.ORDER, planted));
    SimulationConfig config =
        SimulationConfig.defaults()
            .withMarkets(List.of("US"))
            .withEffects(EffectSettings.defaults().withRateRatios(ratios).withEffectSigma(0.2));
    List<Double> factors = new ArrayList<>();
    for (int room = 0; room < 4_000; room++) {
      Draws draws = Draws.of(config.seed(), Draws.Purpose.ROOM_EFFECTS, room);
      Hazards hazards = Hazards.ofRoom(config, draws).get("US");
      factors.add(
          hazards.rate(OutcomeKind.ORDER, CredentialType.AUTHORITY.bit())
              / hazards.rate(OutcomeKind.ORDER, 0));
    }
    double mean = factors.stream().mapToDouble(value -> value).average().orElseThrow();
    double logMean = factors.stream().mapToDouble(Math::log).average().orElseThrow();
    double logSquares =
        factors.stream().mapToDouble(value -> Math.pow(Math.log(value) - logMean, 2)).sum();
    assertThat(mean).isCloseTo(planted, within(0.02));
    assertThat(Math.sqrt(logSquares / factors.size())).isCloseTo(0.2, within(0.01));
  }

  @Test
  void theRatioOverAllMarketsStandsWhereTheyAgree() throws Exception {
    List<RateRatio> ratios =
        List.of(
            new RateRatio("US", CredentialType.AUTHORITY, OutcomeKind.ORDER, 1.5),
            new RateRatio("DE", CredentialType.AUTHORITY, OutcomeKind.ORDER, 1.5),
            new RateRatio("DE", CredentialType.AUTHORITY, OutcomeKind.INQUIRY, 0.8));
    SimulationConfig config =
        SimulationConfig.defaults()
            .withMarkets(List.of("US", "DE"))
            .withSize(1, 10, 5)
            .withEffects(EffectSettings.defaults().withRateRatios(ratios));
    Truth truth = Simulator.simulate(config, directory, ProgressListener.NONE);
    assertThat(truth.overallRateRatio())
        .contains(
            new Truth.OverallRatio(CredentialType.AUTHORITY, OutcomeKind.ORDER, 1.5),
            new Truth.OverallRatio(CredentialType.AUTHORITY, OutcomeKind.INQUIRY, null),
            new Truth.OverallRatio(CredentialType.INTERACTION, OutcomeKind.ORDER, 1.0));
  }
}

package io.trustlift.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What practices plant is in the files, by the contract's own definitions: where a factor
 * suppresses orders, there are none, and elsewhere there are.
 */
class PracticesTest {
  private static final double NOTHING = 1e-6;
  private static final String LEFT = "left";
  private static final String SUPPRESSED = "suppressed";

  @TempDir Path directory;

  private Truth truth;

  @Test
  void placement() throws Exception {
    PracticeSettings none = PracticeSettings.none();
    assertSuppressed(
        with(
            Map.of("host_mention", NOTHING),
            1,
            1,
            List.of(),
            none.reviews(),
            none.quality(),
            none.answers()),
        piece -> {
          boolean said =
              List.of(0, 1, 2, 3).stream()
                  .map(piece::shown)
                  .anyMatch(
                      shown ->
                          !shown.isEmpty()
                              && shown.stream()
                                  .allMatch(each -> each.placement().equals("host_mention")));
          return said ? SUPPRESSED : LEFT;
        });
  }

  @Test
  void numberAtOnce() throws Exception {
    PracticeSettings none = PracticeSettings.none();
    assertSuppressed(
        with(Map.of(), NOTHING, 1, List.of(), none.reviews(), none.quality(), none.answers()),
        piece -> piece.onScreen() >= 3 ? SUPPRESSED : LEFT);
  }

  @Test
  void fatigue() throws Exception {
    PracticeSettings none = PracticeSettings.none();
    assertSuppressed(
        with(
            Map.of(),
            1,
            1,
            List.of(1.0, NOTHING, NOTHING, 1.0),
            none.reviews(),
            none.quality(),
            none.answers()),
        piece -> {
          long tours = piece.earlier().stream().filter(PracticesTest::holdsTour).count();
          boolean touring =
              piece.exposed().stream().anyMatch(each -> isTour(each.shown().credential()));
          return touring && (tours == 1 || tours == 2) ? SUPPRESSED : LEFT;
        });
  }

  @Test
  void reviews() throws Exception {
    PracticeSettings none = PracticeSettings.none();
    Set<String> paid = Set.of("customer-review-02");
    assertSuppressed(
        with(
            Map.of(),
            1,
            1,
            List.of(),
            new PracticeSettings.Reviews(1, 1, NOTHING),
            none.quality(),
            none.answers()),
        piece -> {
          List<BruteForce.Shown> shown = piece.shown(CredentialType.SOCIAL_PROOF.index());
          boolean onlyPaid =
              !shown.isEmpty() && shown.stream().allMatch(each -> paid.contains(each.credential()));
          return onlyPaid ? SUPPRESSED : LEFT;
        });
    assertThat(truth.practices().reviews())
        .filteredOn(review -> Boolean.TRUE.equals(review.incentivised()))
        .extracting(Truth.ReviewTruth::credentialId)
        .containsExactlyElementsOf(paid);
  }

  @Test
  void quality() throws Exception {
    PracticeSettings none = PracticeSettings.none();
    PracticeSettings settings =
        with(
            Map.of(),
            1,
            1,
            List.of(),
            none.reviews(),
            new PracticeSettings.Quality(0.2, NOTHING, 1),
            none.answers());
    Simulator.simulate(world(settings), directory, ProgressListener.NONE);
    truth = Simulator.simulate(world(settings), directory, ProgressListener.NONE);
    Set<String> bad = new HashSet<>();
    truth
        .practices()
        .badBlocks()
        .forEach(
            block ->
                bad.add(block.streamId() + block.market() + block.startedAt() / BadSpells.BLOCK));
    assertSuppressed(
        settings,
        piece -> {
          String block =
              piece.visit().stream + piece.visit().market + piece.from() / BadSpells.BLOCK;
          return !piece.visit().replay && bad.contains(block) ? SUPPRESSED : LEFT;
        });
  }

  @Test
  void answers() throws Exception {
    PracticeSettings none = PracticeSettings.none();
    assertSuppressed(
        with(
            Map.of(),
            1,
            1,
            List.of(),
            none.reviews(),
            none.quality(),
            new PracticeSettings.Answers(NOTHING, 1, 1, 1)),
        piece ->
            !piece.visit().replay && piece.answeredIn() >= 0 && piece.answeredIn() <= 10_000
                ? SUPPRESSED
                : LEFT);
  }

  /**
   * With nothing left of a type's effect, a ratio that forbids orders lets returning viewers buy.
   */
  @Test
  void returningViewersAreMovedLess() throws Exception {
    PracticeSettings none = PracticeSettings.none();
    PracticeSettings settings =
        with(Map.of(), 1, 0, List.of(), none.reviews(), none.quality(), none.answers());
    SimulationConfig base = world(settings);
    List<RateRatio> forbids =
        base.markets().stream()
            .map(market -> new RateRatio(market, CredentialType.AUTHORITY, OutcomeKind.ORDER, 1e-3))
            .toList();
    SimulationConfig config =
        base.withEffects(base.effects().withRateRatios(forbids).withBaseRateFactor(1));
    Map<String, double[]> found =
        split(
            config,
            piece -> {
              boolean exposed = !piece.shown(CredentialType.AUTHORITY.index()).isEmpty();
              return (piece.returning() ? "returning" : "new") + (exposed ? " exposed" : "");
            });
    assertThat(rate(found.get("new exposed"))).isLessThan(0.05 * rate(found.get("new")));
    assertThat(rate(found.get("returning exposed")))
        .isGreaterThan(0.5 * rate(found.get("returning")));
    long viewers =
        truth.practices().audiences().stream().mapToLong(Truth.StreamAudience::viewers).sum();
    long returning =
        truth.practices().audiences().stream().mapToLong(Truth.StreamAudience::returning).sum();
    assertThat((double) returning / viewers).isBetween(0.2, 0.8);
  }

  /** Each practice of the test world stands out, and the truth of what came of it adds up. */
  @Test
  void theTestWorldShowsThem() throws Exception {
    SimulationConfig config = SimulationConfig.practices(11).withSize(24, 6_000, 40);
    Simulator.simulate(config, directory, ProgressListener.NONE);
    truth = Simulator.simulate(config, directory, ProgressListener.NONE);
    Truth.PracticeTruth practices = truth.practices();
    Truth.OrderDelays delays = practices.orderDelays();
    assertThat(
            delays.live()
                + delays.replay()
                + delays.withinDay()
                + delays.withinWeek()
                + delays.later()
                + delays.again())
        .isEqualTo(truth.world().orders());
    Map<String, Double> repurchased = new HashMap<>();
    for (Truth.Cohort cohort : practices.cohorts()) {
      Truth.Repurchases within = cohort.repurchases().get(2);
      assertThat(within.repeated()).isLessThanOrEqualTo(within.settled());
      assertThat(within.settled()).isLessThanOrEqualTo(cohort.buyers());
      repurchased.put(cohort.firstType(), (double) within.repeated() / within.settled());
    }
    assertThat(repurchased.get("live_demonstration")).isGreaterThan(repurchased.get("ALL"));
    assertThat(practices.replays().tourMinutes() / practices.replays().playedMinutes())
        .isGreaterThan(0.05);
    assertThat(practices.library())
        .extracting(Truth.LibraryEntry::trait)
        .contains("expires", "review_overdue", "registration_as_certificate");
    Map<String, Long> asked = new TreeMap<>();
    long[] questions = {0};
    WorldFiles.read(
        directory,
        Topic.VIEWER_EVENTS,
        (event, time) -> {
          if (event.get("event_type").textValue().equals("question")
              && event.get("market").textValue().equals("SG")) {
            questions[0]++;
            asked.merge(event.get("topic").textValue(), 1L, Long::sum);
          }
        });
    for (Truth.TopicShare topic : practices.trustTopics()) {
      if (topic.market().equals("SG")) {
        assertThat((double) asked.get(topic.topic()) / questions[0])
            .as(topic.topic())
            .isCloseTo(topic.share(), within(0.02));
      }
    }
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new PracticeSettings.Reviews(0, 1, 1))
        .hasMessageContaining("verified");
    PracticeSettings none = PracticeSettings.none();
    assertThatThrownBy(
            () ->
                with(Map.of(), 1, 1, List.of(1.0), none.reviews(), none.quality(), none.answers()))
        .hasMessageContaining("fatigue");
  }

  private static boolean holdsTour(Set<String> credentials) {
    return credentials.stream().anyMatch(PracticesTest::isTour);
  }

  private static boolean isTour(String credential) {
    return credential.startsWith("factory-tour-");
  }

  /** Deferred orders, and those without a stream, may fall into another visit: a few are let by. */
  private void assertSuppressed(PracticeSettings settings, Function<BruteForce.Piece, String> label)
      throws Exception {
    Map<String, double[]> found = split(world(settings), label);
    double[] suppressed = found.get(SUPPRESSED);
    double[] left = found.get(LEFT);
    System.out.printf(
        "orders and viewer-minutes: suppressed %.0f in %.0f, left %.0f in %.0f%n",
        suppressed[0], suppressed[1], left[0], left[1]);
    assertThat(suppressed[1]).isGreaterThan(500);
    assertThat(rate(suppressed)).isLessThan(0.03 * rate(left));
  }

  /** Orders and viewer-minutes by a label. */
  private Map<String, double[]> split(
      SimulationConfig config, Function<BruteForce.Piece, String> label) throws Exception {
    truth = Simulator.simulate(config, directory, ProgressListener.NONE);
    Map<String, double[]> found = new TreeMap<>();
    BruteForce.of(directory)
        .walk(
            piece -> {
              double[] sums = found.computeIfAbsent(label.apply(piece), key -> new double[2]);
              sums[0] += piece.orders();
              sums[1] += piece.ms() / 60_000.0;
            });
    return found;
  }

  private static double rate(double[] sums) {
    return sums[0] / sums[1];
  }

  private static SimulationConfig world(PracticeSettings settings) {
    SimulationConfig base = SimulationConfig.practices(21).withSize(12, 2_500, 40);
    return base.withPractices(settings)
        .withEffects(EffectSettings.none().withBaseRateFactor(4))
        .withLayout(LayoutSettings.defaults())
        .withDisturbances(new DisturbanceSettings(0.005, 0.001, 9_000, 0.015, 0.2));
  }

  private static PracticeSettings with(
      Map<String, Double> placement,
      double manyAtOnce,
      double returningShare,
      List<Double> fatigue,
      PracticeSettings.Reviews reviews,
      PracticeSettings.Quality quality,
      PracticeSettings.Answers answers) {
    return new PracticeSettings(
        placement,
        manyAtOnce,
        returningShare,
        fatigue,
        reviews,
        quality,
        answers,
        PracticeSettings.none().repurchase(),
        0.6,
        0.6,
        true,
        true);
  }
}

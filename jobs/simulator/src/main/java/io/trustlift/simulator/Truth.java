package io.trustlift.simulator;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * What is true of a world: what was planted, and what its files hold. Written as {@code truth.json}
 * with names in snake case.
 *
 * @param rateRatio multiplicative effects on the hazards, for every market, type and outcome; with
 *     effects that vary from room to room, their mean over rooms
 * @param schedule what became of the plan of streams
 * @param practices what was planted beside rate ratios, and what came of it
 * @param counts by topic; in each, {@code records = valid + duplicates + bots + rejected}
 */
public record Truth(
    String description,
    long seed,
    Config config,
    List<Market> markets,
    List<RateRatio> rateRatio,
    List<OverallRatio> overallRateRatio,
    ExperimentTruth experiment,
    ScheduleTruth schedule,
    PracticeTruth practices,
    List<Stream> streams,
    List<CredentialState> credentialExceptions,
    List<TopicCount> counts,
    World world) {

  static final String DESCRIPTION =
      "A simulated world. rate_ratio is the factor by which the hazard of an outcome is multiplied"
          + " while a credential of the type is on screen or recent for the viewer, once per type;"
          + " a person-time rate ratio stratified by stream, mode, market, five-minute block and"
          + " the other exposed types estimates it. The factors of rooms and heat, and the longer"
          + " stay of engaged viewers, bias any cruder comparison.";

  /**
   * The configuration.
   *
   * @param start RFC 3339
   */
  public record Config(
      int streams,
      int viewers,
      int minutes,
      String start,
      int streamsPerDay,
      List<String> markets,
      double roomSigma,
      double heatSigma,
      double baseRateFactor,
      double effectSigma,
      double viewerSigma,
      DisturbanceSettings disturbances,
      LayoutSettings layout) {}

  /**
   * Base rates of a casual viewer at room and heat 1 with nothing exposed, per viewer-minute, the
   * base rate factor included.
   */
  public record Market(
      String market, String currency, double inquiriesPerMinute, double ordersPerMinute) {}

  /**
   * The experiment.
   *
   * @param assignedTwice viewers that were assigned again, to the other arm
   * @param triggeredViewers viewers, in both arms, present and assigned while it was on
   * @param expected for the very viewers of this world, those of all markets
   */
  public record ExperimentTruth(
      String id,
      CredentialType type,
      List<Variant> variants,
      long assignedTwice,
      long triggeredViewers,
      List<ExperimentMarket> markets,
      Expected expected) {}

  /** An arm; {@code sees_displays} tells whether the experiment shows it anything. */
  public record Variant(String variant, double share, boolean seesDisplays, long viewers) {}

  /** The planted effect in one market while exposed, and what becomes of it per viewer. */
  public record ExperimentMarket(
      String market, double orderRateRatio, double inquiryRateRatio, Expected expected) {}

  /**
   * What was to be expected of triggered viewers from the trigger on, had all of them been in one
   * arm or all in the other.
   *
   * @param orderRatio decisions to buy per viewer, treated over control; null without any
   * @param controlOrderRate share of the viewers with an order, paid and not cancelled, within
   *     seven days of the trigger
   * @param treatedOrderRate the same in the other arm
   * @param orderRateLift treatedOrderRate over controlOrderRate, less 1; null where that is 0
   */
  public record Expected(
      Double orderRatio, double controlOrderRate, double treatedOrderRate, Double orderRateLift) {}

  /**
   * The planted rate ratio of a type over all markets.
   *
   * @param rateRatio null where the markets' ratios differ: what an estimate over all of them finds
   *     is then a mean that depends on their audiences
   */
  public record OverallRatio(CredentialType type, OutcomeKind outcome, Double rateRatio) {}

  /**
   * A stream.
   *
   * @param startedAt epoch milliseconds
   * @param endedAt epoch milliseconds
   * @param roomEffect factor of its outcome rates
   */
  public record Stream(
      String streamId,
      String host,
      String homeMarket,
      long startedAt,
      long endedAt,
      double roomEffect,
      int plannedVisits,
      int displays,
      double medianReplySeconds) {}

  /**
   * What became of the plan of streams.
   *
   * @param planned streams that were planned, less those called off
   * @param onTime of those, begun within a quarter of an hour of the plan
   * @param late of those, begun later than that
   * @param missed of those, never begun
   * @param cancelled called off
   * @param unplanned begun without a plan
   * @param onTimeShare of those planned
   * @param lateStreams those begun late
   */
  public record ScheduleTruth(
      int planned,
      int onTime,
      int late,
      int missed,
      int cancelled,
      int unplanned,
      double onTimeShare,
      List<String> lateStreams) {}

  /**
   * What was planted beside rate ratios, and what came of it. Everything but the settings is
   * counted, bots aside, in this very world.
   *
   * @param settings the planted factors
   * @param reviews what the catalogue states of each review
   * @param badBlocks blocks of five minutes with a bad picture
   * @param trustTopics expected shares of the questions
   * @param library what somebody has to see to
   * @param audiences viewers of each stream; empty without any practice
   * @param cohorts by what viewers were shown first, over all markets and months, and ALL; empty
   *     without any practice
   */
  public record PracticeTruth(
      PracticeSettings settings,
      List<ReviewTruth> reviews,
      List<BadBlock> badBlocks,
      List<TopicShare> trustTopics,
      List<LibraryEntry> library,
      List<StreamAudience> audiences,
      OrderDelays orderDelays,
      ReplayTruth replays,
      List<Cohort> cohorts) {}

  /** A review; null where the catalogue does not state it. */
  public record ReviewTruth(
      String credentialId, String kind, Boolean verified, Boolean incentivised, double factor) {}

  /**
   * Five minutes in which the picture was bad for one market of a stream.
   *
   * @param startedAt epoch milliseconds
   */
  public record BadBlock(String streamId, String market, long startedAt) {}

  /** A topic's share of the questions of a market. */
  public record TopicShare(String market, String topic, double share) {}

  /**
   * An entry of the catalogue that somebody has to see to.
   *
   * @param trait expires, review_overdue or registration_as_certificate
   * @param validUntil epoch milliseconds
   * @param reviewedAt epoch milliseconds
   */
  public record LibraryEntry(
      String credentialId, String trait, String owner, long validUntil, long reviewedAt) {}

  /**
   * Who watched a stream live.
   *
   * @param returning began another visit, in any stream, at least six hours before they came
   */
  public record StreamAudience(String streamId, long viewers, long returning) {}

  /**
   * Orders, whatever became of them, by how long after the decision they were placed.
   *
   * @param live at once, in a live visit
   * @param replay at once, in a replay
   * @param withinDay up to 24 hours later
   * @param withinWeek up to seven days later
   * @param later after that
   * @param again ordered again by a buyer, without another decision in a stream
   */
  public record OrderDelays(
      long live, long replay, long withinDay, long withinWeek, long later, long again) {}

  /**
   * Replays.
   *
   * @param watchedMinutes viewer-minutes of the visits, pauses too
   * @param playedMinutes viewer-minutes in which a recording ran
   * @param tourMinutes those of them with a factory tour on screen
   */
  public record ReplayTruth(double watchedMinutes, double playedMinutes, double tourMinutes) {}

  /**
   * Viewers by the types that the first visit showed which showed any credential.
   *
   * @param buyers those who ordered from then on, paid and not cancelled
   */
  public record Cohort(String firstType, long viewers, long buyers, List<Repurchases> repurchases) {
    /** Days after the first order. */
    static final List<Integer> WINDOWS = List.of(30, 60, 90);
  }

  /**
   * Who ordered again within some days of the first order.
   *
   * @param settled buyers whose days are over by the end of the world
   * @param repeated those of them who ordered again within them
   */
  public record Repurchases(int days, long settled, long repeated) {}

  /** What the catalogue says of a credential. */
  public enum Validity {
    VALID,
    EXPIRED,
    REVOKED,
    NOT_YET_VALID,
    UNKNOWN;

    /** The name in tables. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A credential on air that is not valid at the start of the world. */
  public record CredentialState(String credentialId, Validity validity) {}

  /**
   * What a topic's file holds.
   *
   * @param records lines
   * @param valid first copies of valid events that are no bot's
   * @param duplicates further copies of those, equal to the byte
   * @param bots events with {@code is_bot}, each once
   * @param brokenByKind rejected records by the way they were broken
   */
  public record TopicCount(
      String topic,
      String file,
      long records,
      long valid,
      long duplicates,
      long bots,
      RejectedCount rejected,
      SortedMap<String, Long> brokenByKind,
      long bytes) {}

  /** Records that the contract rejects, by its reasons. */
  public record RejectedCount(long malformed, long invalid, long orphanHide) {}

  /**
   * What happened, each thing once.
   *
   * @param liveVisits stays in live streams, returns after a gap among them
   * @param questionsAnswered with one reply or more
   * @param orders all of them, cancelled ones too
   * @param ordersDeferred placed hours or days after the decision
   */
  public record World(
      long viewers,
      long botViewers,
      long liveVisits,
      long replayVisits,
      long questions,
      long questionsAnswered,
      long replies,
      long orders,
      long ordersDeferred,
      long ordersWithoutStream,
      long ordersPaid,
      long ordersCancelled,
      long ordersRefunded,
      long displays,
      long displaysNeverHidden) {}

  /** Collects what is known while a world runs. */
  static final class Builder {
    private final List<Stream> streams = new ArrayList<>();
    private final List<BadBlock> badBlocks = new ArrayList<>();

    void addStream(Room room, SimulationConfig config, int plannedVisits) {
      badBlocks.addAll(room.badSpells().truth(room.stream(), config));
      StreamPlan plan = room.stream();
      streams.add(
          new Stream(
              plan.streamId(),
              plan.host(),
              plan.home().code(),
              plan.start(),
              plan.end(),
              plan.room(),
              plannedVisits,
              room.schedule().displays().size(),
              plan.replySeconds()));
    }

    Truth build(
        SimulationConfig config,
        List<StreamPlan> plans,
        Catalogue catalogue,
        Schedule schedule,
        Stage stage) {
      streams.sort(Comparator.comparing(Stream::startedAt).thenComparing(Stream::streamId));
      return new Truth(
          DESCRIPTION,
          config.seed(),
          describe(config),
          config.markets().stream().map(code -> market(code, config.effects())).toList(),
          allRatios(config),
          overallRatios(config),
          stage.experiment().truth(),
          schedule.truth(),
          practices(config, plans, catalogue, stage),
          List.copyOf(streams),
          catalogue.exceptions(),
          stage.counts(),
          world(config, stage.tally()));
    }

    private PracticeTruth practices(
        SimulationConfig config, List<StreamPlan> plans, Catalogue catalogue, Stage stage) {
      Histories histories = stage.histories();
      Tally tally = stage.tally();
      boolean any = !config.practices().equals(PracticeSettings.none());
      badBlocks.sort(
          Comparator.comparing(BadBlock::startedAt)
              .thenComparing(BadBlock::streamId)
              .thenComparing(BadBlock::market));
      return new PracticeTruth(
          config.practices(),
          catalogue.reviews(config.practices()),
          List.copyOf(badBlocks),
          QuestionTopics.truth(config),
          catalogue.duties(config),
          plans.stream()
              .filter(plan -> any)
              .map(
                  plan ->
                      new StreamAudience(
                          plan.streamId(), histories.viewers(plan), histories.returning(plan)))
              .toList(),
          new OrderDelays(
              tally.ordersInLive,
              tally.ordersInReplay,
              tally.ordersWithinDay,
              tally.ordersWithinWeek,
              tally.ordersLater,
              tally.ordersRepeated),
          new ReplayTruth(
              (double) tally.replayWatched / ContractTimes.MINUTE,
              (double) tally.replayPlayed / ContractTimes.MINUTE,
              (double) tally.replayTour / ContractTimes.MINUTE),
          histories.cohorts());
    }

    private static Config describe(SimulationConfig config) {
      return new Config(
          config.streams(),
          config.viewers(),
          config.minutes(),
          config.start().toString(),
          config.streamsPerDay(),
          config.markets(),
          config.effects().roomSigma(),
          config.effects().heatSigma(),
          config.effects().baseRateFactor(),
          config.effects().effectSigma(),
          config.effects().viewerSigma(),
          config.disturbances(),
          config.layout());
    }

    private static Market market(String code, EffectSettings effects) {
      MarketProfile profile = MarketProfile.of(code);
      return new Market(
          code,
          profile.currency(),
          profile.inquiriesPerMinute() * effects.baseRateFactor(),
          profile.ordersPerMinute() * effects.baseRateFactor());
    }

    private static List<RateRatio> allRatios(SimulationConfig config) {
      List<RateRatio> ratios = new ArrayList<>();
      for (String market : config.markets()) {
        for (CredentialType type : CredentialType.values()) {
          for (OutcomeKind outcome : OutcomeKind.values()) {
            double ratio = config.effects().rateRatio(market, type, outcome);
            ratios.add(new RateRatio(market, type, outcome, ratio));
          }
        }
      }
      return List.copyOf(ratios);
    }

    private static List<OverallRatio> overallRatios(SimulationConfig config) {
      List<OverallRatio> ratios = new ArrayList<>();
      for (CredentialType type : CredentialType.values()) {
        for (OutcomeKind outcome : OutcomeKind.values()) {
          List<Double> distinct =
              config.markets().stream()
                  .map(market -> config.effects().rateRatio(market, type, outcome))
                  .distinct()
                  .toList();
          ratios.add(
              new OverallRatio(type, outcome, distinct.size() == 1 ? distinct.get(0) : null));
        }
      }
      return List.copyOf(ratios);
    }

    private static World world(SimulationConfig config, Tally tally) {
      return new World(
          config.viewers(),
          tally.botViewers,
          tally.liveVisits,
          tally.replayVisits,
          tally.questions,
          tally.questionsAnswered,
          tally.replies,
          tally.orders,
          tally.ordersDeferred,
          tally.ordersWithoutStream,
          tally.ordersPaid,
          tally.ordersCancelled,
          tally.ordersRefunded,
          tally.displays,
          tally.displaysNeverHidden);
    }
  }
}

package io.trustlift.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The randomised experiment, and what it does to the orders of triggered viewers.
 *
 * <p>Every candidate instant of a buying decision, which thinning draws at a known rate whether or
 * not it is taken, is weighed under both arms. The sums estimate without bias what the same viewers
 * would have done in each arm, with far less noise than the orders themselves.
 */
final class Experiment {
  static final String NAME = "certificate-on-air";
  static final String CONTROL = "control";
  static final String CERTIFICATE = "certificate";

  /** Share of the assigned viewers that a faulty client assigns again, to the other arm. */
  static final double REASSIGNED_SHARE = 0.0005;

  /** How long after the trigger an order counts: the statistics' default. */
  static final long CONVERSION_WINDOW = 7 * ContractTimes.DAY;

  private static final String PLANNED_EFFECT = "0.1";

  private final SimulationConfig config;
  private final Draws delays;
  private final Map<Integer, Outlook> outlooks = new TreeMap<>();
  private final long[] assigned = new long[2];
  private long reassigned;

  Experiment(SimulationConfig config) {
    this.config = config;
    this.delays = Draws.of(config.seed(), Draws.Purpose.OUTLOOK, 0);
  }

  /** The name of an arm. */
  static String variant(boolean treated) {
    return treated ? CERTIFICATE : CONTROL;
  }

  /**
   * Declares the experiment, a day before the world begins: it runs from the first stream until the
   * last one's orders have come.
   */
  void declare(Stage stage, List<StreamPlan> streams) {
    long time = config.start().toEpochMilli() - ContractTimes.DAY;
    byte[] line =
        stage
            .line()
            .start(stage.nextEventId(), time)
            .text("experiment_id", config.experimentId())
            .text("name", "A certificate on air")
            .text("control", CONTROL)
            .plainNumbers("shares", new TreeMap<>(Map.of(CONTROL, "0.5", CERTIFICATE, "0.5")))
            .text("primary_metric", "order_rate")
            .plainNumber("planned_effect", PLANNED_EFFECT)
            .time("started_at", StreamPlan.firstStart(streams))
            .time("ended_at", StreamPlan.lastEnd(streams) + CONVERSION_WINDOW)
            .end();
    stage.log(Topic.EXPERIMENTS).accept(line, time);
  }

  /** Announces a viewer's arm. */
  void assign(Stage stage, Viewer viewer, Draws draws) {
    assigned[viewer.treated() ? 1 : 0]++;
    announce(stage, viewer, viewer.treated(), viewer.assignedAt());
    if (draws.chance(REASSIGNED_SHARE)) {
      reassigned++;
      announce(stage, viewer, !viewer.treated(), viewer.assignedAt() + 10 * ContractTimes.MINUTE);
    }
  }

  boolean isTriggered(Viewer viewer) {
    Outlook outlook = outlooks.get(viewer.index());
    return outlook != null && outlook.isTriggered();
  }

  /**
   * A viewer has been there, assigned, while the experiment was on.
   *
   * @param time since when, epoch milliseconds
   */
  void trigger(Viewer viewer, long time) {
    outlook(viewer).trigger(time);
  }

  /**
   * Takes a candidate instant of a viewer.
   *
   * @param control probability that the candidate becomes a decision to buy in the control arm
   * @param treated the same in the treated arm
   */
  void weigh(Viewer viewer, long now, double control, double treated) {
    if (viewer.enrolled()) {
      long placedAt = now + Shop.drawDelay(viewer.market(), delays);
      outlook(viewer).weigh(now, placedAt, control, treated);
    }
  }

  Truth.ExperimentTruth truth() {
    EffectSettings effects = config.effects();
    List<Truth.ExperimentMarket> byMarket = new ArrayList<>();
    for (String market : config.markets()) {
      byMarket.add(
          new Truth.ExperimentMarket(
              market,
              effects.rateRatio(market, CredentialType.AUTHORITY, OutcomeKind.ORDER),
              effects.rateRatio(market, CredentialType.AUTHORITY, OutcomeKind.INQUIRY),
              expected(triggered(market))));
    }
    List<Outlook> all = outlooks.values().stream().filter(Outlook::isTriggered).toList();
    return new Truth.ExperimentTruth(
        config.experimentId(),
        CredentialType.AUTHORITY,
        List.of(
            new Truth.Variant(CONTROL, 0.5, false, assigned[0]),
            new Truth.Variant(CERTIFICATE, 0.5, true, assigned[1])),
        reassigned,
        all.size(),
        byMarket,
        expected(all));
  }

  private Outlook outlook(Viewer viewer) {
    return outlooks.computeIfAbsent(viewer.index(), index -> new Outlook(viewer.market()));
  }

  private List<Outlook> triggered(String market) {
    return outlooks.values().stream()
        .filter(outlook -> outlook.isTriggered() && outlook.market().code().equals(market))
        .toList();
  }

  private static Truth.Expected expected(List<Outlook> viewers) {
    double control = mean(viewers, viewer -> viewer.ordering(false));
    double treated = mean(viewers, viewer -> viewer.ordering(true));
    return new Truth.Expected(
        ratio(
            mean(viewers, viewer -> viewer.decisions(true)),
            mean(viewers, viewer -> viewer.decisions(false))),
        control,
        treated,
        control > 0 ? treated / control - 1 : null);
  }

  private static double mean(List<Outlook> viewers, ToDoubleFunction<Outlook> value) {
    return viewers.stream().mapToDouble(value).average().orElse(0);
  }

  private static Double ratio(double numerator, double denominator) {
    return denominator > 0 ? numerator / denominator : null;
  }

  private void announce(Stage stage, Viewer viewer, boolean treated, long time) {
    byte[] line =
        stage
            .line()
            .start(stage.nextEventId(), time)
            .text("experiment_id", config.experimentId())
            .text("viewer_id", viewer.viewerId())
            .text("variant", variant(treated))
            .end();
    stage.log(Topic.EXPERIMENT_ASSIGNMENTS).accept(line, time);
  }
}

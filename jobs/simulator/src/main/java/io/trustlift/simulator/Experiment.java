package io.trustlift.simulator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The randomised experiment, and what it does to the orders of triggered viewers.
 *
 * <p>Every candidate instant of a buying decision, which thinning draws at a known rate whether or
 * not it is taken, is weighed under both arms. The sums estimate without bias how many decisions
 * the same viewers would have made in each arm, with far less noise than the orders themselves.
 */
final class Experiment {
  static final String ID = "certificate-on-air";
  static final String CONTROL = "control";
  static final String CERTIFICATE = "certificate";

  /** Share of the assigned viewers that a faulty client assigns again, to the other arm. */
  static final double REASSIGNED_SHARE = 0.0005;

  private final List<String> markets;
  private final double[] control;
  private final double[] treated;
  private final BitSet triggered = new BitSet();
  private final long[] assigned = new long[2];
  private long reassigned;

  Experiment(SimulationConfig config) {
    this.markets = config.markets();
    this.control = new double[markets.size()];
    this.treated = new double[markets.size()];
  }

  /** The name of an arm. */
  static String variant(boolean treated) {
    return treated ? CERTIFICATE : CONTROL;
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
    return triggered.get(viewer.index());
  }

  void trigger(Viewer viewer) {
    triggered.set(viewer.index());
  }

  /**
   * Takes a candidate instant of a triggered viewer.
   *
   * @param controlOrders expected decisions that this candidate stands for in the control arm
   * @param treatedOrders the same in the treated arm
   */
  void weigh(Viewer viewer, double controlOrders, double treatedOrders) {
    int market = markets.indexOf(viewer.market().code());
    control[market] += controlOrders;
    treated[market] += treatedOrders;
  }

  Truth.ExperimentTruth truth(EffectSettings effects) {
    List<Truth.ExperimentMarket> byMarket = new ArrayList<>();
    double controlSum = 0;
    double treatedSum = 0;
    for (int i = 0; i < markets.size(); i++) {
      String market = markets.get(i);
      byMarket.add(
          new Truth.ExperimentMarket(
              market,
              effects.rateRatio(market, CredentialType.AUTHORITY, OutcomeKind.ORDER),
              effects.rateRatio(market, CredentialType.AUTHORITY, OutcomeKind.INQUIRY),
              ratio(treated[i], control[i])));
      controlSum += control[i];
      treatedSum += treated[i];
    }
    return new Truth.ExperimentTruth(
        ID,
        CredentialType.AUTHORITY,
        List.of(
            new Truth.Variant(CONTROL, 0.5, false, assigned[0]),
            new Truth.Variant(CERTIFICATE, 0.5, true, assigned[1])),
        reassigned,
        triggered.cardinality(),
        byMarket,
        ratio(treatedSum, controlSum));
  }

  private static Double ratio(double numerator, double denominator) {
    return denominator > 0 ? numerator / denominator : null;
  }

  private static void announce(Stage stage, Viewer viewer, boolean treated, long time) {
    byte[] line =
        stage
            .line()
            .start(stage.nextEventId(), time)
            .text("experiment_id", ID)
            .text("viewer_id", viewer.viewerId())
            .text("variant", variant(treated))
            .end();
    stage.log(Topic.EXPERIMENT_ASSIGNMENTS).accept(line, time);
  }
}

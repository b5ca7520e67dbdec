package io.trustlift.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * What one viewer of the experiment was to be expected to do in either arm.
 *
 * <p>It is told every candidate instant of a buying decision with its probability in each arm, and
 * keeps the probability that none of them becomes an order that counts.
 */
final class Outlook {
  private static final long UNKNOWN = Long.MIN_VALUE;

  /** A candidate before the trigger whose order would come later. */
  private record Pending(long placedAt, double probability) {}

  private final List<Pending> pending = new ArrayList<>(0);
  private final MarketProfile market;
  private long triggeredAt = UNKNOWN;
  private double controlDecisions;
  private double treatedDecisions;
  private double controlNone = 1;
  private double treatedNone = 1;

  Outlook(MarketProfile market) {
    this.market = market;
  }

  MarketProfile market() {
    return market;
  }

  boolean isTriggered() {
    return triggeredAt != UNKNOWN;
  }

  void trigger(long time) {
    triggeredAt = time;
    for (Pending order : pending) {
      count(order.placedAt(), order.probability(), order.probability());
    }
    pending.clear();
  }

  /**
   * Takes a candidate.
   *
   * @param placedAt when the order would be placed, if it came to one
   * @param control probability of a decision to buy in the control arm
   * @param treated likewise; the same before the trigger
   */
  void weigh(long now, long placedAt, double control, double treated) {
    if (isTriggered()) {
      controlDecisions += control;
      treatedDecisions += treated;
      count(placedAt, control, treated);
    } else if (placedAt > now) {
      pending.add(new Pending(placedAt, control));
    }
  }

  /** Decisions to buy from the trigger on, as expected in an arm. */
  double decisions(boolean inTreated) {
    return inTreated ? treatedDecisions : controlDecisions;
  }

  /** Probability of an order within the conversion window that is paid and not cancelled. */
  double ordering(boolean inTreated) {
    return 1 - (inTreated ? treatedNone : controlNone);
  }

  private void count(long placedAt, double control, double treated) {
    if (placedAt >= triggeredAt && placedAt < triggeredAt + Experiment.CONVERSION_WINDOW) {
      controlNone *= 1 - Shop.KEPT_SHARE * control;
      treatedNone *= 1 - Shop.KEPT_SHARE * treated;
    }
  }
}

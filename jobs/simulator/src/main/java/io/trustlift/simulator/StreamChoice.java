package io.trustlift.simulator;

import java.util.Arrays;
import java.util.List;

/** Which streams viewers go to. */
final class StreamChoice {
  private final List<StreamPlan> streams;
  private final double[] cumulative;

  StreamChoice(List<StreamPlan> streams) {
    this.streams = streams;
    this.cumulative = new double[streams.size()];
    double sum = 0;
    for (int i = 0; i < cumulative.length; i++) {
      sum += streams.get(i).popularity();
      cumulative[i] = sum;
    }
  }

  /** Any stream, by popularity. */
  StreamPlan draw(Draws draws) {
    double target = draws.unit() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, target);
    int index = found >= 0 ? found + 1 : -found - 1;
    return streams.get(Math.min(index, streams.size() - 1));
  }

  /**
   * Another stream, of three the one that suits a market best: one of the home market, else the
   * first; null when there is no other.
   */
  StreamPlan drawAnother(StreamPlan known, MarketProfile market, Draws draws) {
    StreamPlan best = null;
    for (int attempt = 0; attempt < 3; attempt++) {
      StreamPlan drawn = draw(draws);
      boolean suits = drawn.home().equals(market);
      if (!drawn.equals(known) && (best == null || (suits && !best.home().equals(market)))) {
        best = drawn;
      }
    }
    return best;
  }
}

package io.trustlift.simulator;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What there is to know of one viewer at one instant.
 *
 * @param time epoch milliseconds
 * @param types exposed, one bit each
 * @param exposed the displays that expose them, and those of credentials that no catalogue knows
 * @param past what the viewer had behind them when this visit began
 * @param answeredIn milliseconds that the quickest answer of this visit took; below 0 without any
 * @param live whether it is no replay
 */
record Moment(
    Room room,
    MarketProfile market,
    long time,
    int types,
    List<Exposed> exposed,
    Past past,
    long answeredIn,
    boolean live) {

  static final long UNANSWERED = -1;

  /** The same instant for one who is exposed to something else. */
  Moment with(int otherTypes, List<Exposed> otherExposed) {
    return new Moment(room, market, time, otherTypes, otherExposed, past, answeredIn, live);
  }

  /**
   * The factor of how a type is shown: the geometric mean over its displays on screen, or else over
   * the recent ones; 1 where there is none.
   */
  double shown(CredentialType type, ToDoubleFunction<Display> factor) {
    List<Display> now = displays(type, true);
    double[] factors =
        (now.isEmpty() ? displays(type, false) : now)
            .stream().mapToDouble(factor).distinct().toArray();
    if (factors.length <= 1) {
      return factors.length == 0 ? 1 : factors[0];
    }
    double logs = 0;
    for (double each : factors) {
      logs += StrictMath.log(each);
    }
    return StrictMath.exp(logs / factors.length);
  }

  private List<Display> displays(CredentialType type, boolean onScreen) {
    return exposed.stream()
        .filter(each -> each.onScreen() == onScreen)
        .map(Exposed::display)
        .filter(display -> display.credential().type() == type)
        .toList();
  }
}

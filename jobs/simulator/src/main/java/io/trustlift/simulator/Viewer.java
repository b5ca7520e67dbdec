package io.trustlift.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One viewer: a function of the world's seed and the viewer's index.
 *
 * @param enrolled whether the experiment has assigned this viewer
 * @param treated whether to the arm that sees the experiment's displays
 * @param assignedAt epoch milliseconds; without an assignment later than anything
 * @param rateFactor of asking and buying, that of being engaged aside; mean 1 over viewers
 * @param visits planned, in the order of their numbers
 */
record Viewer(
    int index,
    String viewerId,
    MarketProfile market,
    boolean engaged,
    boolean bot,
    String language,
    boolean enrolled,
    boolean treated,
    long assignedAt,
    double rateFactor,
    List<PlannedVisit> visits) {

  /**
   * A visit as planned.
   *
   * @param number of the viewer's visits, from 0
   * @param begin epoch milliseconds
   */
  record PlannedVisit(int number, StreamPlan stream, long begin, boolean replay) {}

  /** What all but loyal viewers come to at most. */
  static final int USUAL_VISITS = 4;

  /** What an {@link Audience} can hold. */
  private static final int VISITS_AT_MOST = 8;

  /** The earliest assignment before a first join, milliseconds. */
  static final long ASSIGNMENT_LEAD = 2_000;

  private static final double HOME_SHARE = 0.6;
  private static final double ENGAGED_SHARE = 0.35;
  private static final double ENROLLED_SHARE = 0.9;
  private static final long UNASSIGNED = Long.MAX_VALUE / 4;

  static Viewer of(SimulationConfig config, StreamChoice choice, int index) {
    Draws draws = Draws.of(config.seed(), Draws.Purpose.VIEWER, index);
    StreamPlan first = choice.draw(draws);
    MarketProfile market = drawMarket(config, first, draws);
    boolean bot = draws.chance(config.disturbances().botShare());
    boolean engaged = draws.chance(ENGAGED_SHARE);
    String language = market.drawLanguage(draws);

    List<PlannedVisit> visits = new ArrayList<>(USUAL_VISITS);
    visits.add(new PlannedVisit(0, first, drawJoin(first, draws), false));
    if (!bot && draws.chance(engaged ? 0.35 : 0.12)) {
      addLive(visits, choice.drawAnother(first, market, draws), draws);
      if (draws.chance(0.25)) {
        addLive(visits, choice.drawAnother(first, market, draws), draws);
      }
    }
    if (!bot && draws.chance(config.disturbances().replayShare())) {
      double hours = Math.min(72, Math.max(0.5, draws.logNormal(6, 0.8)));
      long begin = first.end() + (long) (hours * ContractTimes.HOUR);
      visits.add(new PlannedVisit(visits.size(), first, begin, true));
    }
    if (engaged && !bot && config.practices().loyalShare() > 0) {
      addLoyal(config, visits, choice, market, index);
    }

    boolean enrolled = !bot && draws.chance(ENROLLED_SHARE);
    boolean treated = enrolled && draws.chance(0.5);
    long assignedAt = UNASSIGNED;
    if (enrolled) {
      long join = firstLive(visits).begin();
      assignedAt =
          draws.chance(0.9)
              ? join - draws.integer(0, ASSIGNMENT_LEAD - 1)
              : join + draws.integer(1, 60) * ContractTimes.SECOND;
    }
    return new Viewer(
        index,
        config.tag() + "-v" + index,
        market,
        engaged,
        bot,
        language,
        enrolled,
        treated,
        assignedAt,
        Draws.of(config.seed(), Draws.Purpose.VIEWER_RATE, index)
            .factor(config.effects().viewerSigma()),
        List.copyOf(visits));
  }

  /** The live visit that begins first. */
  static PlannedVisit firstLive(List<PlannedVisit> visits) {
    return visits.stream()
        .filter(visit -> !visit.replay())
        .min(Comparator.comparingLong(PlannedVisit::begin))
        .orElseThrow();
  }

  /** How much more this viewer asks and buys than an average casual one. */
  double rate() {
    return engagement() * rateFactor;
  }

  /** How much more an engaged viewer does than a casual one. */
  double engagement() {
    return engaged ? Hazards.ENGAGED_FACTOR : 1;
  }

  private static void addLoyal(
      SimulationConfig config,
      List<PlannedVisit> visits,
      StreamChoice choice,
      MarketProfile market,
      int index) {
    Draws draws = Draws.of(config.seed(), Draws.Purpose.LOYALTY, index);
    if (draws.chance(config.practices().loyalShare())) {
      StreamPlan first = visits.get(0).stream();
      for (int attempt = 0; attempt < VISITS_AT_MOST && visits.size() < VISITS_AT_MOST; attempt++) {
        addLive(visits, choice.drawAnother(first, market, draws), draws);
      }
    }
  }

  private static void addLive(List<PlannedVisit> visits, StreamPlan stream, Draws draws) {
    boolean known =
        stream == null || visits.stream().anyMatch(visit -> visit.stream().equals(stream));
    if (!known) {
      visits.add(new PlannedVisit(visits.size(), stream, drawJoin(stream, draws), false));
    }
  }

  /** A fifth is there in the first minutes, the others come all along. */
  private static long drawJoin(StreamPlan stream, Draws draws) {
    double share = draws.chance(0.2) ? draws.between(0, 0.06) : draws.between(0, 0.93);
    return stream.start() + (long) (share * stream.length());
  }

  private static MarketProfile drawMarket(SimulationConfig config, StreamPlan stream, Draws draws) {
    if (config.markets().size() == 1 || draws.chance(HOME_SHARE)) {
      return stream.home();
    }
    List<String> others =
        config.markets().stream().filter(code -> !code.equals(stream.home().code())).toList();
    return MarketProfile.of(draws.pick(others));
  }
}

package io.trustlift.simulator;

import java.util.List;

/**
 * How a world is laid out, beyond its size; for many worlds in one set of tables.
 *
 * @param heartbeatSeconds between two signs of life of a live viewer, 5 to 85 so that no visit
 *     falls apart
 * @param horizonDays days after the end of the last stream at which the files end: what would be
 *     recorded later is left out
 * @param catalogue whether the files hold the catalogue; credential ids are the same in every
 *     world, so that one catalogue serves many
 * @param ownExperiment whether the experiment's id carries the world's tag
 * @param experimentFromDay day from which the experiment is on air, 0 for the first; viewers are
 *     assigned from the first day on, so that some have a history when they are triggered
 * @param marketCodes codes under which the markets stand in the files, in the order of the
 *     configuration's; empty for their own
 */
public record LayoutSettings(
    int heartbeatSeconds,
    int horizonDays,
    boolean catalogue,
    boolean ownExperiment,
    int experimentFromDay,
    List<String> marketCodes) {

  /** Far enough for every order and refund. */
  static final int WITHOUT_HORIZON = 3_650;

  public LayoutSettings {
    SimulationConfig.requireWithin("heartbeatSeconds", heartbeatSeconds, 5, 85);
    SimulationConfig.requireWithin("horizonDays", horizonDays, 0, WITHOUT_HORIZON);
    SimulationConfig.requireWithin("experimentFromDay", experimentFromDay, 0, 100_000);
    marketCodes = List.copyOf(marketCodes);
    for (String code : marketCodes) {
      if (!code.matches("[A-Z]{2}")) {
        throw new IllegalArgumentException("no code of two capitals: " + code);
      }
    }
  }

  /** A world that stands alone: a heartbeat every 30 s, and everything to its end. */
  public static LayoutSettings defaults() {
    return new LayoutSettings(30, WITHOUT_HORIZON, true, false, 0, List.of());
  }

  /** The same with or without the catalogue. */
  public LayoutSettings withCatalogue(boolean value) {
    return new LayoutSettings(
        heartbeatSeconds, horizonDays, value, ownExperiment, experimentFromDay, marketCodes);
  }

  /** The same with other codes of its markets. */
  public LayoutSettings withMarketCodes(List<String> value) {
    return new LayoutSettings(
        heartbeatSeconds, horizonDays, catalogue, ownExperiment, experimentFromDay, value);
  }
}

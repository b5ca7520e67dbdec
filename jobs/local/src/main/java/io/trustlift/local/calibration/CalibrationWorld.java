package io.trustlift.local.calibration;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A world that stands in the tables among others, told apart by its span of time.
 *
 * @param index among all worlds of the calibration
 * @param to exclusive; viewers' visits end before it
 * @param markets codes in the tables
 * @param ownMarkets whether no other world has these codes
 * @param orderRateLift what the experiment was expected to do to the share of viewers who order, by
 *     market, and for {@code ALL}
 */
record CalibrationWorld(
    CalibrationCase kind,
    int index,
    Instant from,
    Instant to,
    List<String> markets,
    boolean ownMarkets,
    String experimentId,
    Map<String, Double> orderRateLift) {}

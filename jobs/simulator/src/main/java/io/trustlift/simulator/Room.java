package io.trustlift.simulator;

import java.util.Map;

/**
 * A stream that is open, and what it shows.
 *
 * @param hazards by market
 * @param badSpells when its picture is bad
 */
record Room(
    StreamPlan stream,
    DisplaySchedule schedule,
    Map<String, Hazards> hazards,
    BadSpells badSpells) {
  Hazards hazards(MarketProfile market) {
    return hazards.get(market.code());
  }
}

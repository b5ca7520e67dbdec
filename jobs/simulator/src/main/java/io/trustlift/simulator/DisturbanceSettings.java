package io.trustlift.simulator;

/**
 * What goes wrong on the way, and who is no human.
 *
 * @param duplicateShare share of the valid records that arrive twice
 * @param brokenShare broken records per valid record, spread evenly over each topic
 * @param maximumDelayMillis longest time from an event to its arrival, at most 9900 so that
 *     disorder stays within the watermark bound; milliseconds
 * @param botShare share of the viewers that are bots
 * @param replayShare share of the viewers that watch a replay as well
 */
public record DisturbanceSettings(
    double duplicateShare,
    double brokenShare,
    int maximumDelayMillis,
    double botShare,
    double replayShare) {

  public DisturbanceSettings {
    EffectSettings.requireWithin("duplicateShare", duplicateShare, 0, 1);
    EffectSettings.requireWithin("brokenShare", brokenShare, 0, 0.1);
    EffectSettings.requireWithin("maximumDelayMillis", maximumDelayMillis, 0, 9_900);
    EffectSettings.requireWithin("botShare", botShare, 0, 1);
    EffectSettings.requireWithin("replayShare", replayShare, 0, 1);
  }

  /** 0.5 % duplicates, 0.1 % broken, 9 s, 1.5 % bots, 5 % replays. */
  public static DisturbanceSettings defaults() {
    return new DisturbanceSettings(0.005, 0.001, 9_000, 0.015, 0.05);
  }

  /** Human viewers and undisturbed records, in the order of event time. */
  public static DisturbanceSettings none() {
    return new DisturbanceSettings(0, 0, 0, 0, 0.05);
  }
}

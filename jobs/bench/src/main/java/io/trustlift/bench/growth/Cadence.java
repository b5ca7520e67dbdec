package io.trustlift.bench.growth;

import io.trustlift.attribution.intake.Intake;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * How often a crowd's watermark moves on, while its events are read at full speed. Between two
 * watermarks a viewer's state is looked at once, for however many events.
 */
enum Cadence {
  /**
   * By steps of event time, as live, where hardly a viewer has sent two events since the last
   * watermark, in a small crowd and in a large one.
   */
  LIVE,

  /**
   * By the clock, as where a backlog is caught up: event time passes the faster the smaller the
   * crowd is, and what each viewer sent in minutes of it is worked off at once.
   */
  CATCHING_UP;

  WatermarkStrategy<Intake> of(WatermarkStrategy<Intake> byTheClock) {
    return this == LIVE ? SteadyWatermarks.of(byTheClock) : byTheClock;
  }
}

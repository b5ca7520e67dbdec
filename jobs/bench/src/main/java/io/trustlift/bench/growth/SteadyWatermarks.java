package io.trustlift.bench.growth;

import io.trustlift.attribution.intake.Intake;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** The same watermarks, sent by steps of event time and not by the clock. */
final class SteadyWatermarks implements WatermarkGenerator<Intake> {

  /** Event time between two, in milliseconds; a viewer sends an event every thirty steps. */
  static final long STEP = 1_000;

  private final WatermarkGenerator<Intake> watermarks;
  private long step = Long.MIN_VALUE;

  private SteadyWatermarks(WatermarkGenerator<Intake> watermarks) {
    this.watermarks = watermarks;
  }

  /** A strategy that says what another says, once in each step of event time. */
  static WatermarkStrategy<Intake> of(WatermarkStrategy<Intake> strategy) {
    return WatermarkStrategy.<Intake>forGenerator(
            context -> new SteadyWatermarks(strategy.createWatermarkGenerator(context)))
        .withTimestampAssigner(strategy::createTimestampAssigner);
  }

  @Override
  public void onEvent(Intake intake, long timestamp, WatermarkOutput output) {
    watermarks.onEvent(intake, timestamp, output);
    long reached = Math.floorDiv(timestamp, STEP);
    if (reached > step) {
      step = reached;
      watermarks.onPeriodicEmit(output);
    }
  }

  /** Does nothing: the clock has no say here. */
  @Override
  public void onPeriodicEmit(WatermarkOutput output) {}
}

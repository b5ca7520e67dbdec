package io.trustlift.attribution.intake;

import io.trustlift.model.Event;
import io.trustlift.model.Parameters;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.eventtime.WatermarksWithIdleness;

/**
 * The watermark of one partition: the latest usable time less the contract's bound; after {@code
 * idle_timeout} without one, the partition no longer holds the others back. A dead letter or a
 * bot's event is no sign of life: a partition of nothing else would hold everybody for good.
 */
public final class IntakeWatermarks implements WatermarkGenerator<Intake> {

  private final WatermarkGenerator<Intake> watermarks;

  private IntakeWatermarks(WatermarkGenerator<Intake> watermarks) {
    this.watermarks = watermarks;
  }

  /** The strategy for every partition of the job's sources. */
  public static WatermarkStrategy<Intake> strategy(Duration idleTimeout) {
    return strategy(
        context ->
            new IntakeWatermarks(
                new WatermarksWithIdleness<>(
                    bounded(), idleTimeout, context.getInputActivityClock())));
  }

  /** The same for partitions that end: until then each holds the watermark back. */
  public static WatermarkStrategy<Intake> strategyWithoutIdleness() {
    return strategy(context -> new IntakeWatermarks(bounded()));
  }

  private static WatermarkStrategy<Intake> strategy(WatermarkGeneratorSupplier<Intake> supplier) {
    return WatermarkStrategy.forGenerator(supplier)
        .withTimestampAssigner((intake, recordTime) -> intake.watermarkTime());
  }

  private static WatermarkGenerator<Intake> bounded() {
    return new BoundedOutOfOrdernessWatermarks<>(
        Duration.ofMillis(Parameters.MAX_OUT_OF_ORDERNESS));
  }

  @Override
  public void onEvent(Intake intake, long timestamp, WatermarkOutput output) {
    if (timestamp != Event.NO_TIME) {
      watermarks.onEvent(intake, timestamp, output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    watermarks.onPeriodicEmit(output);
  }
}

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

  private IntakeWatermarks(WatermarkGeneratorSupplier.Context context, Duration idleTimeout) {
    WatermarkGenerator<Intake> bounded =
        new BoundedOutOfOrdernessWatermarks<>(Duration.ofMillis(Parameters.MAX_OUT_OF_ORDERNESS));
    watermarks =
        new WatermarksWithIdleness<>(bounded, idleTimeout, context.getInputActivityClock());
  }

  /** The strategy for every partition of the job's sources. */
  public static WatermarkStrategy<Intake> strategy(Duration idleTimeout) {
    WatermarkGeneratorSupplier<Intake> supplier =
        context -> new IntakeWatermarks(context, idleTimeout);
    return WatermarkStrategy.forGenerator(supplier)
        .withTimestampAssigner((intake, recordTime) -> intake.watermarkTime());
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

package io.trustlift.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.attribution.intake.Intake;
import io.trustlift.attribution.intake.IntakeWatermarks;
import io.trustlift.model.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.RelativeClock;
import org.apache.flink.util.clock.SystemClock;
import org.junit.jupiter.api.Test;

class SteadyWatermarksTest {

  private static final Crowd CROWD = new Crowd(300, 100, 1, false);

  private final List<Long> sent = new ArrayList<>();

  @Test
  void oneIsSentInEachStepOfEventTimeAndNoneByTheClock() {
    WatermarkStrategy<Intake> strategy =
        SteadyWatermarks.of(IntakeWatermarks.strategyWithoutIdleness());
    WatermarkGenerator<Intake> watermarks = strategy.createWatermarkGenerator(new Nothing());
    long last = 0;
    for (long number = CROWD.earlier(); number < CROWD.earlier() + 2 * CROWD.beat(); number++) {
      Intake intake = CROWD.intake(number);
      last = intake.watermarkTime();
      watermarks.onEvent(intake, last, output());
      watermarks.onPeriodicEmit(output());
    }
    assertThat(sent).hasSize(60).isSorted().doesNotHaveDuplicates();
    assertThat(sent.get(59))
        .isBetween(
            last - Parameters.MAX_OUT_OF_ORDERNESS - SteadyWatermarks.STEP - 1,
            last - Parameters.MAX_OUT_OF_ORDERNESS - 1);
  }

  private WatermarkOutput output() {
    return new WatermarkOutput() {
      @Override
      public void emitWatermark(Watermark watermark) {
        sent.add(watermark.getTimestamp());
      }

      @Override
      public void markIdle() {
        throw new AssertionError("A crowd is never idle");
      }

      @Override
      public void markActive() {}
    };
  }

  private record Nothing() implements WatermarkGeneratorSupplier.Context {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public RelativeClock getInputActivityClock() {
      return SystemClock.getInstance();
    }
  }
}

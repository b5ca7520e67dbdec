package io.trustlift.attribution.intake;

import static io.trustlift.exposure.Samples.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.exposure.Samples;
import io.trustlift.model.Event;
import io.trustlift.model.Reason;
import io.trustlift.model.Received;
import io.trustlift.model.Topic;
import io.trustlift.model.ViewerEvent;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class IntakeWatermarksTest {

  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final long BOUND = 10_000;

  private final ManualClock clock = new ManualClock(1);
  private final WatermarkStrategy<Intake> strategy = IntakeWatermarks.strategy(IDLE);
  private final TimestampAssigner<Intake> times = strategy.createTimestampAssigner(() -> null);
  private final WatermarkGenerator<Intake> watermarks =
      strategy.createWatermarkGenerator(
          new WatermarkGeneratorSupplier.Context() {
            @Override
            public MetricGroup getMetricGroup() {
              return new UnregisteredMetricsGroup();
            }

            @Override
            public RelativeClock getInputActivityClock() {
              return clock;
            }
          });

  private final Partition partition = new Partition();

  /** What a partition has told of its watermark. */
  private static final class Partition implements WatermarkOutput {
    private long watermark = Long.MIN_VALUE;
    private boolean idle;

    @Override
    public void emitWatermark(Watermark emitted) {
      watermark = Math.max(watermark, emitted.getTimestamp());
      idle = false;
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {
      idle = false;
    }
  }

  @Test
  void trailsTheLatestTimeByTheBound() {
    read(event(100_000, 100_000));
    assertThat(partition.watermark).isEqualTo(100_000 - BOUND - 1);
    read(event(95_000, 95_000));
    assertThat(partition.watermark).isEqualTo(100_000 - BOUND - 1);
    read(event(200_000, 200_000));
    assertThat(partition.watermark).isEqualTo(200_000 - BOUND - 1);
  }

  @Test
  void oneFastClockMakesNobodyLate() {
    read(event(400_000, 100_000));
    assertThat(partition.watermark).isEqualTo(100_000 - BOUND - 1);
    read(event(100_000, 9_000_000));
    assertThat(partition.watermark).isEqualTo(100_000 - BOUND - 1);
  }

  @Test
  void aTickMovesItOn() {
    read(Intake.tick(500_000));
    assertThat(partition.watermark).isEqualTo(500_000 - BOUND - 1);
  }

  @Test
  void deadLettersAndBotsDoNotMoveIt() {
    read(event(100_000, 100_000));
    read(deadLetter());
    read(Intake.bot(Topic.VIEWER_EVENTS, 900_000));
    assertThat(partition.watermark).isEqualTo(100_000 - BOUND - 1);
  }

  @Test
  void aSilentPartitionIsIdleAndWakesWithTheNextEvent() {
    read(event(100_000, 100_000));
    pass(IDLE.minusMillis(1));
    assertThat(partition.idle).isFalse();
    pass(Duration.ofMillis(2));
    assertThat(partition.idle).isTrue();
    read(event(200_000, 200_000));
    assertThat(partition.idle).isFalse();
    assertThat(partition.watermark).isEqualTo(200_000 - BOUND - 1);
  }

  @Test
  void deadLettersAndBotsAreNoSignOfLife() {
    read(event(100_000, 100_000));
    for (int i = 0; i < 70; i++) {
      read(i % 2 == 0 ? deadLetter() : Intake.bot(Topic.VIEWER_EVENTS, 900_000));
      pass(Duration.ofSeconds(1));
    }
    assertThat(partition.idle).isTrue();
    read(deadLetter());
    assertThat(partition.idle).isTrue();
  }

  @Test
  void ticksKeepASilentPartitionAwake() {
    for (int i = 0; i < 70; i++) {
      read(Intake.tick(1_000_000 + i * 1_000L));
      pass(Duration.ofSeconds(1));
    }
    assertThat(partition.idle).isFalse();
    assertThat(partition.watermark).isEqualTo(1_069_000 - BOUND - 1);
  }

  private void read(Intake intake) {
    watermarks.onEvent(intake, times.extractTimestamp(intake, intake.recordTime()), partition);
    watermarks.onPeriodicEmit(partition);
  }

  private void pass(Duration time) {
    watermarks.onPeriodicEmit(partition);
    clock.advanceTime(time);
    watermarks.onPeriodicEmit(partition);
  }

  private static Intake event(long eventTime, long recordTime) {
    Event event = Samples.live("e", eventTime, ViewerEvent.Type.HEARTBEAT);
    return Intake.event(new Received(event, 0, 0, recordTime, new byte[0], new byte[0]));
  }

  private static Intake deadLetter() {
    return Intake.deadLetter(
        received(Samples.live("e", 900_000, ViewerEvent.Type.HEARTBEAT))
            .rejected(Reason.FUTURE, ""));
  }
}

package io.trustlift.attribution.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.exposure.Quality;
import io.trustlift.exposure.RiskCell;
import io.trustlift.model.Mode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class JoinSumsTest {

  private static final String[] STREAMS = {"s", "t"};
  private static final String[] MARKETS = {"DE", "US"};
  private static final List<List<String>> SETS =
      List.of(List.of(), List.of("c"), List.of("c", "d"));

  private final Totals totals = new Totals();
  private final JoinSums sums = new JoinSums(totals);

  /**
   * So few keys that most parts have company, then so many that sums go on before they are asked
   * for.
   */
  @Test
  void partsOfOneKeyAreOneSum() {
    long seed = 1;
    System.out.printf("random parts from seed %d%n", seed);
    Random random = new Random(seed);
    for (int minutes : new int[] {3, 20_000}) {
      Map<Object, Long> expected = new HashMap<>();
      totals.byKey.clear();
      totals.told = 0;
      for (int i = 0; i < 50_000; i++) {
        add(random, minutes, expected);
      }
      sums.flush();
      assertThat(totals.byKey).isEqualTo(expected);
      if (minutes == 3) {
        assertThat(totals.told).as("told once").isEqualTo(expected.size());
      }
    }
  }

  @Test
  void whatWasSentOnIsForgotten() {
    sums.reached("s", "d");
    sums.quality(0, "s", Mode.LIVE, "DE", Quality.STALL_MS, 5);
    sums.flush();
    sums.flush();
    assertThat(totals.told).isEqualTo(2);
    sums.quality(0, "s", Mode.LIVE, "DE", Quality.STALL_MS, 7);
    sums.flush();
    assertThat(totals.byKey)
        .containsEntry(new QualityKey(0, "s", "live", "DE", Quality.STALL_MS.text()), 12L);
  }

  @Test
  void aLatencyOfNothingIsTold() {
    sums.quality(0, "s", Mode.LIVE, "DE", Quality.LATENCY_MS, 0);
    sums.flush();
    assertThat(totals.byKey)
        .isEqualTo(Map.of(new QualityKey(0, "s", "live", "DE", Quality.LATENCY_MS.text()), 0L));
  }

  private void add(Random random, int minutes, Map<Object, Long> expected) {
    long minute = 60_000L * random.nextInt(minutes);
    String stream = STREAMS[random.nextInt(2)];
    String market = MARKETS[random.nextInt(2)];
    Mode mode = Mode.values()[random.nextInt(2)];
    long amount = random.nextInt(1_000);
    List<String> onScreen = SETS.get(random.nextInt(3));
    List<String> recent = SETS.get(random.nextInt(3));
    Quality measure = Quality.values()[random.nextInt(Quality.values().length)];
    Object key;
    switch (random.nextInt(5)) {
      case 0 -> {
        sums.exposure(minute, stream, mode, market, onScreen, recent, amount);
        key = new ExposureKey(minute, stream, mode.text(), market, onScreen, recent);
      }
      case 1 -> {
        sums.quality(minute, stream, mode, market, measure, amount);
        key = new QualityKey(minute, stream, mode.text(), market, measure.text());
      }
      case 2 -> {
        RiskCell cell = new RiskCell(onScreen, recent, random.nextBoolean());
        sums.atRisk(stream, market, minute, cell, amount);
        key = new RiskKey(new RiskKey.Room(minute, stream, market), cell);
      }
      case 3 -> {
        amount = 1;
        sums.reached(stream, "d" + minute);
        key = new DisplayKey(stream, "d" + minute);
      }
      default -> {
        CountKey count = new CountKey(stream, minute, "used", "");
        sums.count(new Sum<>(count, amount));
        key = count;
      }
    }
    expected.merge(key, amount, Long::sum);
  }

  /** Adds up what comes out, whichever output it goes to. */
  private static final class Totals implements Output<StreamRecord<Sum<ExposureKey>>> {

    private final Map<Object, Long> byKey = new HashMap<>();
    private int told;

    @Override
    public void collect(StreamRecord<Sum<ExposureKey>> element) {
      add(element.getValue());
    }

    @Override
    public <X> void collect(OutputTag<X> tag, StreamRecord<X> element) {
      add((Sum<?>) element.getValue());
    }

    private void add(Sum<?> sum) {
      byKey.merge(sum.key(), sum.amount(), Long::sum);
      told++;
    }

    @Override
    public void emitWatermark(Watermark mark) {}

    @Override
    public void emitWatermark(WatermarkEvent event) {}

    @Override
    public void emitWatermarkStatus(WatermarkStatus status) {}

    @Override
    public void emitLatencyMarker(LatencyMarker marker) {}

    @Override
    public void emitRecordAttributes(RecordAttributes attributes) {}

    @Override
    public void close() {}
  }
}

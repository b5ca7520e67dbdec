package io.trustlift.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small crowd in each backend: figures come out, and state is what viewers have. */
class GrowthRunIT {

  private static final GrowthRun.Lengths SHORT =
      new GrowthRun.Lengths(50_000, Duration.ofSeconds(1), Duration.ofSeconds(1), 1);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"HEAP, LIVE", "ROCKSDB, CATCHING_UP"})
  void aSmallCrowdIsMeasured(Backend backend, Cadence cadence) throws Exception {
    Crowd crowd = new Crowd(2_000, 10, 2, false);
    Point point = GrowthRun.of(crowd, cadence, backend, 2, SHORT, folder);
    assertThat(point.eventsPerSecond()).isGreaterThan(1_000);
    assertThat(point.cpuMicros()).isPositive();
    assertThat(point.stateBytesPerViewer()).isBetween(50.0, 50_000.0);
    assertThat(point.next().bytes()).isPositive();
    assertThat(GrowthTable.line(point)).contains("2,000");
  }
}

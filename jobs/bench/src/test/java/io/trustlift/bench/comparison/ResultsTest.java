package io.trustlift.bench.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {

  private static final Results RESULTS =
      new Results(
          1_000,
          900,
          2,
          List.of(
              run("ceiling", 1, 2),
              run("trustlift", 1, 10),
              run("ceiling", 2, 4),
              run("trustlift", 2, 5),
              run("trustlift", 3, 4)),
          Map.of());

  private static Measurement run(String contender, int round, double seconds) {
    return new Measurement(
        contender,
        round,
        seconds,
        new CpuTime(3_000_000_000L, 500_000_000L, 500_000_000L),
        Map.of());
  }

  @Test
  void theMiddleRoundCounts() {
    Results.Median job = RESULTS.medians().get("trustlift");
    assertThat(job.rounds()).isEqualTo(3);
    assertThat(job.seconds()).isEqualTo(5);
    assertThat(job.leastSeconds()).isEqualTo(4);
    assertThat(job.eventsPerSecond()).isEqualTo(200);
    assertThat(job.eventsPerSecondAndCore()).isEqualTo(100);
    assertThat(job.eventsPerCpuSecond()).isEqualTo(250);
    assertThat(job.flinkCpuSeconds()).isEqualTo(3);
  }

  @Test
  void ofTwoRoundsTheMeanCounts() {
    assertThat(RESULTS.medians().get("ceiling").seconds()).isEqualTo(3);
  }

  @Test
  void aRatioAboveOneIsForTheJob() {
    assertThat(RESULTS.ratios()).containsExactly(new Results.Ratio("trustlift", "ceiling", 0.6, 1));
  }
}

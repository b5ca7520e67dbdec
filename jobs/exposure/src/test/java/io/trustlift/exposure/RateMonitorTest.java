package io.trustlift.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trustlift.model.row.RateMonitorRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateMonitorTest {

  private static final long SEED = Long.getLong("trustlift.seed", 1);

  private static RiskStratum stratum(
      long block, long exposedMs, long unexposedMs, long inquiries, long exposedInquiries) {
    return new RiskStratum(
        "authority",
        "DE",
        block,
        "s",
        List.of(),
        exposedMs,
        unexposedMs,
        inquiries,
        exposedInquiries);
  }

  // Against direct numeric integration

  /** The logarithm of the product of {@code E(theta)} over the strata, as the definition has it. */
  private static double logProduct(List<RiskStratum> strata, double z) {
    double theta = Math.exp(z);
    double sum = 0;
    for (RiskStratum stratum : strata) {
      double t1 = stratum.exposedMs();
      double t0 = stratum.unexposedMs();
      double factor = (t1 + t0) / (theta * t1 + t0);
      sum += stratum.inquiries() * Math.log(factor) + stratum.exposedInquiries() * z;
    }
    return sum;
  }

  /** Simpson's rule over 16 standard deviations of the prior, on a grid that shares no point. */
  private static double logIntegral(List<RiskStratum> strata) {
    int panels = 400_002;
    double low = -8.0137;
    double step = -2 * low / panels;
    double[] logs = new double[panels + 1];
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i <= panels; i++) {
      double z = low + i * step;
      double density = -z * z / 0.5 - Math.log(0.5 * Math.sqrt(2 * Math.PI));
      logs[i] = logProduct(strata, z) + density;
      greatest = Math.max(greatest, logs[i]);
    }
    double sum = 0;
    for (int i = 0; i <= panels; i++) {
      int weight = i == 0 || i == panels ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp(logs[i] - greatest);
    }
    return greatest + Math.log(sum * step / 3);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1000, 1, 1",
    "1000, 1000, 1, 0",
    "1, 3600000, 1, 1",
    "3600000, 1, 40, 39",
    "120000, 480000, 50, 25",
    "120000, 480000, 5000, 1000",
    "120000, 480000, 5000, 4000",
    "300000, 300000, 50000, 26000",
    "300000, 300000, 1000, 0",
  })
  void theMixtureIsTheIntegral(long exposedMs, long unexposedMs, long inquiries, long exposed) {
    List<RiskStratum> strata =
        List.of(
            stratum(0, exposedMs, unexposedMs, inquiries, exposed),
            stratum(0, 500_000, 100_000, 7, 5));
    RateMonitorRow row = new RateMonitor().add(strata);
    assertThat(row.logE()).isCloseTo(logIntegral(strata), within(1e-9));
  }

  /** 100,000 strata: a product that no double could hold. */
  @Test
  void nothingOverflows() {
    RateMonitor monitor = new RateMonitor();
    List<RiskStratum> strata = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      strata.add(stratum(0, 100_000, 200_000, 10_000, 9_000));
    }
    RateMonitorRow row = monitor.add(strata);
    assertThat(row.logE()).isGreaterThan(10_000).isFinite();
    assertThat(row.pValue()).isZero();
    assertThat(row.rateRatio()).isCloseTo(18, within(1e-6));
  }

  // The estimate

  @ParameterizedTest
  @CsvSource({"2, 1", "20, 10", "100, 3", "100, 97", "100000, 40000"})
  void ofOneStratumTheRatioIsThatOfTheRates(long inquiries, long exposed) {
    RateMonitorRow row =
        new RateMonitor().add(List.of(stratum(0, 100_000, 200_000, inquiries, exposed)));
    double ratio = (exposed / 100_000.0) / ((inquiries - exposed) / 200_000.0);
    assertThat(row.rateRatio()).isCloseTo(ratio, within(1e-6 * ratio));
    assertThat(row.inquiries()).isEqualTo(inquiries);
    assertThat(row.exposedInquiries()).isEqualTo(exposed);
    assertThat(row.expectedExposed()).isCloseTo(inquiries / 3.0, within(1e-9 * inquiries));
  }

  @Test
  void ofManyStrataTheRatioIsWhereTheLikelihoodIsLevel() {
    Random random = new Random(SEED);
    List<RiskStratum> strata = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      long inquiries = 1 + random.nextInt(5);
      strata.add(
          stratum(
              0,
              1 + random.nextInt(600_000),
              1 + random.nextInt(600_000),
              inquiries,
              random.nextInt((int) inquiries + 1)));
    }
    double z = Math.log(new RateMonitor().add(strata).rateRatio());
    double slope = 0;
    for (RiskStratum stratum : strata) {
      double t1 = stratum.exposedMs() * Math.exp(z);
      slope += stratum.exposedInquiries() - stratum.inquiries() * t1 / (t1 + stratum.unexposedMs());
    }
    assertThat(slope).isCloseTo(0, within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 5})
  void oneSideAloneGivesNoRatio(long exposed) {
    RateMonitorRow row = new RateMonitor().add(List.of(stratum(0, 100_000, 200_000, 5, exposed)));
    assertThat(row.rateRatio()).isNull();
    assertThat(row.pValue()).isBetween(0.0, 1.0);
  }

  @Test
  void aRatioBeyondTheGridIsNotTold() {
    RateMonitorRow row = new RateMonitor().add(List.of(stratum(0, 1, 1_000_000_000, 10, 5)));
    assertThat(row.rateRatio()).isNull();
    assertThat(row.logE()).isPositive().isFinite();
  }

  // From block to block

  @Test
  void thePValueNeverRises() {
    RateMonitor monitor = new RateMonitor();
    RateMonitorRow first = monitor.add(List.of(stratum(0, 100_000, 500_000, 20, 15)));
    RateMonitorRow second = monitor.add(List.of(stratum(300_000, 100_000, 500_000, 20, 0)));
    assertThat(first.maxLogE()).isEqualTo(first.logE()).isPositive();
    assertThat(first.pValue()).isEqualTo(StrictMath.exp(-first.logE()));
    assertThat(second.logE()).isLessThan(first.logE());
    assertThat(second.maxLogE()).isEqualTo(first.maxLogE());
    assertThat(second.pValue()).isEqualTo(first.pValue());
    assertThat(second.inquiries()).isEqualTo(40);
    assertThat(second.block()).isEqualTo(300_000);
  }

  @Test
  void withoutEvidenceThePValueIsOne() {
    RateMonitorRow row = new RateMonitor().add(List.of(stratum(0, 100_000, 100_000, 20, 10)));
    assertThat(row.logE()).isNegative();
    assertThat(row.maxLogE()).isZero();
    assertThat(row.pValue()).isEqualTo(1);
  }

  @Test
  void itGoesOnFromWhatWasWrittenToTheLastBit() {
    RateMonitor whole = new RateMonitor();
    RateMonitor halves = new RateMonitor();
    whole.add(List.of(stratum(0, 123_456, 654_321, 9, 5)));
    halves.add(List.of(stratum(0, 123_456, 654_321, 9, 5)));
    RateMonitor restored =
        Samples.copy(halves, (out, monitor) -> monitor.write(out), RateMonitor::read);
    List<RiskStratum> next = List.of(stratum(300_000, 7_777, 99_999, 3, 1));
    assertThat(restored.add(next)).isEqualTo(whole.add(next));
  }

  // The martingale

  /** Viewers who ask at one rate, however exposed, in strata of any shape: the mean of E is 1. */
  @Test
  void withoutAnEffectTheMeanIsOne() {
    System.out.printf("simulated monitors from seed %d%n", SEED);
    int runs = 10_000;
    double sum = 0;
    double squares = 0;
    for (int run = 0; run < runs; run++) {
      double e = Math.exp(simulated(new Random(SEED + run), 6, 1.0).logE());
      sum += e;
      squares += e * e;
    }
    double mean = sum / runs;
    double error = Math.sqrt((squares / runs - mean * mean) / runs);
    System.out.printf("mean of E %.4f +- %.4f%n", mean, error);
    assertThat(error).isLessThan(0.03);
    assertThat(mean).isCloseTo(1, within(4 * error));
  }

  /** Looked at after every block, the p-value reaches 0.05 in at most one run of twenty. */
  @Test
  void withoutAnEffectItSeldomSaysThereIsOne() {
    System.out.printf("simulated monitors from seed %d%n", SEED);
    int runs = 1_500;
    int crossings = 0;
    for (int run = 0; run < runs; run++) {
      crossings += simulated(new Random(SEED + run), 40, 1.0).pValue() <= 0.05 ? 1 : 0;
    }
    System.out.printf("%d of %d reach 20%n", crossings, runs);
    assertThat(crossings).isPositive().isLessThanOrEqualTo(runs / 20);
  }

  @Test
  void aRealEffectIsFound() {
    int found = 0;
    for (int run = 0; run < 100; run++) {
      found += simulated(new Random(SEED + run), 400, 2.0).pValue() <= 0.05 ? 1 : 0;
    }
    assertThat(found).isGreaterThan(95);
  }

  private static RateMonitorRow simulated(Random random, int blocks, double ratio) {
    RateMonitor monitor = new RateMonitor();
    RateMonitorRow row = null;
    while (row == null || row.block() < blocks * 300_000L) {
      long block = row == null ? 300_000 : row.block() + 300_000;
      List<RiskStratum> strata = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(3); i++) {
        long exposedMs = 1 + random.nextInt(600_000);
        long unexposedMs = 1 + random.nextInt(600_000);
        double share = ratio * exposedMs / (ratio * exposedMs + unexposedMs);
        long inquiries = 1 + random.nextInt(3);
        long exposed = 0;
        for (int j = 0; j < inquiries; j++) {
          exposed += random.nextDouble() < share ? 1 : 0;
        }
        strata.add(stratum(block, exposedMs, unexposedMs, inquiries, exposed));
      }
      row = monitor.add(strata);
    }
    return row;
  }
}

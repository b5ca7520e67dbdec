package io.trustlift.report.weekly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COUNT      | 1507    | 1,507",
        "MINUTES    | 60948.7 | 60,949",
        "MONEY      | -12.4   | −12",
        "MONEY_RATE | 37.6216 | 37.62",
        "PER_1000   | 0.9188  | 0.92",
        "SHARE      | 0.5009  | 50.1 %",
        "SHARE      | 0.0099  | 0.99 %",
        "SHARE      | 0       | 0.0 %",
        "SECONDS    | 13.4454 | 13.4 s",
        "MS         | 3124.8  | 3,125 ms",
        "COUNT      |         | –"
      })
  void values(Metric.Unit unit, Double value, String shown) {
    assertThat(Shown.value(unit, value)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "false | 0.05342   | +5.3 %",
        "false | -0.578947 | −57.9 %",
        "false | 2.2222    | +222.2 %",
        "false | 0.0004    | ±0.0 %",
        "false | -0.0004   | ±0.0 %",
        "false |           | –",
        "true  | 124.4     | +124 bp",
        "true  | -2348.4   | −2,348 bp",
        "true  | -0.27     | −0.3 bp",
        "true  | 9.96      | +10 bp",
        "true  | 0         | ±0.0 bp"
      })
  void moves(boolean inBasisPoints, Double change, String shown) {
    assertThat(Shown.change(inBasisPoints, change)).isEqualTo(shown);
  }
}

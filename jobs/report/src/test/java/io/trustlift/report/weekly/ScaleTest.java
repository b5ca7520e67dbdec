package io.trustlift.report.weekly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "7, 8", "714, 800", "380598, 400000", "0.0123, 0.016", "100, 100"})
  void fromZeroToARoundNumber(double most, double top) {
    Scale scale = Scale.fromZero(Weeks.series(most, most / 2));
    assertThat(scale.bottom()).isZero();
    assertThat(scale.top()).isCloseTo(top, org.assertj.core.data.Offset.offset(1e-9 * top));
  }

  @Test
  void aroundWhatLiesCloseTogether() {
    Scale scale = Scale.around(Weeks.series(13.9, 14.3, 14.1));
    assertThat(scale.bottom()).isGreaterThan(13).isLessThanOrEqualTo(13.9);
    assertThat(scale.top()).isLessThan(15).isGreaterThanOrEqualTo(14.3);
  }

  @Test
  void aroundWhatDoesNotMoveOrIsNotThere() {
    assertThat(Scale.around(Weeks.series(5.0, 5.0)).top()).isGreaterThanOrEqualTo(5);
    assertThat(Scale.around(Weeks.series(5.0, 5.0)).step()).isPositive();
    assertThat(Scale.around(Weeks.series(null, null))).isEqualTo(Scale.fromZero(List.of()));
  }
}

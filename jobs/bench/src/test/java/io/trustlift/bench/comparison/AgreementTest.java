package io.trustlift.bench.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreementTest {

  private static final Cell ONE = new Cell(Cell.VIEWER_MS, 0, "US", "c");
  private static final Cell OTHER = new Cell(Cell.INQUIRIES, 0, "US", "c");

  @Test
  void theSameNumbersAgree() {
    Agreement agreement = Agreement.between(Map.of(ONE, 5L), Map.of(ONE, 5L));
    assertThat(agreement).isEqualTo(new Agreement(1, 0, 5, java.util.List.of()));
  }

  @Test
  void whatOnlyOneSideHasIsADifference() {
    Agreement agreement = Agreement.between(Map.of(ONE, 5L), Map.of(OTHER, 7L));
    assertThat(agreement.compared()).isEqualTo(2);
    assertThat(agreement.different()).isEqualTo(2);
    assertThat(agreement.toString()).contains("trustlift says 5, this 0", "says 0, this 7");
  }
}

package io.trustlift.attribution.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.exposure.RiskCell;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RiskSumsTest {

  private final List<Sum<RiskKey>> sent = new ArrayList<>();
  private final RiskSums sums = new RiskSums(sent::add);

  @Test
  void equalListsAreOneCellAndOthersAreNot() {
    List<String> exposed = List.of("c");
    add(exposed, false, 1);
    add(new ArrayList<>(exposed), false, 2);
    add(exposed, false, 4);
    add(List.of(), false, 8);
    add(exposed, true, 16);
    add(exposed, false, 32);
    sums.flush();
    assertThat(sent)
        .containsExactlyInAnyOrder(
            sum(exposed, false, 39), sum(List.of(), false, 8), sum(exposed, true, 16));
  }

  @Test
  void whatWasSentIsNotSentAgain() {
    add(List.of("c"), false, 1);
    sums.flush();
    add(List.of("c"), false, 2);
    sums.flush();
    sums.flush();
    assertThat(sent).containsExactly(sum(List.of("c"), false, 1), sum(List.of("c"), false, 2));
  }

  private void add(List<String> exposed, boolean inquiry, long amount) {
    sums.add(0, "s", "US", new RiskCell(exposed, List.of(), inquiry), amount);
  }

  private static Sum<RiskKey> sum(List<String> exposed, boolean inquiry, long amount) {
    return new Sum<>(
        new RiskKey(new RiskKey.Room(0, "s", "US"), new RiskCell(exposed, List.of(), inquiry)),
        amount);
  }
}

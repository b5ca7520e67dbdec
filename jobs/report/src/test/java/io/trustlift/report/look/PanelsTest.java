package io.trustlift.report.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PanelsTest {

  private static final Set<String> BOUND =
      Set.of("from", "to", "mode", "focus", "outcome", "market", "stream");

  static Iterable<Panel> panels() {
    return Panels.ALL;
  }

  @ParameterizedTest
  @MethodSource("panels")
  void everyValueIsBoundAndOfAFilter(Panel panel) {
    assertThat(BOUND).containsAll(panel.placeholders());
    assertThat(panel.sql()).startsWith("SELECT").doesNotContain("%s", "' +", "${");
    assertThat(panel.hasRange()).isEqualTo(panel.placeholders().contains("to"));
    assertThat(Panels.named(panel.name())).isEqualTo(panel);
  }

  @ParameterizedTest
  @MethodSource("panels")
  void answersAreKeptByWhatTheyHangOn(Panel panel) {
    Filters filters = Filters.parse("range=7d&mode=all&focus=kind&stream=s&market=DE&experiment=e");

    assertThat(panel.key(filters).keySet())
        .doesNotContain("from", "to", "experiment")
        .hasSameSizeAs(panel.placeholders().stream().filter(name -> !name.equals("to")).toList());
  }
}

package io.trustlift.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Credentials {@code a1}, {@code a2} are of type a, {@code b1} of type b; of others none is known.
 */
class RiskBlockTest {

  private static final Map<String, String> TYPES = Map.of("a1", "a", "a2", "a", "b1", "b");

  private final RiskBlock block = new RiskBlock(TYPES::get);

  @Test
  void viewerTimeAndInquiriesOfBothSides() {
    time(10_000, "a1");
    time(5_000, "a1", "a2");
    time(40_000);
    time(1_000, "unknown");
    inquiries(2, "a2");
    inquiries(3);
    assertThat(strata()).containsExactly(stratum("a", List.of(), 15_000, 41_000, 5, 2));
  }

  @Test
  void otherTypesAreOtherStrata() {
    time(10_000, "a1");
    time(20_000);
    time(30_000, "a1", "b1");
    time(40_000, "b1");
    inquiries(1, "a1");
    inquiries(2, "a1", "b1");
    inquiries(4, "b1");
    inquiries(8);
    assertThat(strata())
        .containsExactlyInAnyOrder(
            stratum("a", List.of(), 10_000, 20_000, 9, 1),
            stratum("a", List.of("b"), 30_000, 40_000, 6, 2),
            stratum("b", List.of(), 40_000, 20_000, 12, 4),
            stratum("b", List.of("a"), 30_000, 10_000, 3, 2));
  }

  @Test
  void whatSaysNothingIsLeftOut() {
    time(10_000, "a1");
    inquiries(1, "a1");
    assertThat(strata()).as("one side only").isEmpty();
    time(10_000, "b1");
    assertThat(strata()).as("not of the same others").isEmpty();
  }

  @Test
  void withoutInquiriesThereIsNothingToTell() {
    time(10_000, "a1");
    time(10_000);
    assertThat(strata()).isEmpty();
  }

  @Test
  void whatAnExperimentPutThereIsLeftOutOfThatFocusOnly() {
    time(10_000, "a1");
    time(20_000);
    time(30_000, "b1");
    inquiries(1);
    block.add(new RiskCell(List.of("a1", "a2"), List.of("a2"), false), 500);
    block.add(new RiskCell(List.of("a1", "a2"), List.of("a2"), true), 3);
    block.add(new RiskCell(List.of("a1", "b1"), List.of("a1"), false), 700);
    block.add(new RiskCell(List.of("a1", "b1"), List.of("a1"), true), 2);
    assertThat(strata())
        .containsExactlyInAnyOrder(
            stratum("a", List.of(), 10_000, 20_000, 1, 0),
            stratum("b", List.of(), 30_000, 20_000, 1, 0),
            stratum("b", List.of("a"), 700, 10_500, 5, 2));
  }

  private void time(long milliseconds, String... exposed) {
    block.add(new RiskCell(List.of(exposed), List.of(), false), milliseconds);
  }

  private void inquiries(long number, String... exposed) {
    block.add(new RiskCell(List.of(exposed), List.of(), true), number);
  }

  private List<RiskStratum> strata() {
    return block.strata("s", "DE", 300_000);
  }

  private static RiskStratum stratum(
      String focus, List<String> others, long t1, long t0, long inquiries, long exposed) {
    return new RiskStratum(focus, "DE", 300_000, "s", others, t1, t0, inquiries, exposed);
  }
}

package io.trustlift.exposure;

import static io.trustlift.exposure.Samples.assignment;
import static io.trustlift.exposure.Samples.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.model.AssignmentEvent;
import io.trustlift.model.row.AssignmentRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of {@code experiment_assignments}: a viewer's earliest assignment to each arm. */
class ViewerAssignmentsTest {

  private final Viewer viewer = new Viewer(Samples.VIEWER);
  private final ViewerOutputs out = new ViewerOutputs();

  @ParameterizedTest
  @ValueSource(strings = {"123", "321", "231", "132", "213", "312"})
  void theEarliestOfEachArmCountsInAnyOrder(String order) {
    for (char which : order.toCharArray()) {
      switch (which) {
        case '1' -> accept(assignment("1", 1_000, "a"), 0);
        case '2' -> accept(assignment("2", 2_000, "b"), 0);
        default -> accept(assignment("3", 3_000, "a"), 0);
      }
    }
    assertThat(out.assignments).as("the watermark has not passed them").isEmpty();
    viewer.advance(5_000, id -> new Timeline(), out);
    assertThat(out.assignments.values())
        .containsExactlyInAnyOrder(
            new AssignmentRow("x", "v", "a", 1_000), new AssignmentRow("x", "v", "b", 2_000));
  }

  @Test
  void behindTheWatermarkOneThatIsUsedCountsAndOneThatIsLateDoesNot() {
    accept(assignment("1", 2_000, "a"), 0);
    viewer.advance(9_000, id -> new Timeline(), out);
    assertThat(accept(assignment("2", 3_000, "b"), 9_000)).isEqualTo(Disposition.USED);
    assertThat(accept(assignment("3", 1_000, "c"), 9_000)).isEqualTo(Disposition.LATE);
    assertThat(out.assignments.values())
        .containsExactlyInAnyOrder(
            new AssignmentRow("x", "v", "a", 2_000), new AssignmentRow("x", "v", "b", 3_000));
  }

  private Disposition accept(AssignmentEvent event, long watermark) {
    return viewer.accept(received(event), watermark, id -> new Timeline(), out);
  }
}

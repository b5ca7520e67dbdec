package io.trustlift.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CodePointsTest {
  @Test
  void ordersByCodePoint() {
    List<String> ordered = List.of("", "a", "aa", "b", "\ue000", "\uffff", "\ud83d\ude00");

    for (int i = 0; i < ordered.size(); i++) {
      for (int j = 0; j < ordered.size(); j++) {
        assertThat(Integer.signum(CodePoints.compare(ordered.get(i), ordered.get(j))))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }
}

package io.trustlift.attribution.operator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is put by in the course of the join is tested there: {@link ViewerJoinOperatorTest}. */
class ArrivalsTest {

  @Test
  void stateOfAnotherFormIsRefusedWithTheWayOut() {
    assertThatThrownBy(() -> new Arrivals().read(new ByteArrayInputStream(new byte[] {7})))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("form 7, not 1")
        .hasMessageContaining("without this checkpoint");
  }
}

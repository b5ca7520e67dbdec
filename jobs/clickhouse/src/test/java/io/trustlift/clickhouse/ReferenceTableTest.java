package io.trustlift.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferenceTableTest {

  @Test
  void readsPlainAndQuotedFields() {
    assertThat(ReferenceTable.rows("a,b\n1,\"two, \"\"three\"\"\n4\"\r\n,\n"))
        .containsExactly(Map.of("a", "1", "b", "two, \"three\"\n4"), Map.of("a", "", "b", ""));
  }

  @Test
  void readsTheLastLineWithoutItsEnd() {
    assertThat(ReferenceTable.rows("a\n1\n2")).containsExactly(Map.of("a", "1"), Map.of("a", "2"));
    assertThat(ReferenceTable.rows("a\n")).isEmpty();
  }

  @Test
  void refusesLinesOfAnotherLength() {
    assertThatThrownBy(() -> ReferenceTable.rows("a,b\n1,2\n3\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Not enough column values");
  }
}

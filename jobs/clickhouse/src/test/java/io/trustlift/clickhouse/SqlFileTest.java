package io.trustlift.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFileTest {

  private static List<String> statements(String text) {
    return new SqlFile("f.sql", text).statements();
  }

  @Test
  void splitsAtSemicolons() {
    assertThat(statements("SELECT 1;\nSELECT 2 ;\n\nSELECT 3"))
        .containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ';'",
        "SELECT 'it''s;'",
        "SELECT 'it\\';s'",
        "SELECT '\\\\', ';'",
        "SELECT \"a;b\", `c;d`",
        "SELECT 1 -- no; end\n + 2",
        "SELECT /* ; ' */ 1",
        "SELECT $$ ; ' $$, $tag$ ; $$ $tag$",
        "SELECT a$b FROM t",
        "SELECT '--', 1",
        "SELECT '/*', 1",
        "'",
        "SELECT 'never closed;",
      })
  void leavesQuotesAndCommentsWhole(String statement) {
    assertThat(statements(statement + ";SELECT 'next'").get(0)).startsWith(statement);
    assertThat(statements(statement)).containsExactly(statement);
  }

  @Test
  void commentsAloneAreNoStatement() {
    assertThat(statements("-- a; b\n;/* c */;\n  ;")).isEmpty();
    assertThat(statements("-- why\nSELECT 1;\n-- the end\n")).containsExactly("-- why\nSELECT 1");
  }

  @Test
  void checksumIsOfTheContentWhateverTheLineEnds() {
    assertThat(new SqlFile("a", "x\r\ny").checksum())
        .isEqualTo(new SqlFile("b", "x\ny").checksum())
        .isNotEqualTo(new SqlFile("a", "x\n y").checksum())
        .hasSize(64);
  }
}

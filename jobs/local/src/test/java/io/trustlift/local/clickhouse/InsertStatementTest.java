package io.trustlift.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InsertStatementTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "INSERT INTO t VALUES (1)#INSERT INTO t #Values# (1)",
        "insert into t (a, b) values(1)#insert into t (a, b) #Values#(1)",
        "INSERT INTO t FORMAT TSV\\n1\\t2#INSERT INTO t #TSV#1\\t2",
        "INSERT INTO t FORMAT TSV \\r\\n\\n1#INSERT INTO t #TSV#\\n1",
        "INSERT INTO t FORMAT RowBinary#INSERT INTO t #RowBinary#",
        "INSERT INTO t SETTINGS async_insert = 0 FORMAT CSV 1#INSERT INTO t SETTINGS async_insert = 0 #CSV#1",
        "INSERT INTO db.values FORMAT CSV\\n1#INSERT INTO db.values #CSV#1",
        "INSERT INTO `select` (`values`) VALUES (1)#INSERT INTO `select` (`values`) #Values# (1)",
        "/* SELECT */ INSERT INTO t -- VALUES\\n VALUES (1)#/* SELECT */ INSERT INTO t -- VALUES\\n #Values# (1)",
        "INSERT INTO FUNCTION file('a', format, 'x') VALUES (1)#INSERT INTO FUNCTION file('a', format, 'x') #Values# (1)",
        "INSERT INTO t#INSERT INTO t#Values#",
        "INSERT INTO t VALUES ('; SELECT 1')#INSERT INTO t #Values# ('; SELECT 1')",
      })
  void isToldFromItsRows(String text, String sql, String format, String rows) {
    byte[] sent = unescape(text);

    InsertStatement insert = InsertStatement.at(sent);

    assertThat(insert).isNotNull();
    assertThat(insert.sql()).isEqualTo(unescape(sql));
    assertThat(insert.format()).isEqualTo(format);
    assertThat(
            new String(
                sent,
                insert.rowsStart(),
                sent.length - insert.rowsStart(),
                StandardCharsets.ISO_8859_1))
        .isEqualTo(rows == null ? "" : new String(unescape(rows), StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "INSERT INTO t SELECT 1 FORMAT TSV",
        "INSERT INTO t (a) WITH x AS (SELECT 1) SELECT * FROM x",
        "INSERT INTO t FROM INFILE 'x' FORMAT CSV",
        "-- INSERT INTO t VALUES (1)\nSELECT 1",
        "'INSERT INTO t VALUES (1)'",
        "INSERTED",
        "",
      })
  void anythingElseIsNone(String text) {
    assertThat(InsertStatement.at(text.getBytes(StandardCharsets.UTF_8))).isNull();
  }

  @Test
  void bytesThatAreNotTextAreLeftAlone() {
    byte[] sent = {
      'I', 'N', 'S', 'E', 'R', 'T', ' ', 'I', 'N', 'T', 'O', ' ', 't', ' ', 'F', 'O', 'R', 'M', 'A',
      'T', ' ', 'X', '\n', -1, 0, '\''
    };

    assertThat(InsertStatement.at(sent).rowsStart()).isEqualTo(23);
  }

  private static byte[] unescape(String text) {
    return text.replace("\\n", "\n")
        .replace("\\r", "\r")
        .replace("\\t", "\t")
        .getBytes(StandardCharsets.UTF_8);
  }
}

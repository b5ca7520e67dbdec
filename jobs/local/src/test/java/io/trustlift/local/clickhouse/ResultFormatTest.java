package io.trustlift.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "SELECT 1#TabSeparated#PIECES",
        "SELECT 1 FORMAT JSON#JSON#WHOLE",
        "SELECT 1 format jsoneachrow;#jsoneachrow#PIECES",
        "SELECT 1 FORMAT CSV SETTINGS max_threads = 1;#CSV#PIECES",
        "SELECT 1 FORMAT RowBinaryWithNamesAndTypes#RowBinaryWithNamesAndTypes#PIECES_WITH_HEADER",
        "SELECT 1 FORMAT CSVWithNames#CSVWithNames#WHOLE",
        "SELECT 'FORMAT JSON'#TabSeparated#PIECES",
        "SELECT 1 -- FORMAT JSON#TabSeparated#PIECES",
        "SELECT 1 FORMAT JSON INTO OUTFILE 'x'#TabSeparated#WHOLE",
        "SELECT format('{}', 1)#TabSeparated#PIECES",
      })
  void isTheOneNamedOrTheDefault(String sql, String name, ResultFormat.Delivery delivery) {
    ResultFormat format = ResultFormat.of(sql.getBytes(StandardCharsets.UTF_8), "TabSeparated");

    assertThat(format).isEqualTo(new ResultFormat(name, delivery));
  }

  @ParameterizedTest
  @CsvSource({
    "JSONEachRow, application/x-ndjson; charset=UTF-8",
    "JSONCompact, application/json; charset=UTF-8",
    "CSVWithNames, text/csv; charset=UTF-8",
    "TSV, text/tab-separated-values; charset=UTF-8",
    "PrettyCompact, text/plain; charset=UTF-8",
    "Native, application/octet-stream",
  })
  void hasAMediaType(String name, String type) {
    assertThat(ResultFormat.of(name).contentType()).isEqualTo(type);
  }
}

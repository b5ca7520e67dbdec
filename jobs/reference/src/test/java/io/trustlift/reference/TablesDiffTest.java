package io.trustlift.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TablesDiffTest {
  private static Tables tables(String table, List<Map<String, Object>> rows) {
    return Tables.of(Map.of(table, rows));
  }

  @Test
  void typesThatMeanTheSameAreEqual() {
    Tables expected =
        tables(
            "outcomes",
            List.of(
                Map.of("amount", "12.50", "paid", 1L, "seen", List.of("a", "b"), "t", 5L),
                Map.of("amount", "0", "paid", 0L, "seen", List.of(), "t", 6L)));
    Tables actual =
        tables(
            "outcomes",
            List.of(
                Map.of(
                    "amount", new BigDecimal("0.0000"), "paid", false, "seen", List.of(), "t", 6),
                Map.of(
                    "amount",
                    new BigDecimal("12.5000"),
                    "paid",
                    (short) 1,
                    "seen",
                    new String[] {"a", "b"},
                    "t",
                    5,
                    "more",
                    "x")));

    assertThat(TablesDiff.between(expected, actual)).isEmpty();
  }

  @Test
  void rowsAreAMultiset() {
    Map<String, Object> row = Map.of("question_id", "q");

    assertThat(
            TablesDiff.between(
                tables("replies", List.of(row, row)), tables("replies", List.of(row))))
        .contains("replies: 2 rows expected, 1 found", "missing: 1", "\"q\"");
    assertThat(TablesDiff.between(tables("replies", List.of()), tables("replies", List.of(row))))
        .contains("surplus: 1");
  }

  @Test
  void viewerTimeIsSummedOverFurtherKeyColumns() {
    Tables expected = tables("exposure_time", List.of(Map.of("minute", 0, "viewer_ms", 30)));

    assertThat(
            TablesDiff.between(
                expected,
                tables(
                    "exposure_time",
                    List.of(
                        Map.of("minute", 0, "product", "a", "viewer_ms", 10),
                        Map.of("minute", 0, "product", "b", "viewer_ms", 20)))))
        .isEmpty();
    assertThat(
            TablesDiff.between(
                expected, tables("exposure_time", List.of(Map.of("minute", 0, "viewer_ms", 31)))))
        .contains("missing: 1", "surplus: 1");
  }

  @Test
  void arraysKeepTheirOrderAndTheirCommas() {
    assertThat(
            TablesDiff.between(
                tables("visits", List.of(Map.of("seen", List.of("a", "b")))),
                tables("visits", List.of(Map.of("seen", List.of("a, b"))))))
        .isNotEmpty();
  }

  @Test
  void longReportsAreCut() {
    List<Map<String, Object>> rows =
        IntStream.range(0, 50)
            .mapToObj(i -> Map.<String, Object>of("payload", "x".repeat(5_000) + i))
            .toList();

    assertThat(
            TablesDiff.between(
                tables("rejected_events", rows), tables("rejected_events", List.of())))
        .contains("missing: 50")
        .hasSizeLessThan(15_000);
  }
}

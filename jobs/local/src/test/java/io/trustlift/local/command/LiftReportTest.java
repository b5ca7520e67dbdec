package io.trustlift.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiftReportTest {

  private static final String ROW =
      """
      {"market": "%s", "focus_value": "authority", "outcome": "%s", "exposed_events": 100, "exposed_minutes": 5000.0,
       "baseline_events": 120, "baseline_minutes": 9000.0, "exposed_rate": 20.0, "baseline_rate": 13.333, "rate_ratio": %s,
       "low": %s, "high": %s, "naive_low": 1.3, "naive_high": 1.7, "p_value": 0.00001, "p_adjusted": 0.00002, "streams": %d,
       "strata": 40, "strata_dropped": %d, "dispersion": 1.2, "shrunk_ratio": 1.41, "evidence": "observational",
       "verdict": "%s", "markets_differ_p": %s, "i_squared": 0.62}
      """;

  private final LiftReport report =
      new LiftReport("type", "2026-03-02 18:00:00.000", "2026-03-03 00:00:00.000", "all", 0);

  @Test
  void saysWhatEachRowSays() throws Exception {
    String text =
        report.text(
            List.of(
                row("ALL", "order", "1.5", "1.2", "1.9", 16, 4, "up", "0.003"),
                row("DE", "order", "1.6", "1.1", "2.3", 9, 4, "up", "0.003"),
                row("US", "order", "1.3", "1.1", "1.5", 9, 4, "up", "0.003"),
                row("ALL", "inquiry", "0.8", "0.7", "0.9", 16, 90, "down", "0.4")));
    assertThat(text.lines().toList())
        .anyMatch(
            line ->
                line.matches(
                    "\\s*ALL +authority +\\+50\\.0 % +\\+20\\.0 % to \\+90\\.0 % +\\+30\\.0 % to \\+70\\.0 % +< 0\\.0001"
                        + " +\\+41\\.0 % +20\\.0 +13\\.3 +16 +goes up"))
        .anyMatch(line -> line.matches("\\s*ALL +authority +-20\\.0 % .*goes down"))
        .anyMatch(
            line ->
                line.equals(
                    "authority, order: the markets differ (Cochran's Q: p = 0.0030, I² = 62 %)."))
        .anyMatch(
            line ->
                line.startsWith(
                    "authority, inquiry: of 130 comparisons 90 had viewer-time on one side only"));
    assertThat(text)
        .contains("2026-03-02 18:00 to 2026-03-03 00:00 UTC, live and replay")
        .contains("Evidence: observational")
        .doesNotContain("too little data:");
    assertThat(text.indexOf("Orders")).isLessThan(text.indexOf("Inquiries"));
  }

  @Test
  void saysWhatTooLittleDataMeans() throws Exception {
    String text =
        report.text(
            List.of(row("DE", "order", "null", "null", "null", 3, 4, "too_little_data", "null")));
    assertThat(text)
        .contains("too little data: fewer than 8 streams")
        .doesNotContain("arkets differ");
    assertThat(text.lines().toList())
        .anyMatch(line -> line.matches("\\s*DE +authority +- +- .*3 +too little data"));
  }

  @Test
  void saysWhenMarketsAreNotShownToDiffer() throws Exception {
    String text =
        report.text(
            List.of(
                row("ALL", "order", "1.5", "1.2", "1.9", 16, 4, "up", "0.3"),
                row("DE", "order", "1.6", "1.1", "2.3", 9, 4, "up", "0.3"),
                row("US", "order", "1.4", "1.1", "2.3", 9, 4, "up", "0.3")));
    assertThat(text).contains("That markets differ is not shown");
  }

  @Test
  void saysThatNothingWasShown() {
    assertThat(report.text(List.of())).contains("Nothing was shown in this viewer-time");
  }

  private static JsonNode row(
      String market,
      String outcome,
      String ratio,
      String low,
      String high,
      int streams,
      int dropped,
      String verdict,
      String differ)
      throws Exception {
    return new ObjectMapper()
        .readTree(
            ROW.formatted(market, outcome, ratio, low, high, streams, dropped, verdict, differ));
  }
}

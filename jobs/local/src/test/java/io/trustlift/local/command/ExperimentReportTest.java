package io.trustlift.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExperimentReportTest {

  private static final String DECLARED =
      """
      {"experiment_id": "badge", "name": "A badge", "declared": 1, "control": "without", "variants": ["with", "without"],
       "shares": [0.5, 0.5], "primary_metric": "order_rate", "planned_effect": 0.1, "started_at": "2026-03-02 18:00:00.000",
       "ended_at": %s, "running": %d, "data_through": "2026-03-05 18:00:00.000", "triggered_viewers": 1000}
      """;

  private static final String HEALTH =
      """
      {"market": "ALL", "variant": "with", "n": 498, "planned_share": 0.5, "srm_p": 0.9, "crossovers": 1, "status": "healthy"}
      """;

  private static final String LIFT =
      """
      {"experiment_id": "badge", "metric": "%s", "market": "ALL", "variant": "with", "control_n": 502, "variant_n": 498,
       "control_mean": 0.3, "variant_mean": 0.36, "abs_lift": 0.06, "abs_low": 0.01, "abs_high": 0.11, "rel_lift": 0.2,
       "rel_low": 0.05, "rel_high": 0.35, "p_value": 0.01, "valid_low": -0.02, "valid_high": 0.42, "valid_p": 0.09,
       "cuped_rel_lift": 0.19, "cuped_rel_low": 0.06, "cuped_rel_high": 0.32, "p_adjusted": 0.02, "valid_p_adjusted": 0.03, "evidence": "experiment",
       "readiness": "ready", "days_to_go": 0, "verdict": "%s"}
      """;

  @Test
  void showsTheAlwaysValidIntervalWhileItRuns() throws Exception {
    String text =
        report("null", 1).text(List.of(json(LIFT.formatted("order_rate", "no_clear_change"))));
    assertThat(text)
        .contains("Experiment badge: A badge")
        .contains("Control is «without»; planned shares: with 50.0 %, without 50.0 %.")
        .contains("meant to find +10.0 %")
        .contains("to open UTC, running; the data reach to 2026-03-05 18:00")
        .contains("capped at the quantile 0.999")
        .contains("It still runs");
    assertThat(text.lines().toList())
        .anyMatch(line -> line.matches("\\s*ALL +with +498 +50\\.0 % +0\\.9000 +1 +healthy"))
        .anyMatch(
            line ->
                line.matches(
                    "\\s*ALL +with +order_rate \\* +30\\.00 % +36\\.00 % +\\+20\\.0 % +-2\\.0 % to \\+42\\.0 % +\\+19\\.0 %"
                        + " +\\+6\\.0 % to \\+32\\.0 % +0\\.0300 +ready +0\\.0 +no clear change"));
  }

  @Test
  void showsTheFixedIntervalAfterTheEnd() throws Exception {
    String text =
        report("\"2026-03-04 18:00:00.000\"", 0)
            .text(
                List.of(
                    json(LIFT.formatted("order_rate", "up")),
                    json(LIFT.formatted("refund_rate", "up"))));
    assertThat(text)
        .contains("+5.0 % to +35.0 %")
        .contains("ended")
        .doesNotContain("It still runs");
    assertThat(text).contains("Guard: refund_rate gets worse in with.");
  }

  @Test
  void warnsOfAnUnhealthyOne() throws Exception {
    assertThat(report("null", 1).text(List.of(json(LIFT.formatted("order_rate", "unhealthy")))))
        .contains("not to be read: unhealthy")
        .contains("Find out why before anything is read");
  }

  @Test
  void saysWhyRevenueIsNotKnown() throws Exception {
    String row = LIFT.formatted("revenue_per_viewer", "too_little_data").strip();
    String more = row.substring(0, row.length() - 1) + ", \"orders_without_rate\": 7}";
    assertThat(report("null", 1).text(List.of(json(more))))
        .contains("up to 7 orders of an arm are in a currency without a rate", "«trustlift fx»");
  }

  @Test
  void saysThatNobodyHasComeYet() throws Exception {
    assertThat(report("null", 1).text(List.of())).contains("there is nothing to compare");
  }

  @Test
  void listsWhatThereIs() throws Exception {
    String undeclared = "{\"experiment_id\": \"lost\", \"declared\": 0, \"triggered_viewers\": 12}";
    String text =
        ExperimentReport.list(List.of(json(DECLARED.formatted("null", 1)), json(undeclared)));
    assertThat(text.lines().toList())
        .anyMatch(line -> line.matches("\\s*badge +A badge +without +order_rate .*running +1,000"))
        .anyMatch(line -> line.matches("\\s*lost +never declared +12"));
  }

  private static ExperimentReport report(String end, int running) throws Exception {
    return new ExperimentReport(
        json(DECLARED.formatted(end, running)), List.of(json(HEALTH)), 7, 0.999);
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}

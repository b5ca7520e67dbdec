package io.trustlift.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The committed rules, by what Grafana reads of them. */
class AlertRulesTest {

  private static final Pattern VIEW = Pattern.compile("FROM trust\\.(\\w+)");

  private final List<JsonNode> rules = new ArrayList<>();

  AlertRulesTest() throws IOException {
    JsonNode file =
        new ObjectMapper(new YAMLFactory())
            .readTree(Repository.file("dashboards/alerting/rules.yaml").toFile());
    assertThat(file.path("apiVersion").asInt()).isEqualTo(1);
    for (JsonNode group : file.path("groups")) {
      assertThat(group.path("folder").asText()).isNotEmpty();
      assertThat(group.path("interval").asText()).matches("\\d+[smh]");
      group.path("rules").forEach(rules::add);
    }
  }

  @Test
  void everyAlertViewHasARule() throws IOException {
    Set<String> asked = new TreeSet<>();
    for (JsonNode rule : rules) {
      Matcher view = VIEW.matcher(rule.at("/data/0/model/rawSql").asText());
      assertThat(view.find()).isTrue();
      assertThat(asked.add(view.group(1))).as(view.group(1)).isTrue();
    }
    Set<String> there;
    try (Stream<Path> files = Files.list(Repository.file("sql/views"))) {
      there =
          files
              .map(path -> path.getFileName().toString().replace(".sql", ""))
              .filter(name -> name.startsWith("alert_") || name.equals("heartbeat"))
              .collect(Collectors.toCollection(TreeSet::new));
    }
    assertThat(asked).isEqualTo(there);
  }

  /** Whoever is woken up finds what to do. */
  @Test
  void everyRuleIsInTheRunbook() throws IOException {
    String runbook = Files.readString(Repository.file("docs/operations.md"));
    assertThat(rules)
        .allSatisfy(
            rule -> assertThat(runbook).contains("| " + rule.path("title").asText() + " |"));
  }

  @Test
  void uidsAreUniqueAndShort() {
    assertThat(rules).extracting(rule -> rule.path("uid").asText()).doesNotHaveDuplicates();
    assertThat(rules)
        .allSatisfy(
            rule -> assertThat(rule.path("uid").asText()).matches("trustlift-[a-z-]{1,30}"));
  }

  @Test
  void queriesAndThresholdsAreAsGrafanaReadsThem() {
    for (JsonNode rule : rules) {
      String uid = rule.path("uid").asText();
      assertThat(rule.path("data")).as(uid).hasSize(2);
      for (JsonNode step : rule.path("data")) {
        assertThat(step.at("/relativeTimeRange/from").isInt()).as(uid).isTrue();
        assertThat(step.at("/relativeTimeRange/to").isInt()).as(uid).isTrue();
      }
      JsonNode query = rule.at("/data/0");
      assertThat(query.path("datasourceUid").asText()).isEqualTo("trustlift-clickhouse");
      assertThat(query.at("/model/queryType").asText()).isEqualTo("sql");
      assertThat(query.at("/model/format").asInt()).isEqualTo(1);
      assertThat(PanelSql.formulas(query.at("/model/rawSql").asText())).as(uid).isEmpty();
      JsonNode threshold = rule.at("/data/1");
      assertThat(threshold.path("datasourceUid").asText()).isEqualTo("__expr__");
      assertThat(threshold.at("/model/type").asText()).isEqualTo("threshold");
      assertThat(threshold.at("/model/expression")).isEqualTo(query.path("refId"));
      assertThat(threshold.at("/model/conditions/0/evaluator/params/0").isNumber()).isTrue();
      assertThat(rule.path("condition")).isEqualTo(threshold.path("refId"));
    }
  }

  @Test
  void noRowsMeanWellUnlessTheRuleIsAHeartbeat() {
    for (JsonNode rule : rules) {
      boolean heartbeat = rule.path("uid").asText().equals("trustlift-heartbeat");
      assertThat(rule.path("noDataState").asText()).isEqualTo(heartbeat ? "Alerting" : "OK");
      assertThat(rule.path("execErrState").asText()).isEqualTo("Error");
      assertThat(rule.path("for").asText()).matches("\\d+[smh]");
    }
  }

  /** Some versions expand a dollar from the environment, others do not. */
  @Test
  void textsNameLabelsWithoutADollar() {
    for (JsonNode rule : rules) {
      String sql = rule.at("/data/0/model/rawSql").asText();
      for (JsonNode text : rule.path("annotations")) {
        assertThat(text.asText()).isNotBlank().doesNotContain("$");
        Matcher label = Pattern.compile("\\.Labels\\.(\\w+)").matcher(text.asText());
        while (label.find()) {
          assertThat(PanelSql.columns(sql)).contains(label.group(1));
        }
      }
      assertThat(rule.at("/labels/severity").asText()).isIn("page", "warn", "info");
    }
  }

  @Test
  void linksLeadToDashboards() {
    Set<String> uids =
        Dashboards.ALL.stream().map(board -> board.uid()).collect(Collectors.toSet());
    for (JsonNode rule : rules) {
      String link = rule.at("/annotations/dashboard").asText();
      assertThat(uids).contains(link.replaceFirst("/d/([\\w-]+).*", "$1"));
    }
  }
}

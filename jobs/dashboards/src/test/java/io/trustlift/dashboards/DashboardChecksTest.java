package io.trustlift.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trustlift.dashboards.grafana.Column;
import io.trustlift.dashboards.grafana.Dashboard;
import io.trustlift.dashboards.grafana.DashboardJson;
import io.trustlift.dashboards.grafana.Link;
import io.trustlift.dashboards.grafana.Panel;
import io.trustlift.dashboards.grafana.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboards that are committed pass every check, and each check can fail. */
class DashboardChecksTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void committedDashboardsPass() throws IOException {
    List<JsonNode> dashboards = new ArrayList<>();
    try (Stream<Path> files = Files.list(Repository.file("dashboards"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        dashboards.add(JSON.readTree(file.toFile()));
      }
    }
    assertThat(dashboards).hasSize(8);
    assertThat(DashboardChecks.problems(dashboards)).isEmpty();
  }

  @Test
  void aSmallDashboardPasses() {
    assertThat(DashboardChecks.problems(List.of(small()))).isEmpty();
  }

  @Test
  void undefinedVariable() {
    assertFound(
        "undefined variable nowhere",
        json -> setSql(json, "SELECT value FROM trust.v WHERE a = ${nowhere:sqlstring}"));
    assertFound("undefined variable nowhere", json -> panel(json).put("title", "$nowhere"));
  }

  @Test
  void pastedVariable() {
    assertFound(
        "variable market is pasted",
        json -> setSql(json, "SELECT value FROM trust.v WHERE a = '$market'"));
    assertFound(
        "variable market is pasted",
        json -> setSql(json, "SELECT value FROM trust.v WHERE a = ${market}"));
  }

  @Test
  void deadLink() {
    assertFound("dead link /d/gone", json -> link(json).put("url", "/d/gone?${__url_time_range}"));
    assertFound("no variable shoe", json -> link(json).put("url", "/d/trustlift-small?var-shoe=1"));
    assertFound(
        "undefined variable shoe",
        json -> link(json).put("url", "/d/trustlift-small?${shoe:queryparam}"));
  }

  @Test
  void duplicateUid() {
    assertThat(DashboardChecks.problems(List.of(small(), small())))
        .containsExactly("duplicate uid trustlift-small");
  }

  @Test
  void duplicatePanelId() {
    assertFound("duplicate panel id", json -> ((ObjectNode) json.at("/panels/1")).put("id", 1));
  }

  @Test
  void missingUnit() {
    assertFound(
        "missing unit of value",
        json -> ((ObjectNode) json.at("/panels/0/fieldConfig")).putArray("overrides"));
  }

  @Test
  void missingDescription() {
    assertFound("missing description", json -> panel(json).remove("description"));
    assertFound("names no evidence", json -> panel(json).put("description", "Something."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT orders / viewers AS value FROM trust.v",
        "SELECT sum(orders) AS value FROM trust.v",
        "SELECT round(value) AS value FROM trust.v",
        "SELECT value FROM trust.v WHERE value * 2 > 1",
        "SELECT value FROM (SELECT value FROM trust.v)",
        "SELECT value FROM trust.v GROUP BY value",
        "SELECT value FROM system.tables",
        "SELECT value FROM trust.v WHERE $__timeFilter_ms(value)",
        "WITH 1 AS one SELECT value FROM trust.v",
        "SELECT CASE value WHEN 1 THEN 2 END AS value FROM trust.v",
      })
  void formulaInAPanel(String sql) {
    assertFound("formula in a panel", json -> setSql(json, sql));
  }

  @Test
  void whatAPanelMayDo() {
    assertThat(
            PanelSql.formulas(
                """
                SELECT DISTINCT a.x AS y, z
                FROM trust.v(from = $__fromTime, to = $__toTime, mode = ${mode:sqlstring}) AS a
                INNER JOIN trust.w AS b ON b.i = a.i
                WHERE $__timeFilter(t) AND (x IN ('a-b', 'c') OR NOT z != [])
                ORDER BY y = 'ALL' DESC
                LIMIT 50
                """))
        .isEmpty();
  }

  @Test
  void overlappingPanels() {
    assertFound(
        "overlapping gridPos of panels 1 and 2",
        json -> ((ObjectNode) json.at("/panels/1/gridPos")).put("y", 3));
    assertFound(
        "outside of the grid", json -> ((ObjectNode) json.at("/panels/1/gridPos")).put("x", 20));
  }

  @Test
  void colours() {
    assertFound(
        "value is coloured",
        json ->
            ((ArrayNode) json.at("/panels/0/fieldConfig/overrides/0/properties"))
                .addObject()
                .put("id", "color")
                .putObject("value")
                .put("fixedColor", "green"));
  }

  @Test
  void linesOfOneName() {
    ObjectNode json =
        DashboardJson.of(
            Dashboard.named("small", "Small", "Is it small?")
                .with(
                    Panel.overTime(
                        "One",
                        "A count. Evidence: counted.",
                        "SELECT t AS time, market, orders FROM trust.v",
                        Column.time(),
                        Column.text("market", "market"),
                        Column.count("orders", "orders"))));
    assertThat(DashboardChecks.problems(List.of(json))).isEmpty();
    ((ObjectNode) json.at("/panels/0/fieldConfig/overrides/2/properties/1")).put("value", "orders");
    assertThat(DashboardChecks.problems(List.of(json)))
        .containsExactly("trustlift-small «One»: lines of each market have the same name");
  }

  @Test
  void anotherDataSource() {
    assertFound(
        "another data source",
        json -> ((ObjectNode) panel(json).path("datasource")).put("uid", "mine"));
  }

  @Test
  void whatGrafanaIsTold() {
    assertFound("is editable", json -> json.put("editable", true));
    assertFound("schemaVersion is not 37", json -> json.put("schemaVersion", 41));
    assertFound(
        "format does not go",
        json -> ((ObjectNode) json.at("/panels/0/targets/0")).put("format", 0));
    assertFound(
        "queryType is not sql",
        json -> ((ObjectNode) json.at("/panels/0/targets/0")).put("queryType", "table"));
  }

  private static void assertFound(String problem, Consumer<ObjectNode> damage) {
    ObjectNode json = small();
    damage.accept(json);
    assertThat(DashboardChecks.problems(List.of(json)))
        .anySatisfy(found -> assertThat(found).contains(problem));
  }

  private static ObjectNode small() {
    Column value =
        Column.count("value", "value")
            .withLink(Link.to("Here", "trustlift-small").with("market", "value").keeping("market"));
    String sql = "SELECT value FROM trust.v WHERE market = ${market:sqlstring}";
    return DashboardJson.of(
        Dashboard.named("small", "Small", "Is it small?")
            .with(Variable.query("market", "market", "SELECT market FROM trust.markets"))
            .with(
                Panel.table("One", "A count. Evidence: counted.", sql, value),
                Panel.table("Two", "A count. Evidence: counted.", sql, value)));
  }

  private static ObjectNode panel(ObjectNode json) {
    return (ObjectNode) json.at("/panels/0");
  }

  private static ObjectNode link(ObjectNode json) {
    return (ObjectNode) json.at("/panels/0/fieldConfig/overrides/0/properties").findParent("url");
  }

  private static void setSql(ObjectNode json, String sql) {
    ((ObjectNode) json.at("/panels/0/targets/0")).put("rawSql", sql);
  }
}

package io.trustlift.local.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.trustlift.local.clickhouse.ClickHouseProcess;
import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.kafka.InputFolder;
import io.trustlift.local.stack.Batch;
import io.trustlift.local.stack.ClickHouseHttp;
import io.trustlift.local.stack.Console;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.simulator.SimulationConfig;
import io.trustlift.simulator.Simulator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of every dashboard and alert rule, asked as Grafana asks it, over the world of the
 * demo: it runs, has rows, and has the columns that its panel needs.
 */
class DashboardsIT {

  private static final long SEED = 1;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** As the data source's user has it: nothing can be changed, not even a setting. */
  private static final Map<String, String> READ_ONLY =
      Map.of("max_result_rows", "100000", "readonly", "1");

  private static final Map<String, Map<String, List<String>>> CHOSEN = new HashMap<>();

  @TempDir private static Path folder;
  private static ClickHouseProcess clickHouse;
  private static ClickHouseHttp http;
  private static Instant from;
  private static Instant to;

  @BeforeAll
  static void fill() throws Exception {
    System.out.println("seed " + SEED);
    DataLayout data = new DataLayout(folder.resolve("data"));
    data.create();
    Path world = folder.resolve("world");
    Simulator.simulate(SimulationConfig.demo().withSeed(SEED), world, (events, fraction) -> {});
    clickHouse =
        ClickHouseProcess.start(
            EngineLibrary.findHome(), data.clickHouse(), 0, System.out::println);
    Batch.run(
        InputFolder.of(world),
        data,
        clickHouse.url(),
        new Batch.Options(2, 2, 0, true),
        Console.standard());
    http = new ClickHouseHttp(clickHouse.port());
    JsonNode range =
        ask("SELECT toUnixTimestamp(min(started_at)), toUnixTimestamp(max(ended_at)) + 1 FROM trust.visits WHERE mode = 'live'")
            .rows()
            .get(0);
    from = Instant.ofEpochSecond(range.get(0).asLong());
    to = Instant.ofEpochSecond(range.get(1).asLong());
  }

  @AfterAll
  static void stop() {
    if (clickHouse != null) {
      clickHouse.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> panels() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode dashboard : dashboards()) {
      String uid = dashboard.path("uid").asText();
      for (JsonNode panel : dashboard.path("panels")) {
        for (JsonNode target : panel.path("targets")) {
          tests.add(
              dynamicTest(
                  uid + " / " + panel.path("title").asText(),
                  () -> checkPanel(panel, ask(dashboard, target.path("rawSql").asText()))));
        }
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> overlays() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode dashboard : dashboards()) {
      for (JsonNode overlay : dashboard.at("/annotations/list")) {
        tests.add(
            dynamicTest(
                dashboard.path("uid").asText() + " / " + overlay.path("name").asText(),
                () -> checkOverlay(ask(dashboard, overlay.at("/target/rawSql").asText()))));
      }
    }
    assertThat(tests).hasSize(4);
    return tests.stream();
  }

  /**
   * Another choice of each list that a dashboard offers, all at once, and of each name that is
   * looked up one that no careful person would make: the queries that they go into still run.
   */
  @TestFactory
  Stream<DynamicTest> anotherChoice() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode dashboard : dashboards()) {
      Map<String, String> lists = new LinkedHashMap<>();
      Map<String, String> names = new LinkedHashMap<>();
      for (JsonNode variable : dashboard.at("/templating/list")) {
        (isList(variable) ? lists : names)
            .put(variable.path("name").asText(), others(variable).get(0));
      }
      Stream.of(lists, names)
          .filter(others -> !others.isEmpty())
          .forEach(others -> tests.add(choice(dashboard, others)));
    }
    return tests.stream();
  }

  /** The long form: every other choice by itself. */
  @Tag("chaos")
  @TestFactory
  Stream<DynamicTest> everyOtherChoice() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode dashboard : dashboards()) {
      for (JsonNode variable : dashboard.at("/templating/list")) {
        for (String other : others(variable)) {
          tests.add(choice(dashboard, Map.of(variable.path("name").asText(), other)));
        }
      }
    }
    return tests.stream();
  }

  private static DynamicTest choice(JsonNode dashboard, Map<String, String> others) {
    return dynamicTest(
        dashboard.path("uid").asText() + " / " + others, () -> askWith(others, dashboard));
  }

  private static boolean isList(JsonNode variable) {
    return variable.path("type").asText().equals("custom");
  }

  private static List<String> others(JsonNode variable) {
    List<String> others = new ArrayList<>();
    for (JsonNode option : variable.path("options")) {
      if (!option.path("selected").asBoolean()) {
        others.add(option.path("value").asText());
      }
    }
    return isList(variable) ? others : List.of("it's \\ ${none} $__toTime");
  }

  @TestFactory
  Stream<DynamicTest> alertRules() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    JsonNode file = YAML.readTree(file("dashboards/alerting/rules.yaml").toFile());
    for (JsonNode group : file.path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        tests.add(
            dynamicTest(
                rule.path("uid").asText(),
                () ->
                    checkAlert(
                        ask(sql(Map.of()).expand(rule.at("/data/0/model/rawSql").asText())))));
      }
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(14);
    return tests.stream();
  }

  private static void checkPanel(JsonNode panel, Answer answer) {
    assertThat(answer.rows()).as("rows").isNotEmpty();
    assertThat(answer.names()).doesNotHaveDuplicates();
    checkColumns(panel, answer);
    switch (panel.path("type").asText()) {
      case "stat" -> assertThat(answer.rows()).hasSize(1);
      case "timeseries" -> checkSeries(answer);
      case "barchart" -> {
        assertThat(answer.isText(0)).isTrue();
        assertThat(answer.isNumber(1)).isTrue();
      }
      case "xychart" -> {
        // What Grafana from 11.1 on needs to take the series over: see PanelJson.
        assertThat(panel.at("/options/series").findValuesAsText("y")).doesNotHaveDuplicates();
        assertThat(panel.at("/options/series").findValuesAsText("frame")).containsOnly("0");
        assertThat(panel.at("/fieldConfig/defaults/custom/show").isTextual()).isTrue();
        for (JsonNode series : panel.at("/options/series")) {
          assertThat(answer.isNumber(answer.names().indexOf(series.path("x").asText()))).isTrue();
          assertThat(answer.isNumber(answer.names().indexOf(series.path("y").asText()))).isTrue();
        }
      }
      default -> assertThat(panel.path("type").asText()).isEqualTo("table");
    }
  }

  /** A column that is told to be a number is one, and so with instants. */
  private static void checkColumns(JsonNode panel, Answer answer) {
    for (JsonNode override : panel.at("/fieldConfig/overrides")) {
      String name = override.at("/matcher/options").asText();
      assertThat(answer.names()).contains(name);
      int column = answer.names().indexOf(name);
      String unit = override.at("/properties/0/value").asText();
      if (unit.equals("dateTimeAsIso")) {
        assertThat(answer.isTime(column)).as("%s is a time", name).isTrue();
      } else if (!unit.equals("string")) {
        assertThat(answer.isNumber(column)).as("%s is a number", name).isTrue();
      }
    }
  }

  private static void checkSeries(Answer answer) {
    assertThat(answer.names().get(0)).isEqualTo("time");
    assertThat(answer.isTime(0)).isTrue();
    Set<String> points = new HashSet<>();
    String before = "";
    for (JsonNode row : answer.rows()) {
      String time = row.get(0).asText();
      assertThat(row.get(0).isNull()).isFalse();
      assertThat(time).isGreaterThanOrEqualTo(before);
      before = time;
      StringBuilder point = new StringBuilder(time);
      for (int column = 1; column < row.size(); column++) {
        if (!answer.isNumber(column)) {
          point.append('|').append(row.get(column).asText());
        }
      }
      assertThat(points.add(point.toString())).as("one point %s", point).isTrue();
    }
    boolean anything = false;
    for (int column = 1; column < answer.names().size(); column++) {
      assertThat(answer.isNumber(column) || answer.isText(column)).isTrue();
      anything |= answer.isNumber(column) && answer.hasValues(column);
    }
    assertThat(anything).as("a line").isTrue();
  }

  private static void checkOverlay(Answer answer) {
    assertThat(answer.rows()).as("regions").isNotEmpty();
    assertThat(answer.names()).containsExactly("time", "timeEnd", "text", "tags");
    assertThat(answer.isTime(0) && answer.isTime(1)).isTrue();
    assertThat(answer.isText(2) && answer.isText(3)).isTrue();
    for (JsonNode row : answer.rows()) {
      assertThat(row.get(1).asText()).isGreaterThanOrEqualTo(row.get(0).asText());
      assertThat(row.get(2).asText()).isNotEmpty();
    }
  }

  private static void checkAlert(Answer answer) {
    int numbers = 0;
    for (int column = 0; column < answer.names().size(); column++) {
      numbers += answer.isNumber(column) ? 1 : 0;
      assertThat(answer.isNumber(column) || answer.isText(column))
          .as("%s is a number or a label", answer.names().get(column))
          .isTrue();
    }
    assertThat(numbers).isEqualTo(1);
    assertThat(answer.names().get(answer.names().size() - 1)).isEqualTo("value");
  }

  private static void askWith(Map<String, String> others, JsonNode dashboard) throws IOException {
    Map<String, List<String>> changed = new LinkedHashMap<>(choices(dashboard));
    others.forEach((variable, value) -> changed.put(variable, List.of(value)));
    for (JsonNode query : dashboard.findValues("rawSql")) {
      if (others.keySet().stream().anyMatch(name -> query.asText().contains("${" + name))) {
        ask(sql(changed).expand(query.asText()));
      }
    }
  }

  /** What is chosen when a dashboard is opened: the first of each list, or all. */
  private static Map<String, List<String>> choices(JsonNode dashboard) throws IOException {
    Map<String, List<String>> chosen = CHOSEN.get(dashboard.path("uid").asText());
    if (chosen == null) {
      chosen = choose(dashboard);
      CHOSEN.put(dashboard.path("uid").asText(), chosen);
    }
    return chosen;
  }

  private static Map<String, List<String>> choose(JsonNode dashboard) throws IOException {
    Map<String, List<String>> chosen = new LinkedHashMap<>();
    for (JsonNode variable : dashboard.at("/templating/list")) {
      String name = variable.path("name").asText();
      if (isList(variable)) {
        chosen.put(name, List.of(variable.at("/current/value").asText()));
        continue;
      }
      List<String> values = new ArrayList<>();
      for (JsonNode row : ask(sql(chosen).expand(variable.path("query").asText())).rows()) {
        values.add(row.get(0).asText());
      }
      assertThat(values).as("choices of %s", name).isNotEmpty().doesNotContain("");
      chosen.put(name, variable.path("includeAll").asBoolean() ? values : values.subList(0, 1));
    }
    return chosen;
  }

  private static GrafanaSql sql(Map<String, List<String>> variables) {
    return new GrafanaSql(from, to, 60, variables);
  }

  private static Answer ask(JsonNode dashboard, String sql) throws IOException {
    GrafanaSql grafana = sql(choices(dashboard));
    // The pipeline's own time is that of the wall clock: it counts records when they come.
    return ask(
        dashboard.path("uid").asText().equals("trustlift-pipeline")
            ? grafana.until(Instant.now().plusSeconds(1)).expand(sql)
            : grafana.expand(sql));
  }

  private static Answer ask(String sql) throws IOException {
    try (InputStream answer = http.query(sql, "JSONCompact", READ_ONLY)) {
      return Answer.of(JSON.readTree(answer));
    }
  }

  private static List<JsonNode> dashboards() throws IOException {
    List<JsonNode> dashboards = new ArrayList<>();
    try (Stream<Path> files = Files.list(file("dashboards"))) {
      for (Path path : files.filter(name -> name.toString().endsWith(".json")).sorted().toList()) {
        dashboards.add(JSON.readTree(path.toFile()));
      }
    }
    assertThat(dashboards).hasSize(8);
    return dashboards;
  }

  private static Path file(String name) {
    return EngineLibrary.findHome().resolve(name);
  }
}

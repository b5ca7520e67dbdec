package io.trustlift.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be said of dashboards without asking a database. */
final class DashboardChecks {

  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{(\\w+)[^}:]*(?::(\\w+))?}|\\$(?!\\{)(\\w+)");
  private static final Pattern TARGET = Pattern.compile("^/d/([\\w-]+)");
  private static final Pattern PARAMETER =
      Pattern.compile("[?&]var-(\\w+)=|\\$\\{(\\w+):queryparam}");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern JUDGING =
      Pattern.compile("\"(?:color|fixedColor)\":\"[\\w-]*(?:green|red)\"");
  private static final int GRID_WIDTH = 24;
  private static final String DATASOURCE = "trustlift-clickhouse";

  private final Map<String, Set<String>> variables = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private DashboardChecks() {}

  /** What is wrong with a set of dashboards that link to each other; empty when nothing is. */
  static List<String> problems(List<JsonNode> dashboards) {
    DashboardChecks checks = new DashboardChecks();
    for (JsonNode dashboard : dashboards) {
      if (checks.variables.put(dashboard.path("uid").asText(), names(dashboard)) != null) {
        checks.problems.add("duplicate uid " + dashboard.path("uid").asText());
      }
    }
    dashboards.forEach(checks::check);
    return checks.problems;
  }

  private static Set<String> names(JsonNode dashboard) {
    Set<String> names = new LinkedHashSet<>();
    dashboard.at("/templating/list").forEach(variable -> names.add(variable.path("name").asText()));
    return names;
  }

  private void check(JsonNode dashboard) {
    String uid = dashboard.path("uid").asText();
    require(dashboard.path("schemaVersion").asInt() == 37, uid, "schemaVersion is not 37");
    require(!dashboard.path("editable").asBoolean(true), uid, "is editable");
    require(!dashboard.path("description").asText().isBlank(), uid, "missing description");
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : dashboard.path("panels")) {
      String where = uid + " «" + panel.path("title").asText() + "»";
      require(ids.add(panel.path("id").asInt()), where, "duplicate panel id");
      checkPlace(panel, where);
      if (!panel.path("type").asText().equals("row")) {
        checkPanel(panel, where);
      }
    }
    checkOverlaps(dashboard.path("panels"), uid);
    dashboard
        .findValues("rawSql")
        .forEach(sql -> checkQuery(sql.asText(), numericVariables(dashboard), uid));
    for (JsonNode variable : dashboard.at("/templating/list")) {
      if (variable.path("type").asText().equals("query")) {
        checkQuery(variable.path("query").asText(), numericVariables(dashboard), uid);
      }
    }
    dashboard.findValues("title").forEach(title -> checkVariables(title.asText(), uid));
    dashboard.findValues("url").forEach(url -> checkLink(url.asText(), uid));
    for (JsonNode source : dashboard.findValues("datasource")) {
      require(source.path("uid").asText().equals(DATASOURCE), uid, "another data source");
    }
  }

  private void checkPanel(JsonNode panel, String where) {
    String description = panel.path("description").asText();
    require(!description.isBlank(), where, "missing description");
    require(description.contains("Evidence: "), where, "the description names no evidence");
    Map<String, JsonNode> units = new HashMap<>();
    for (JsonNode override : panel.at("/fieldConfig/overrides")) {
      for (JsonNode property : override.path("properties")) {
        if (property.path("id").asText().equals("unit")) {
          units.put(override.at("/matcher/options").asText(), property.path("value"));
        }
      }
    }
    boolean unitForAll = !panel.at("/fieldConfig/defaults/unit").asText().isEmpty();
    for (JsonNode target : panel.path("targets")) {
      String sql = target.path("rawSql").asText();
      PanelSql.formulas(sql)
          .forEach(formula -> problems.add(where + ": formula in a panel: " + formula));
      List<String> columns = PanelSql.columns(sql);
      for (String column : columns) {
        require(unitForAll || units.containsKey(column), where, "missing unit of " + column);
      }
      for (String column : units.keySet()) {
        require(columns.contains(column), where, "no such column " + column);
      }
      require(target.path("queryType").asText().equals("sql"), where, "queryType is not sql");
      require(
          target.path("format").asInt(-1)
              == (panel.path("type").asText().equals("timeseries") ? 0 : 1),
          where,
          "format does not go with the type");
    }
    checkColors(panel, where);
    if (panel.path("type").asText().equals("timeseries")) {
      checkNames(panel, where);
    }
  }

  /** Lines that a text column parts have names that tell them apart. */
  private void checkNames(JsonNode panel, String where) {
    List<String> labels = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (JsonNode override : panel.at("/fieldConfig/overrides")) {
      String column = override.at("/matcher/options").asText();
      String unit = override.at("/properties/0/value").asText();
      if (unit.equals("string")) {
        labels.add(column);
      } else if (!column.equals("time")) {
        names.add(override.at("/properties/1/value").asText());
      }
    }
    for (String label : labels) {
      require(
          names.stream().allMatch(name -> name.contains("${__field.labels." + label + "}")),
          where,
          "lines of each " + label + " have the same name");
    }
    require(new HashSet<>(names).size() == names.size(), where, "lines have the same name");
  }

  /** Green and red are for decisions and for what is not in order, and never for inquiries. */
  private void checkColors(JsonNode panel, String where) {
    for (JsonNode override : panel.at("/fieldConfig/overrides")) {
      String column = override.at("/matcher/options").asText();
      boolean judged = Set.of("decision", "status", "validity", "misuse").contains(column);
      require(
          judged || !JUDGING.matcher(override.toString()).find(), where, column + " is coloured");
    }
  }

  private void checkPlace(JsonNode panel, String where) {
    JsonNode place = panel.path("gridPos");
    boolean inside =
        place.path("x").asInt(-1) >= 0
            && place.path("w").asInt() > 0
            && place.path("h").asInt() > 0
            && place.path("x").asInt() + place.path("w").asInt() <= GRID_WIDTH;
    require(inside, where, "gridPos is outside of the grid");
  }

  private void checkOverlaps(JsonNode panels, String uid) {
    for (int i = 0; i < panels.size(); i++) {
      for (int j = i + 1; j < panels.size(); j++) {
        JsonNode one = panels.get(i).path("gridPos");
        JsonNode other = panels.get(j).path("gridPos");
        require(
            !(touch(one, other, "x", "w") && touch(one, other, "y", "h")),
            uid,
            "overlapping gridPos of panels "
                + panels.get(i).path("id")
                + " and "
                + panels.get(j).path("id"));
      }
    }
  }

  private static boolean touch(JsonNode one, JsonNode other, String from, String length) {
    return one.path(from).asInt() < other.path(from).asInt() + other.path(length).asInt()
        && other.path(from).asInt() < one.path(from).asInt() + one.path(length).asInt();
  }

  private static Set<String> numericVariables(JsonNode dashboard) {
    Set<String> numeric = new HashSet<>();
    for (JsonNode variable : dashboard.at("/templating/list")) {
      boolean numbers = !variable.path("options").isEmpty();
      for (JsonNode option : variable.path("options")) {
        numbers &= NUMBER.matcher(option.path("value").asText()).matches();
      }
      if (numbers) {
        numeric.add(variable.path("name").asText());
      }
    }
    return numeric;
  }

  private void checkQuery(String sql, Set<String> numeric, String uid) {
    checkVariables(sql, uid);
    Matcher used = VARIABLE.matcher(sql);
    while (used.find()) {
      String name = used.group(1) == null ? used.group(3) : used.group(1);
      require(
          name.startsWith("__") || numeric.contains(name) || "sqlstring".equals(used.group(2)),
          uid,
          "variable " + name + " is pasted into SQL");
    }
  }

  private void checkVariables(String text, String uid) {
    Matcher used = VARIABLE.matcher(text);
    while (used.find()) {
      String name = used.group(1) == null ? used.group(3) : used.group(1);
      require(
          name.startsWith("__") || variables.get(uid).contains(name),
          uid,
          "undefined variable " + name);
    }
  }

  private void checkLink(String url, String uid) {
    checkVariables(url, uid);
    Matcher target = TARGET.matcher(url);
    if (!target.find() || !variables.containsKey(target.group(1))) {
      problems.add(uid + ": dead link " + url);
      return;
    }
    Matcher parameters = PARAMETER.matcher(url);
    while (parameters.find()) {
      String name = parameters.group(1) == null ? parameters.group(2) : parameters.group(1);
      require(
          variables.get(target.group(1)).contains(name),
          uid,
          "dead link " + url + ": no variable " + name);
    }
  }

  private void require(boolean holds, String where, String problem) {
    if (!holds) {
      problems.add(where + ": " + problem);
    }
  }
}

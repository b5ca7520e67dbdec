package io.trustlift.dashboards.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes a dashboard as Grafana's classic JSON. */
public final class DashboardJson {

  /** Read by Grafana 9.4, and taken over by every version since. */
  public static final int SCHEMA_VERSION = 37;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Ask anew when the time range changes, since what there is to choose depends on it. */
  private static final int REFRESH_ON_TIME_RANGE = 2;

  private DashboardJson() {}

  /** The whole file. */
  public static ObjectNode of(Dashboard dashboard) {
    ObjectNode json = JSON.objectNode();
    json.putNull("id");
    json.put("uid", dashboard.uid());
    json.put("title", dashboard.title());
    json.put("description", dashboard.question());
    json.putArray("tags").add("trustlift");
    json.put("schemaVersion", SCHEMA_VERSION);
    json.put("version", 1);
    json.put("editable", false);
    json.put("graphTooltip", 1);
    json.put("timezone", "utc");
    json.put("refresh", dashboard.refresh());
    json.putObject("time").put("from", dashboard.from()).put("to", "now");
    ArrayNode overlays = json.putObject("annotations").putArray("list");
    dashboard.overlays().forEach(overlay -> overlays.add(overlay(overlay)));
    ArrayNode links = json.putArray("links");
    dashboard.links().forEach(link -> links.add(topLink(link)));
    ArrayNode variables = json.putObject("templating").putArray("list");
    dashboard.variables().forEach(variable -> variables.add(variable(variable)));
    ArrayNode panels = json.putArray("panels");
    List<Grid.Place> places = Grid.of(dashboard.panels());
    for (int i = 0; i < places.size(); i++) {
      panels.add(PanelJson.of(dashboard.panels().get(i), i + 1, places.get(i)));
    }
    return json;
  }

  private static ObjectNode overlay(Overlay overlay) {
    ObjectNode json = JSON.objectNode();
    json.put("name", overlay.name());
    json.set("datasource", Datasource.reference());
    json.put("enable", true);
    json.put("iconColor", overlay.color());
    json.set("target", Datasource.query(overlay.sql(), Datasource.Format.TABLE));
    return json;
  }

  private static ObjectNode topLink(Link link) {
    return JSON.objectNode()
        .put("type", "link")
        .put("title", link.title())
        .put("url", "/d/" + link.uid())
        .put("icon", "dashboard")
        .put("includeVars", true)
        .put("keepTime", link.keepsTime())
        .put("targetBlank", false);
  }

  private static ObjectNode variable(Variable variable) {
    ObjectNode json = JSON.objectNode();
    json.put("name", variable.name());
    json.put("label", variable.label());
    json.put("hide", 0);
    json.put("multi", variable.multiple());
    json.put("includeAll", variable.multiple());
    json.put("skipUrlSync", false);
    if (variable.options().isEmpty()) {
      json.put("type", "query");
      json.set("datasource", Datasource.reference());
      json.put("query", variable.sql());
      json.put("definition", variable.sql());
      json.put("refresh", REFRESH_ON_TIME_RANGE);
      json.put("regex", "");
      json.put("sort", 0);
      json.putArray("options");
      ObjectNode current = json.putObject("current");
      if (variable.multiple()) {
        current.put("selected", true);
        current.putArray("text").add("All");
        current.putArray("value").add("$__all");
      }
    } else {
      json.put("type", "custom");
      json.put(
          "query",
          String.join(
              ",",
              variable.options().stream()
                  .map(option -> option.text() + " : " + option.value())
                  .toList()));
      ArrayNode options = json.putArray("options");
      for (Variable.Option option : variable.options()) {
        options.add(option(option, options.isEmpty()));
      }
      json.set("current", option(variable.options().get(0), true));
    }
    return json;
  }

  private static ObjectNode option(Variable.Option option, boolean selected) {
    return JSON.objectNode()
        .put("text", option.text())
        .put("value", option.value())
        .put("selected", selected);
  }
}

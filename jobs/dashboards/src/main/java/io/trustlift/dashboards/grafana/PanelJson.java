package io.trustlift.dashboards.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes one panel. */
final class PanelJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** The colour of what is neither good nor bad. */
  private static final String PLAIN = "text";

  private static final int POINT_SIZE = 7;

  private PanelJson() {}

  static ObjectNode of(Panel panel, int id, Grid.Place place) {
    ObjectNode json = JSON.objectNode();
    json.put("id", id);
    json.put("type", type(panel.kind()));
    json.put("title", panel.title());
    if (panel.kind() == Panel.Kind.HEADING) {
      json.put("collapsed", false);
      json.putArray("panels");
    } else {
      json.put("description", panel.description());
      json.set("datasource", Datasource.reference());
      ObjectNode target = Datasource.query(panel.sql(), format(panel.kind()));
      target.set("datasource", Datasource.reference());
      json.putArray("targets").add(target);
      json.set("fieldConfig", fields(panel));
      json.set("options", options(panel));
      transformations(panel, json);
      if (!panel.timeFrom().isEmpty()) {
        json.put("timeFrom", panel.timeFrom());
      }
    }
    json.putObject("gridPos")
        .put("x", place.x())
        .put("y", place.y())
        .put("w", place.width())
        .put("h", place.height());
    return json;
  }

  private static String type(Panel.Kind kind) {
    return switch (kind) {
      case HEADING -> "row";
      case NUMBERS -> "stat";
      case TABLE, GRID -> "table";
      case OVER_TIME -> "timeseries";
      case BARS -> "barchart";
      case FOREST, CURVES -> "xychart";
    };
  }

  private static Datasource.Format format(Panel.Kind kind) {
    return kind == Panel.Kind.OVER_TIME ? Datasource.Format.TIME_SERIES : Datasource.Format.TABLE;
  }

  private static ObjectNode fields(Panel panel) {
    ObjectNode json = JSON.objectNode();
    ObjectNode defaults = json.putObject("defaults");
    defaults.putObject("color").put("mode", "fixed").put("fixedColor", PLAIN);
    ObjectNode thresholds = defaults.putObject("thresholds").put("mode", "absolute");
    thresholds.putArray("steps").addObject().put("color", PLAIN).putNull("value");
    defaults.put("noValue", "–");
    if (panel.kind() == Panel.Kind.GRID) {
      // The columns are named by the data, so that what holds for them cannot be said one by one.
      defaults.put("unit", panel.columns().get(2).unit().id());
    }
    if (panel.kind() == Panel.Kind.OVER_TIME) {
      // Lines that are parted by a text column take the colours of Grafana's palette.
      ((ObjectNode) defaults.get("color")).put("mode", "palette-classic").remove("fixedColor");
      defaults.putObject("custom").put("lineWidth", 2).put("spanNulls", true);
    }
    if (type(panel.kind()).equals("xychart")) {
      // Grafana from 11.1 on reads these in place of the options of a series, and fails without.
      ObjectNode custom = defaults.putObject("custom").put("show", show(panel)).put("lineWidth", 2);
      custom.putObject("pointSize").put("fixed", POINT_SIZE);
    }
    ArrayNode overrides = json.putArray("overrides");
    if (panel.kind() != Panel.Kind.GRID) {
      for (Column column : panel.columns()) {
        overrides.add(override(column, panel));
      }
    }
    return json;
  }

  private static ObjectNode override(Column column, Panel panel) {
    ObjectNode json = JSON.objectNode();
    json.putObject("matcher").put("id", "byName").put("options", column.name());
    ArrayNode properties = json.putArray("properties");
    property(properties, "unit", JSON.textNode(column.unit().id()));
    property(properties, "displayName", JSON.textNode(displayName(column, panel)));
    if (column.decimals() >= 0) {
      property(properties, "decimals", JSON.numberNode(column.decimals()));
    }
    if (!column.words().isEmpty()) {
      property(properties, "mappings", mappings(column.words()));
      if (column.words().stream().anyMatch(word -> !word.color().isEmpty())) {
        property(properties, "custom.cellOptions", JSON.objectNode().put("type", "color-text"));
      }
    }
    if (column.link() != null) {
      ArrayNode links = JSON.arrayNode();
      links
          .addObject()
          .put("title", column.link().title())
          .put("url", column.link().url())
          .put("targetBlank", false);
      property(properties, "links", links);
    }
    if (panel.kind() == Panel.Kind.OVER_TIME && !column.name().equals("time")) {
      series(properties, column.series());
    }
    return json;
  }

  /** Lines that are parted by text columns are named by these: all others would have one name. */
  private static String displayName(Column column, Panel panel) {
    List<String> labels =
        panel.columns().stream()
            .filter(other -> other.unit() == Unit.TEXT)
            .map(other -> "${__field.labels." + other.name() + "}")
            .toList();
    boolean line =
        panel.kind() == Panel.Kind.OVER_TIME
            && column.unit() != Unit.TEXT
            && column.unit() != Unit.INSTANT;
    return line && !labels.isEmpty() ? String.join(" ", labels) : column.title();
  }

  private static void series(ArrayNode properties, Column.Series series) {
    if (series.width() != Column.Series.LINE.width()) {
      property(properties, "custom.lineWidth", JSON.numberNode(series.width()));
    }
    if (!series.bandTo().isEmpty()) {
      property(properties, "custom.fillBelowTo", JSON.textNode(series.bandTo()));
      property(properties, "custom.fillOpacity", JSON.numberNode(15));
    }
    if (!series.color().isEmpty()) {
      property(
          properties,
          "color",
          JSON.objectNode().put("mode", "fixed").put("fixedColor", series.color()));
    }
    if (series.rightAxis()) {
      property(properties, "custom.axisPlacement", JSON.textNode("right"));
    }
    if (series.bars()) {
      property(properties, "custom.drawStyle", JSON.textNode("bars"));
      property(properties, "custom.fillOpacity", JSON.numberNode(60));
    }
  }

  private static void property(ArrayNode properties, String id, JsonNode value) {
    properties.addObject().put("id", id).set("value", value);
  }

  private static ArrayNode mappings(List<Words.Word> words) {
    ArrayNode json = JSON.arrayNode();
    ObjectNode mapping = json.addObject().put("type", "value");
    ObjectNode options = mapping.putObject("options");
    int index = 0;
    for (Words.Word word : words) {
      ObjectNode option = options.putObject(word.value()).put("text", word.text());
      if (!word.color().isEmpty()) {
        option.put("color", word.color());
      }
      option.put("index", index++);
    }
    return json;
  }

  private static ObjectNode options(Panel panel) {
    ObjectNode json = JSON.objectNode();
    switch (panel.kind()) {
      case NUMBERS -> {
        ObjectNode reduce = json.putObject("reduceOptions");
        reduce.putArray("calcs").add("lastNotNull");
        reduce.put("fields", "/.*/").put("values", false);
        json.put("colorMode", "none").put("graphMode", "none").put("textMode", "value_and_name");
        json.put("justifyMode", "auto").put("orientation", "auto");
      }
      case TABLE, GRID -> {
        json.put("showHeader", true);
        json.putObject("footer").put("show", false);
      }
      case OVER_TIME -> {
        json.putObject("legend")
            .put("showLegend", true)
            .put("displayMode", "list")
            .put("placement", "bottom");
        json.putObject("tooltip").put("mode", "multi").put("sort", "none");
      }
      case BARS -> {
        json.put("xField", panel.columns().get(0).name());
        json.put("orientation", "horizontal").put("showValue", "always");
        json.putObject("legend")
            .put("showLegend", true)
            .put("displayMode", "list")
            .put("placement", "bottom");
        json.putObject("tooltip").put("mode", "multi").put("sort", "none");
      }
      case FOREST, CURVES -> xy(panel, json);
      case HEADING -> throw new IllegalArgumentException("A heading has no options");
    }
    return json;
  }

  /**
   * In the form of Grafana up to 11.0, which later versions take over: a series for each column
   * after the first, which is how far to the right. Later versions name and colour a series by its
   * y, so that no two may share one; and they look for each in a frame of its own unless told.
   */
  private static void xy(Panel panel, ObjectNode json) {
    json.put("seriesMapping", "manual");
    json.putObject("dims").put("frame", 0);
    Column first = panel.columns().get(0);
    List<String> colors = List.of("blue", "purple", "orange");
    ArrayNode series = json.putArray("series");
    for (Column column : plotted(panel)) {
      ObjectNode one = series.addObject();
      one.put("name", column.title());
      one.put("frame", 0);
      one.put("x", first.name());
      one.put("y", column.name());
      one.put("show", show(panel));
      one.put("lineWidth", 2);
      one.putObject("pointColor").put("fixed", colors.get((series.size() - 1) % colors.size()));
      one.putObject("lineColor").put("fixed", colors.get((series.size() - 1) % colors.size()));
      one.putObject("pointSize").put("fixed", POINT_SIZE).put("min", 1).put("max", 20);
    }
    json.putObject("legend")
        .put("showLegend", true)
        .put("displayMode", "list")
        .put("placement", "bottom");
    json.putObject("tooltip").put("mode", "single").put("sort", "none");
  }

  private static String show(Panel panel) {
    return panel.kind() == Panel.Kind.FOREST ? "points" : "lines";
  }

  private static List<Column> plotted(Panel panel) {
    return panel.columns().stream().skip(1).filter(column -> column.unit() != Unit.TEXT).toList();
  }

  private static void transformations(Panel panel, ObjectNode json) {
    if (panel.kind() != Panel.Kind.GRID) {
      return;
    }
    ObjectNode toGrid = json.putArray("transformations").addObject().put("id", "groupingToMatrix");
    toGrid
        .putObject("options")
        .put("rowField", panel.columns().get(0).name())
        .put("columnField", panel.columns().get(1).name())
        .put("valueField", panel.columns().get(2).name());
  }
}

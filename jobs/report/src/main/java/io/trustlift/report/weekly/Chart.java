package io.trustlift.report.weekly;

import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A chart, as ECharts is told it; see {@code infra/web/charts.mjs}.
 *
 * @param width of its view box, as is the height: pixels at full size
 * @param option plain maps, lists, texts and numbers
 */
public record Chart(int width, int height, Map<String, Object> option) {

  private static final int HEIGHT = 170;
  private static final int SHORT_WIDTH = 340;
  private static final int LONG_WIDTH = 420;
  private static final int SHORT_WEEKS = 6;
  private static final int LONG_WEEKS = 52;

  private static final String VALUE = "#2c6aa8";
  private static final String YEAR_BEFORE = "#8a94a0";
  private static final String LIMIT = "#b0793a";
  private static final String SIGNAL = "#c2330b";
  private static final String TEXT = "#4a5560";
  private static final String LINE = "#e3e7eb";
  private static final String FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

  /** How a week is hatched whose value may still change. */
  private static final Map<String, Object> HATCH =
      Map.of(
          "symbol",
          "rect",
          "dashArrayX",
          List.of(1, 0),
          "dashArrayY",
          List.of(2, 4),
          "rotation",
          -Math.PI / 4);

  public Chart {
    option = Collections.unmodifiableMap(option);
  }

  /** Six weeks as bars, beside them 52 weeks before; both charts have the same scale. */
  static List<Chart> sixWeeksAndTwelveMonths(List<WeekValue> series) {
    Scale scale = Scale.fromZero(last(series, LONG_WEEKS));
    return List.of(sixWeeks(last(series, SHORT_WEEKS), scale), twelveMonths(series, scale));
  }

  /** Twelve months of weeks as a line, on a scale that need not begin at 0. */
  static Chart twelveMonths(List<WeekValue> series) {
    return twelveMonths(series, Scale.around(last(series, LONG_WEEKS)));
  }

  private static Chart sixWeeks(List<WeekValue> weeks, Scale scale) {
    List<String> names = weeks.stream().map(week -> week.week().toString().substring(5)).toList();
    List<Object> bars = new ArrayList<>();
    for (WeekValue week : weeks) {
      Map<String, Object> bar = new LinkedHashMap<>();
      bar.put("value", week.value());
      Map<String, Object> style = new LinkedHashMap<>();
      style.put("color", week.hasSignal() ? SIGNAL : VALUE);
      if (week.provisional()) {
        style.put("opacity", 0.75);
        style.put("decal", hatch("rgba(255,255,255,0.85)"));
      }
      bar.put("itemStyle", style);
      bars.add(bar);
    }
    Map<String, Object> values = series("bar", bars);
    values.put("barWidth", "58%");
    limits(values, weeks);
    return new Chart(
        SHORT_WIDTH,
        HEIGHT,
        option(names, weeks, scale, List.of(values, yearBefore(weeks, "circle"))));
  }

  private static Chart twelveMonths(List<WeekValue> series, Scale scale) {
    List<WeekValue> weeks = last(series, LONG_WEEKS);
    List<Object> points = new ArrayList<>();
    List<Object> signals = new ArrayList<>();
    List<Object> provisional = new ArrayList<>();
    for (WeekValue week : weeks) {
      points.add(week.value());
      signals.add(week.hasSignal() ? week.value() : null);
      provisional.add(week.provisional() ? scale.top() : null);
    }
    Map<String, Object> hatched = series("bar", provisional);
    hatched.put("barWidth", "100%");
    hatched.put("z", 0);
    hatched.put("itemStyle", Map.of("color", "#f3f5f7", "decal", hatch("rgba(120,132,145,0.35)")));
    Map<String, Object> line = series("line", points);
    line.put("symbol", "circle");
    line.put("symbolSize", 3.5);
    line.put("itemStyle", Map.of("color", VALUE));
    line.put("lineStyle", Map.of("color", VALUE, "width", 1.6));
    limits(line, weeks);
    Map<String, Object> marks = series("scatter", signals);
    marks.put("symbol", "diamond");
    marks.put("symbolSize", 9);
    marks.put("itemStyle", Map.of("color", SIGNAL));
    return new Chart(
        LONG_WIDTH,
        HEIGHT,
        option(
            monthNames(weeks),
            weeks,
            scale,
            List.of(hatched, yearBefore(weeks, "none"), line, marks)));
  }

  /** The name of a month at the first Monday in it. */
  private static List<String> monthNames(List<WeekValue> weeks) {
    List<String> names = new ArrayList<>();
    for (WeekValue week : weeks) {
      names.add(
          week.start().getDayOfMonth() <= 7
              ? week.start().getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
              : "");
    }
    return names;
  }

  private static Map<String, Object> yearBefore(List<WeekValue> weeks, String symbol) {
    List<Object> points = new ArrayList<>();
    weeks.forEach(week -> points.add(week.yearBefore()));
    Map<String, Object> line = series("line", points);
    line.put("symbol", symbol);
    line.put("symbolSize", 5);
    line.put("itemStyle", Map.of("color", YEAR_BEFORE));
    line.put("lineStyle", Map.of("color", YEAR_BEFORE, "width", 1.3, "type", List.of(4, 3)));
    return line;
  }

  private static Map<String, Object> series(String type, List<Object> data) {
    Map<String, Object> series = new LinkedHashMap<>();
    series.put("type", type);
    series.put("silent", true);
    series.put("data", data);
    return series;
  }

  private static Map<String, Object> hatch(String color) {
    Map<String, Object> hatch = new LinkedHashMap<>(HATCH);
    hatch.put("color", color);
    return hatch;
  }

  private static void limits(Map<String, Object> series, List<WeekValue> weeks) {
    if (weeks.isEmpty()) {
      return;
    }
    WeekValue any = weeks.get(weeks.size() - 1);
    List<Object> lines = new ArrayList<>();
    if (any.lower() != null && any.upper() != null) {
      lines.add(level(any.centre(), List.of(1, 0), 1));
      lines.add(level(any.lower(), List.of(5, 3), 1.2));
      lines.add(level(any.upper(), List.of(5, 3), 1.2));
      series.put(
          "markLine",
          Map.of("silent", true, "symbol", "none", "label", Map.of("show", false), "data", lines));
    }
  }

  private static Map<String, Object> level(double value, List<Integer> dashes, double width) {
    Map<String, Object> style = new LinkedHashMap<>();
    style.put("color", LIMIT);
    style.put("width", width);
    style.put("type", dashes.get(1) == 0 ? "solid" : dashes);
    Map<String, Object> level = new LinkedHashMap<>();
    level.put("yAxis", value);
    level.put("lineStyle", style);
    return level;
  }

  private static Map<String, Object> option(
      List<String> names, List<WeekValue> weeks, Scale scale, List<Object> series) {
    Map<String, Object> label = new LinkedHashMap<>();
    label.put("color", TEXT);
    label.put("fontSize", 11);
    label.put("fontFamily", FONT);
    Map<String, Object> nameLabel = new LinkedHashMap<>(label);
    nameLabel.put("interval", 0);
    Map<String, Object> x = new LinkedHashMap<>();
    x.put("type", "category");
    x.put("data", names);
    x.put("axisTick", Map.of("show", false));
    x.put("axisLine", Map.of("lineStyle", Map.of("color", TEXT)));
    x.put("axisLabel", nameLabel);
    Map<String, Object> y = new LinkedHashMap<>();
    y.put("type", "value");
    y.put("min", scale.bottom());
    y.put("max", scale.top());
    y.put("interval", scale.step());
    y.put("format", format(weeks));
    y.put("axisLabel", label);
    y.put("splitLine", Map.of("lineStyle", Map.of("color", LINE)));
    Map<String, Object> grid = new LinkedHashMap<>();
    grid.put("left", 52);
    grid.put("right", 10);
    grid.put("top", 10);
    grid.put("bottom", 24);
    grid.put("outerBoundsMode", "none");
    Map<String, Object> option = new LinkedHashMap<>();
    option.put("grid", grid);
    option.put("xAxis", x);
    option.put("yAxis", y);
    option.put("series", series);
    return option;
  }

  private static String format(List<WeekValue> weeks) {
    if (weeks.isEmpty()) {
      return "number";
    }
    return switch (weeks.get(0).unit()) {
      case SHARE -> "share";
      case SECONDS -> "seconds";
      default -> "number";
    };
  }

  private static List<WeekValue> last(List<WeekValue> series, int weeks) {
    return series.subList(Math.max(0, series.size() - weeks), series.size());
  }
}

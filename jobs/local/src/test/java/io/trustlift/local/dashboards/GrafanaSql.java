package io.trustlift.local.dashboards;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns a query of a dashboard into what ClickHouse is asked: Grafana first puts in the variables,
 * then the data source the macros.
 *
 * @param from beginning of the time range
 * @param to its end
 * @param interval of a point of a chart, in seconds
 * @param variables chosen values, by the variable's name
 */
record GrafanaSql(Instant from, Instant to, long interval, Map<String, List<String>> variables) {

  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{(\\w+)(?::(\\w+))?}|\\$(?!__)(\\w+)");
  private static final Pattern MACRO = Pattern.compile("\\$__(\\w+)(?:\\(([^()]*)\\))?");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);

  /** The same with another end of the range. */
  GrafanaSql until(Instant end) {
    return new GrafanaSql(from, end, interval, variables);
  }

  /**
   * The query as ClickHouse gets it.
   *
   * @throws IllegalArgumentException naming a variable without a value, or a macro that is unknown
   */
  String expand(String sql) {
    String withValues = replace(VARIABLE, sql, this::value);
    return replace(MACRO, withValues, this::macro);
  }

  private static String replace(Pattern pattern, String text, Function<MatchResult, String> by) {
    return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(by.apply(found)));
  }

  private String value(MatchResult found) {
    String name = found.group(1) == null ? found.group(3) : found.group(1);
    List<String> values = variables.get(name);
    if (values == null) {
      throw new IllegalArgumentException("No value for the variable " + name);
    }
    if ("sqlstring".equals(found.group(2))) {
      return values.stream()
          .map(value -> "'" + value.replace("'", "''") + "'")
          .collect(Collectors.joining(","));
    }
    // As the data source does without a format: one value bare, several in quotes.
    return values.size() == 1 ? values.get(0) : "'" + String.join("','", values) + "'";
  }

  private String macro(MatchResult found) {
    String column = found.group(2);
    return switch (found.group(1)) {
      case "fromTime" -> instant(from);
      case "toTime" -> instant(to);
      case "timeFilter" ->
          "%1$s >= %2$s AND %1$s <= %3$s".formatted(column, instant(from), instant(to));
      case "dateFilter" ->
          "%1$s >= toDate('%2$s') AND %1$s <= toDate('%3$s')"
              .formatted(column, DAY.format(from), DAY.format(to));
      case "timeInterval" ->
          "toStartOfInterval(toDateTime(%s), INTERVAL %d second)"
              .formatted(column, Math.max(1, interval));
      default -> throw new IllegalArgumentException("Unknown macro " + found.group());
    };
  }

  private static String instant(Instant time) {
    return "toDateTime(" + time.getEpochSecond() + ")";
  }
}

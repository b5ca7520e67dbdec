package io.trustlift.report.look;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One question that pages ask: a thin query over a view.
 *
 * @param name as in {@code /api/NAME}
 * @param sql binds what it names: {@code from}, {@code to}, or a filter's name
 * @param market the column to keep a market's rows by, or empty; rows of {@code ALL} stay
 * @param experiment likewise for an experiment's rows
 */
record Panel(String name, String sql, String market, String experiment) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+):[^}]+\\}");

  /** The same for all markets and experiments. */
  static Panel of(String name, String sql) {
    return new Panel(name, sql, "", "");
  }

  Panel byMarket() {
    return new Panel(name, sql, "market", experiment);
  }

  Panel byExperiment() {
    return new Panel(name, sql, market, "experiment_id");
  }

  /** Names of the placeholders. */
  Set<String> placeholders() {
    Set<String> names = new TreeSet<>();
    Matcher matcher = PLACEHOLDER.matcher(sql);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  boolean hasRange() {
    return placeholders().contains("from");
  }

  /** What an answer is kept under: the placeholders' values, with the range as it was written. */
  Map<String, String> key(Filters filters) {
    Map<String, String> values = new TreeMap<>();
    for (String name : placeholders()) {
      if (name.equals("from")) {
        values.put("range", filters.range().text());
      } else if (!name.equals("to")) {
        values.put(name, filters.value(name));
      }
    }
    return values;
  }
}

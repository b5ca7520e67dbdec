package io.trustlift.dashboards.grafana;

import java.util.List;

/**
 * A choice at the top of a dashboard.
 *
 * @param name in queries
 * @param label on the dashboard
 * @param sql whose first column has the values, and the second, if there is one, what they are
 *     called; empty for a fixed list
 * @param options of a fixed list, the first one chosen
 * @param multiple whether several may be chosen, and all at once
 */
public record Variable(
    String name, String label, String sql, List<Option> options, boolean multiple) {

  /** A value and what it is called. */
  public record Option(String value, String text) {}

  public Variable {
    options = List.copyOf(options);
  }

  /** A choice of one out of a query. */
  public static Variable query(String name, String label, String sql) {
    return new Variable(name, label, sql.strip(), List.of(), false);
  }

  /** A choice of one out of a fixed list: value, text, value, text and so on. */
  public static Variable fixed(String name, String label, Option... options) {
    return new Variable(name, label, "", List.of(options), false);
  }

  /** The same, with several to be chosen, and all of them at first. */
  public Variable orSeveral() {
    return new Variable(name, label, sql, options, true);
  }
}

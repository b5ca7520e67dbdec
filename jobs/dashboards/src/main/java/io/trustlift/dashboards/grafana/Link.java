package io.trustlift.dashboards.grafana;

import java.util.ArrayList;
import java.util.List;

/**
 * A link to a dashboard.
 *
 * @param title as it is offered
 * @param uid of the dashboard
 * @param parameters of the URL after the time range, as Grafana expands them
 * @param keepsTime whether the time range goes along
 */
public record Link(String title, String uid, List<String> parameters, boolean keepsTime) {

  public Link {
    parameters = List.copyOf(parameters);
  }

  public static Link to(String title, String uid) {
    return new Link(title, uid, List.of(), true);
  }

  /** Sets a variable to the value of a column in the row that was clicked. */
  public Link with(String variable, String column) {
    return and("var-" + variable + "=${__data.fields." + column + ":percentencode}");
  }

  /** Hands a variable on that both dashboards have. */
  public Link keeping(String variable) {
    return and("${" + variable + ":queryparam}");
  }

  /** To the range that the dashboard opens with. */
  public Link atItsOwnTime() {
    return new Link(title, uid, parameters, false);
  }

  private Link and(String parameter) {
    List<String> longer = new ArrayList<>(parameters);
    longer.add(parameter);
    return new Link(title, uid, longer, keepsTime);
  }

  /** Relative to the root of Grafana. */
  public String url() {
    List<String> all = new ArrayList<>(List.of("${__url_time_range}"));
    all.addAll(parameters);
    return "/d/" + uid + "?" + String.join("&", all);
  }
}

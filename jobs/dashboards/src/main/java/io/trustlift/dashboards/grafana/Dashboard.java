package io.trustlift.dashboards.grafana;

import java.util.ArrayList;
import java.util.List;

/**
 * A dashboard: the answer to one question.
 *
 * @param name of its file; with {@code trustlift-} before it its uid, for ever
 * @param title as Grafana lists it
 * @param question that it answers
 * @param from beginning of the time range that it opens with, such as {@code now-90d}
 * @param refresh how often it asks again, such as {@code 30s}; empty for never
 * @param variables choices at its top
 * @param overlays regions drawn over its charts
 * @param links to other dashboards, which keep variables and time range
 * @param panels from left to right and from top to bottom
 */
public record Dashboard(
    String name,
    String title,
    String question,
    String from,
    String refresh,
    List<Variable> variables,
    List<Overlay> overlays,
    List<Link> links,
    List<Panel> panels) {

  public Dashboard {
    variables = List.copyOf(variables);
    overlays = List.copyOf(overlays);
    links = List.copyOf(links);
    panels = List.copyOf(panels);
  }

  /** A dashboard over the last 90 days, to be filled. */
  public static Dashboard named(String name, String title, String question) {
    return new Dashboard(
        name, title, question, "now-90d", "", List.of(), List.of(), List.of(), List.of());
  }

  /** What links call a dashboard. */
  public static String uid(String name) {
    return "trustlift-" + name;
  }

  public String uid() {
    return uid(name);
  }

  public Dashboard opening(String newFrom, String newRefresh) {
    return new Dashboard(
        name, title, question, newFrom, newRefresh, variables, overlays, links, panels);
  }

  public Dashboard with(Variable... more) {
    return new Dashboard(
        name, title, question, from, refresh, joined(variables, more), overlays, links, panels);
  }

  public Dashboard with(Overlay... more) {
    return new Dashboard(
        name, title, question, from, refresh, variables, joined(overlays, more), links, panels);
  }

  public Dashboard with(Link... more) {
    return new Dashboard(
        name, title, question, from, refresh, variables, overlays, joined(links, more), panels);
  }

  public Dashboard with(Panel... more) {
    return new Dashboard(
        name, title, question, from, refresh, variables, overlays, links, joined(panels, more));
  }

  private static <T> List<T> joined(List<T> some, T[] more) {
    List<T> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return all;
  }
}

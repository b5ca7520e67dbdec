package io.trustlift.dashboards.grafana;

/**
 * Regions that are drawn over every chart of a dashboard.
 *
 * @param name as it can be switched off
 * @param color of the regions
 * @param sql with columns {@code time}, {@code timeEnd}, {@code text} and {@code tags}
 */
public record Overlay(String name, String color, String sql) {

  public Overlay {
    sql = sql.strip();
  }
}

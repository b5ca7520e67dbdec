package io.trustlift.dashboards.grafana;

import java.util.ArrayList;
import java.util.List;

/** Puts panels side by side as long as there is room, and then below. */
final class Grid {

  /** Where a panel lies. */
  record Place(int x, int y, int width, int height) {}

  private Grid() {}

  static List<Place> of(List<Panel> panels) {
    List<Place> places = new ArrayList<>();
    int x = 0;
    int y = 0;
    int rowHeight = 0;
    for (Panel panel : panels) {
      if (x + panel.width() > Panel.FULL_WIDTH) {
        y += rowHeight;
        x = 0;
        rowHeight = 0;
      }
      places.add(new Place(x, y, panel.width(), panel.height()));
      x += panel.width();
      rowHeight = Math.max(rowHeight, panel.height());
    }
    return places;
  }
}

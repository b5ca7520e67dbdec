package io.trustlift.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table {@code visits}. */
final class VisitsTable {
  private VisitsTable() {}

  static List<Map<String, Object>> rows(List<Screen> screens) {
    return screens.stream().map(VisitsTable::row).toList();
  }

  private static Map<String, Object> row(Screen screen) {
    Visit visit = screen.visit();
    return Rows.row(
        "visit_id", visit.visitId(),
        "viewer_id", visit.viewer(),
        "stream_id", visit.stream(),
        "mode", visit.mode(),
        "market", visit.market(),
        "started_at", visit.startedAt(),
        "ended_at", visit.endedAt(),
        "watch_ms", visit.watchMs(),
        "exposed_ms", exposedMs(screen),
        "seen", screen.at(visit.endedAt()).seen(),
        "questions", visit.countOf("question"),
        "product_clicks", visit.countOf("product_click"),
        "add_to_carts", visit.countOf("add_to_cart"),
        "shares", visit.countOf("share"),
        "stall_ms", visit.stallMs());
  }

  /** "Time with on_screen not empty." */
  private static long exposedMs(Screen screen) {
    List<Long> changes = new ArrayList<>(screen.changes());
    long exposed = 0;
    for (int i = 0; i + 1 < changes.size(); i++) {
      if (!screen.at(changes.get(i)).onScreen().isEmpty()) {
        exposed += changes.get(i + 1) - changes.get(i);
      }
    }
    return exposed;
  }
}

package io.trustlift.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table {@code exposure_time}: the time that visits spent in each state. */
final class ExposureTime {
  private ExposureTime() {}

  static List<Map<String, Object>> rows(List<Screen> screens) {
    Map<Map<String, Object>, Long> viewerMs = new LinkedHashMap<>();
    for (Screen screen : screens) {
      List<Long> changes = new ArrayList<>(screen.changes());
      for (int i = 0; i + 1 < changes.size(); i++) {
        add(viewerMs, screen, changes.get(i), changes.get(i + 1));
      }
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    viewerMs.forEach(
        (key, sum) -> {
          Map<String, Object> row = new TreeMap<>(key);
          row.put("viewer_ms", sum);
          rows.add(row);
        });
    return rows;
  }

  private static void add(
      Map<Map<String, Object>, Long> viewerMs, Screen screen, long from, long until) {
    Visit visit = screen.visit();
    Sets sets = screen.at(from);
    Map<String, Object> key =
        Rows.row(
            "minute", Rows.minute(from),
            "stream_id", visit.stream(),
            "mode", visit.mode(),
            "market", visit.market(),
            "on_screen", sets.onScreen(),
            "recent", sets.recent());
    viewerMs.merge(key, until - from, Long::sum);
  }
}

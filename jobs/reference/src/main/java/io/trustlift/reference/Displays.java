package io.trustlift.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes displays of shows and hides ("Displays"). */
final class Displays {
  private Displays() {}

  static List<Display> of(List<DisplayEvent> events, Parameters parameters) {
    Map<List<String>, List<DisplayEvent>> groups = new LinkedHashMap<>();
    for (DisplayEvent event : events) {
      groups
          .computeIfAbsent(List.of(event.stream(), event.displayId()), key -> new ArrayList<>())
          .add(event);
    }
    return groups.values().stream().map(group -> display(group, parameters)).toList();
  }

  /** Every group holds a show: a hide without one is an orphan and not used. */
  private static Display display(List<DisplayEvent> group, Parameters parameters) {
    DisplayEvent show =
        group.stream().filter(DisplayEvent::isShow).min(DisplayEvent.FIRST).orElseThrow();
    Optional<DisplayEvent> hide =
        group.stream()
            .filter(event -> !event.isShow() && event.time() > show.time())
            .min(DisplayEvent.FIRST);
    long latest = show.time() + parameters.maxDisplay();
    return hide.isPresent() && hide.get().time() <= latest
        ? new Display(show, hide.get().time(), "hide")
        : new Display(show, latest, "max_display");
  }
}

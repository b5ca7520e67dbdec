package io.trustlift.reference;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code displays}. */
final class DisplaysTable {
  private DisplaysTable() {}

  static List<Map<String, Object>> rows(
      List<Display> displays, List<Screen> screens, List<CredentialEvent> catalogue) {
    return displays.stream().map(display -> row(display, screens, catalogue)).toList();
  }

  private static Map<String, Object> row(
      Display display, List<Screen> screens, List<CredentialEvent> catalogue) {
    return Rows.row(
        "display_id", display.show().displayId(),
        "stream_id", display.stream(),
        "credential_id", display.credential(),
        "placement", display.show().placement(),
        "product_id", display.show().product(),
        "experiment_id", display.experiment(),
        "variant", display.show().variant(),
        "shown_at", display.shownAt(),
        "hidden_at", display.hiddenAt(),
        "end_reason", display.endReason(),
        "visits_reached", visitsReached(display, screens),
        "validity", validity(display, catalogue));
  }

  /** "Live visits that viewed it by their end." */
  private static long visitsReached(Display display, List<Screen> screens) {
    return screens.stream()
        .filter(screen -> screen.visit().isLive() && screen.reached(display))
        .count();
  }

  private static String validity(Display display, List<CredentialEvent> catalogue) {
    long t = display.shownAt();
    Optional<CredentialEvent> entry =
        catalogue.stream()
            .filter(event -> event.credential().equals(display.credential()))
            .filter(event -> event.time() <= t)
            .max(CredentialEvent.ORDER);
    if (entry.isEmpty()) {
      return "unknown";
    }
    if (entry.get().status().equals("revoked")) {
      return "revoked";
    }
    if (entry.get().validFrom() != null && t < entry.get().validFrom()) {
      return "not_yet_valid";
    }
    if (entry.get().validUntil() != null && t >= entry.get().validUntil()) {
      return "expired";
    }
    return "valid";
  }
}

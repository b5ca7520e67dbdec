package io.trustlift.adapters;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What all analytics formats share: no catalogue of events knows a live room, so a team names its
 * own {@code live_question}, {@code Live Comment} and so on, and gives the contract's optional
 * fields as properties of the same names.
 */
final class LiveEvents {

  private static final String PREFIX = "live_";
  private static final Set<String> TYPES =
      Set.of(
          "join",
          "heartbeat",
          "leave",
          "question",
          "comment",
          "product_click",
          "add_to_cart",
          "share",
          "follow",
          "reply");

  private LiveEvents() {}

  /** The contract's event type that a name of the team's own says; empty for any other name. */
  static Optional<String> typeOf(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_");
    return Optional.of(plain)
        .filter(text -> text.startsWith(PREFIX))
        .map(text -> text.substring(PREFIX.length()))
        .filter(TYPES::contains);
  }

  /**
   * Fills in what a viewer event may have beside the required fields.
   *
   * @param property the value of a property, empty where there is none
   */
  static void optionals(ContractRecord event, UnaryOperator<String> property) {
    event
        .text("mode", property.apply("mode"))
        .text("in_reply_to", property.apply("in_reply_to"))
        .text("language", property.apply("language"))
        .text("topic", property.apply("topic"))
        .integer("stall_ms", property.apply("stall_ms"))
        .integer("latency_ms", property.apply("latency_ms"))
        .integer("media_time", property.apply("media_time"));
    if (property.apply("is_bot").equals("true")) {
      event.bot();
    }
  }
}

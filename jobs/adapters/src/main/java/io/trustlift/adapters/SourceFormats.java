package io.trustlift.adapters;

import io.trustlift.model.Topic;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The formats of the two topics that others fill; all other topics hold records of the contract.
 *
 * @param viewerEvents of {@code live.viewer-events}
 * @param orders of {@code live.orders}
 */
public record SourceFormats(SourceFormat viewerEvents, SourceFormat orders)
    implements Serializable {

  /** Records of the contract in every topic. */
  public static final SourceFormats CONTRACT =
      new SourceFormats(SourceFormat.TRUSTLIFT, SourceFormat.TRUSTLIFT);

  /**
   * One name, or two with a comma between: of what viewers do and of the orders, in any order. A
   * format of orders alone leaves the viewers' topic as it is; one that knows both holds for both.
   *
   * @throws IllegalArgumentException with the names there are
   */
  public static SourceFormats of(String names) {
    SourceFormat viewers = null;
    SourceFormat orders = null;
    for (String name : names.split(",", -1)) {
      SourceFormat format = named(name.strip());
      if (format.knowsViewers() ? viewers != null : orders != null) {
        throw new IllegalArgumentException(
            "'"
                + names
                + "' names two formats for one topic: give one, or one for viewers and one for orders");
      }
      if (format.knowsViewers()) {
        viewers = format;
      } else {
        orders = format;
      }
    }
    SourceFormat ofViewers = viewers == null ? SourceFormat.TRUSTLIFT : viewers;
    return new SourceFormats(ofViewers, orders == null ? ofViewers : orders);
  }

  private static SourceFormat named(String name) {
    return Arrays.stream(SourceFormat.values())
        .filter(format -> format.text().equals(name))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is not one of " + names()));
  }

  private static String names() {
    return Arrays.stream(SourceFormat.values())
        .map(SourceFormat::text)
        .collect(Collectors.joining(", "));
  }

  /** The format of a topic's records. */
  public SourceFormat of(Topic topic) {
    return switch (topic) {
      case VIEWER_EVENTS -> viewerEvents;
      case ORDERS -> orders;
      default -> SourceFormat.TRUSTLIFT;
    };
  }

  /** As {@link #of(String)} reads it. */
  public String text() {
    return viewerEvents == orders ? orders.text() : viewerEvents.text() + "," + orders.text();
  }
}

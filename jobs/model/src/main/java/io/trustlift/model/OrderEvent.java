package io.trustlift.model;

import java.math.BigDecimal;

/**
 * A step in an order's life.
 *
 * @param amount at most 14 digits before the point and 4 after it, not negative
 * @param currency ISO 4217
 * @param streamId the room that the order names itself, or empty
 */
public record OrderEvent(
    String eventId,
    long eventTime,
    String orderId,
    Status status,
    String viewerId,
    String market,
    BigDecimal amount,
    String currency,
    String streamId)
    implements Event {

  /** In the order in which a tie of times is broken. */
  public enum Status {
    PLACED("placed"),
    PAID("paid"),
    CANCELLED("cancelled"),
    REFUNDED("refunded");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    /** As it stands in events and tables. */
    public String text() {
      return text;
    }

    /** Whether an event of this status makes the order occur. */
    public boolean opens() {
      return this == PLACED || this == PAID;
    }
  }

  @Override
  public Topic topic() {
    return Topic.ORDERS;
  }

  @Override
  public String key() {
    return viewerId;
  }
}

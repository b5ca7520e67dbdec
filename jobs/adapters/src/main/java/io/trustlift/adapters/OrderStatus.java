package io.trustlift.adapters;

import java.util.Locale;

/** What became of an order, as the contract says it. */
enum OrderStatus {
  PLACED,
  PAID,
  CANCELLED,
  REFUNDED;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

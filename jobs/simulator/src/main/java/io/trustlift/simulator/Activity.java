package io.trustlift.simulator;

import java.util.List;

/** What viewers do besides asking and buying: at constant rates, whatever is on screen. */
enum Activity {
  COMMENT("comment", 0.10),
  PRODUCT_CLICK("product_click", 0.20),
  ADD_TO_CART("add_to_cart", 0.04),
  SHARE("share", 0.02),
  FOLLOW("follow", 0.01);

  private static final List<Activity> ALL = List.of(values());
  private static final double[] WEIGHTS =
      ALL.stream().mapToDouble(activity -> activity.perMinute).toArray();

  /** Rate of all of them together for a casual viewer, per viewer-millisecond. */
  static final double TOTAL_RATE =
      ALL.stream().mapToDouble(activity -> activity.perMinute).sum() / ContractTimes.MINUTE;

  private final String eventType;
  private final double perMinute;

  Activity(String eventType, double perMinute) {
    this.eventType = eventType;
    this.perMinute = perMinute;
  }

  static Activity draw(Draws draws) {
    return ALL.get(draws.weighted(WEIGHTS));
  }

  String eventType() {
    return eventType;
  }

  boolean concernsProduct() {
    return this == PRODUCT_CLICK || this == ADD_TO_CART || this == SHARE;
  }
}

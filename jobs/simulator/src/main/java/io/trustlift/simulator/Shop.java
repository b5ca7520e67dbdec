package io.trustlift.simulator;

/** Takes orders and sees them through. */
final class Shop {
  private static final double DEFERRED_SHARE = 0.15;
  private static final double PAID_SHARE = 0.92;
  private static final double CANCELLED_SHARE = 0.03;
  private static final double REFUNDED_SHARE = 0.05;

  /** Probability that an order is paid and not cancelled. */
  static final double KEPT_SHARE = PAID_SHARE * (1 - CANCELLED_SHARE);

  private static final double LONGEST_DEFERRAL_HOURS = 21 * 24;

  private final Stage stage;

  Shop(Stage stage) {
    this.stage = stage;
  }

  /** What all events of one order share. */
  private record Order(
      String orderId,
      Viewer viewer,
      String streamId,
      Product product,
      int quantity,
      String amount) {}

  /** A viewer has decided to buy: places the order now or later, and all that follows. */
  void decide(
      Viewer viewer, StreamPlan stream, boolean live, long now, Product product, Draws draws) {
    Tally tally = stage.tally();
    tally.orders++;
    long delay = drawDelay(viewer.market(), draws);
    long placedAt = now + delay;
    boolean deferred = delay > 0;
    if (deferred) {
      tally.ordersDeferred++;
    }
    countDelay(delay, live);
    boolean withoutStream = draws.chance(deferred ? 0.5 : 0.04);
    if (withoutStream) {
      tally.ordersWithoutStream++;
    }
    int quantity = draws.chance(0.8) ? 1 : (int) draws.integer(2, 4);
    Order order =
        new Order(
            stage.nextOrderId(),
            viewer,
            withoutStream ? null : stream.streamId(),
            product,
            quantity,
            product.price(quantity, viewer.market()));
    boolean first = stage.histories().decidesFirst(viewer);
    place(order, placedAt, draws);
    PracticeSettings.Repurchase repurchase = stage.config().practices().repurchase();
    if (first && !repurchase.equals(PracticeSettings.Repurchase.NEVER)) {
      stage.enter(RepeatBuyer.after(placedAt, stage, viewer));
    }
  }

  /** A buyer orders again, in no stream. */
  void orderAgain(Viewer viewer, long now, Draws draws) {
    stage.tally().orders++;
    stage.tally().ordersRepeated++;
    stage.tally().ordersWithoutStream++;
    Product product = draws.pick(Product.ALL);
    String amount = product.price(1, viewer.market());
    place(new Order(stage.nextOrderId(), viewer, null, product, 1, amount), now, draws);
  }

  private void place(Order order, long placedAt, Draws draws) {
    publish(order, "placed", placedAt, draws);
    boolean kept = false;
    if (draws.chance(PAID_SHARE)) {
      kept = followPaid(order, placedAt, draws);
    } else if (draws.chance(0.5)) {
      stage.tally().ordersCancelled++;
      publish(order, "cancelled", placedAt + 30 * ContractTimes.MINUTE, draws);
    }
    stage.histories().ordered(order.viewer(), placedAt, kept);
  }

  private void countDelay(long delay, boolean live) {
    Tally tally = stage.tally();
    if (delay == 0 && live) {
      tally.ordersInLive++;
    } else if (delay == 0) {
      tally.ordersInReplay++;
    } else if (delay <= ContractTimes.DAY) {
      tally.ordersWithinDay++;
    } else if (delay <= 7 * ContractTimes.DAY) {
      tally.ordersWithinWeek++;
    } else {
      tally.ordersLater++;
    }
  }

  /** How long after the decision an order is placed, milliseconds: mostly at once. */
  static long drawDelay(MarketProfile market, Draws draws) {
    if (!draws.chance(DEFERRED_SHARE)) {
      return 0;
    }
    double hours = draws.logNormal(market.deferralHours(), 1.0);
    double within = Math.min(LONGEST_DEFERRAL_HOURS, Math.max(0.25, hours));
    return (long) (within * ContractTimes.HOUR);
  }

  /** Gives whether the order stays. */
  private boolean followPaid(Order order, long placedAt, Draws draws) {
    Tally tally = stage.tally();
    tally.ordersPaid++;
    long paidAt = placedAt + (long) (1_500 + draws.exponential(15_000));
    publish(order, "paid", paidAt, draws);
    double fate = draws.unit();
    if (fate < CANCELLED_SHARE) {
      tally.ordersCancelled++;
      long wait = (long) draws.between(10 * ContractTimes.MINUTE, ContractTimes.DAY);
      publish(order, "cancelled", paidAt + wait, draws);
    } else if (fate < CANCELLED_SHARE + REFUNDED_SHARE) {
      tally.ordersRefunded++;
      long wait = (long) draws.between(ContractTimes.DAY, 7 * ContractTimes.DAY);
      publish(order, "refunded", paidAt + wait, draws);
    }
    return fate >= CANCELLED_SHARE;
  }

  private void publish(Order order, String status, long time, Draws draws) {
    JsonLine line =
        stage
            .line()
            .start(stage.nextEventId(), time)
            .text("order_id", order.orderId())
            .text("status", status)
            .text("viewer_id", order.viewer().viewerId())
            .text("market", stage.config().codeInFiles(order.viewer().market()));
    if (draws.chance(0.6)) {
      line.text("amount", order.amount());
    } else {
      line.plainNumber("amount", order.amount());
    }
    line.text("currency", order.viewer().market().currency())
        .text("stream_id", order.streamId())
        .text("product_id", order.product().productId())
        .number("quantity", order.quantity());
    stage.log(Topic.ORDERS).accept(line.end(), time);
  }
}

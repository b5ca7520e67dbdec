package io.trustlift.reference;

import java.util.List;
import java.util.Map;

/** Random orders, aimed at the bounds of sessions and windows, their statuses in any order. */
final class RandomOrders {
  private static final Parameters WINDOWS = World.WINDOWS;

  private final World world;
  private final Dice dice;
  private final List<RandomVisits.Session> sessions;

  RandomOrders(World world, List<RandomVisits.Session> sessions) {
    this.world = world;
    this.dice = world.dice;
    this.sessions = sessions;
  }

  void add(int n) {
    for (int i = 0; i < n; i++) {
      RandomVisits.Session session = dice.pick(sessions);
      addOrder("o" + i + (dice.chance(0.1) ? "\ud83d\ude00" : ""), session);
    }
  }

  private void addOrder(String order, RandomVisits.Session session) {
    String stream = dice.pick("", "", session.stream(), dice.pick(world.streams), "nowhere");
    long occurred = occurredAt(session);
    if (dice.chance(0.08)) {
      // Never placed nor paid: no row.
      event(order, session.viewer(), stream, dice.pick("cancelled", "refunded"), occurred);
      return;
    }
    event(order, session.viewer(), stream, dice.pick("placed", "placed", "paid"), occurred);
    while (dice.chance(0.55)) {
      long after = dice.pickLong(0, 0, 1, 1_000, 60_000, 86_400_000L);
      event(
          order,
          session.viewer(),
          stream,
          dice.pick("placed", "paid", "paid", "cancelled", "refunded"),
          occurred + after);
    }
    if (dice.chance(0.15)) {
      event(
          order,
          session.viewer(),
          stream,
          dice.pick("cancelled", "refunded"),
          occurred - dice.pickLong(1, 1_000, 3_600_000));
    }
    // One millisecond after order_window is late; what comes much later may not be known any more.
    while (dice.chance(0.15)) {
      event(
          order,
          session.viewer(),
          stream,
          dice.pick("paid", "cancelled", "refunded"),
          dice.around(occurred + WINDOWS.orderWindow()));
    }
  }

  private long occurredAt(RandomVisits.Session session) {
    long within = session.start() + dice.below(session.end() - session.start() + 1);
    return dice.chance(0.3)
        ? world.anchorIn(session.start(), session.end())
        : dice.around(
            session.start(),
            session.end(),
            within,
            session.end() + WINDOWS.visitGap(),
            session.end() + WINDOWS.visitGap(),
            session.end() + 3_600_000,
            session.end() + WINDOWS.attributionWindow(),
            session.end() + WINDOWS.attributionWindow());
  }

  private void event(String order, String viewer, String stream, String status, long time) {
    Map<String, Object> fields = world.event(time);
    fields.put("order_id", order);
    fields.put("viewer_id", viewer);
    fields.put("status", status);
    fields.put("market", dice.pick(World.MARKETS));
    fields.put("currency", dice.pick("USD", "USD", "EUR", "XXX"));
    fields.put("amount", amount());
    // The own stream is that of the first event: others may lack it, or name another one.
    if (dice.chance(0.1)) {
      fields.put("stream_id", dice.pick(world.streams));
    } else if (!stream.isEmpty()) {
      fields.put("stream_id", stream);
    }
    if (dice.chance(0.2)) {
      fields.put("quantity", dice.pickLong(0, 1, 5));
    }
    world.label(fields, "product_id");
    world.add(Topic.ORDERS, time, fields);
  }

  private Object amount() {
    String amount =
        dice.pick("0", "7", "10.0", "12.50", "129.9000", "0.0001", "99999999999999.9999", "0.10");
    if (dice.chance(0.5)) {
      return new Draft.Raw(amount);
    }
    // Leading zeros are digits like any other, where there are no more than 14.
    return amount.length() < 10 && dice.chance(0.3) ? "00" + amount : amount;
  }
}

package io.trustlift.reference;

import java.util.Map;

/** Random answers: before and at the question, several, at reply_window, to somebody else. */
final class RandomReplies {
  private final World world;
  private final Dice dice;

  RandomReplies(World world) {
    this.world = world;
    this.dice = world.dice;
  }

  void add() {
    for (Draft question : world.drafts(Topic.VIEWER_EVENTS)) {
      if (question.has("event_type", "question")) {
        while (dice.chance(0.45)) {
          reply(question);
        }
      }
    }
  }

  private void reply(Draft question) {
    long after =
        dice.chance(0.3)
            ? dice.around(World.WINDOWS.replyWindow())
            : dice.pickLong(0, 1, -1, -5_000, 1_000, 8_000, 30_000, 600_000);
    long time = question.time() + after;
    Map<String, Object> fields = world.event(time);
    fields.put("event_type", "reply");
    fields.put("in_reply_to", dice.chance(0.05) ? world.eventId() : question.text("event_id"));
    fields.put(
        "viewer_id", dice.chance(0.1) ? dice.pick(world.viewers) : question.text("viewer_id"));
    fields.put(
        "stream_id", dice.chance(0.1) ? dice.pick(world.streams) : question.text("stream_id"));
    fields.put("market", dice.pick(World.MARKETS));
    if (question.has("mode", "replay") && dice.chance(0.8)) {
      fields.put("mode", "replay");
      fields.put("media_time", new Draft.Time(time - dice.below(2) * 1_000L));
    }
    if (dice.chance(0.1)) {
      fields.put("stall_ms", 5L);
    }
    world.add(Topic.VIEWER_EVENTS, time, fields);
  }
}

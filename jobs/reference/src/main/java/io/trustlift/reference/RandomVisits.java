package io.trustlift.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Random sessions of viewers: live and replay, with gaps, views and leaves at the bounds. */
final class RandomVisits {
  private static final Parameters WINDOWS = World.WINDOWS;

  /** Who was where, and until when; near enough to a visit to aim an order at. */
  record Session(String viewer, String stream, String mode, long start, long end) {}

  private final World world;
  private final Dice dice;
  private final List<Session> sessions = new ArrayList<>();

  RandomVisits(World world) {
    this.world = world;
    this.dice = world.dice;
  }

  List<Session> sessions() {
    return sessions;
  }

  void add(int events) {
    int before = world.drafts.size();
    while (world.drafts.size() - before < events) {
      if (dice.chance(0.3)) {
        addReplay();
      } else {
        addLive();
      }
    }
  }

  /** A viewer who comes to max_visit without a silence, and a few events around that bound. */
  void addMarathon() {
    String viewer = "marathon";
    String stream = dice.pick(world.streams);
    long start = world.time();
    long end = start + WINDOWS.maxVisit();
    for (long t = start; t < end; t += WINDOWS.visitGap()) {
      live(viewer, stream, "heartbeat", t);
    }
    live(viewer, stream, "heartbeat", end - WINDOWS.visitGap() / 2);
    for (int i = 0; i < 3; i++) {
      live(viewer, stream, type(), end + dice.pickLong(-1, 0, 1, 2, 60_000));
    }
    world.drafts.replaceAll(
        draft -> draft.has("viewer_id", viewer) ? draft.without("is_bot") : draft);
    sessions.add(new Session(viewer, stream, "live", start, end));
  }

  private void addLive() {
    String viewer = dice.pick(world.viewers);
    String stream = dice.pick(world.streams);
    long start = world.time();
    long t = start;
    live(viewer, stream, dice.chance(0.6) ? "join" : type(), t);
    for (int n = dice.below(14); n > 0; n--) {
      t += step(t);
      live(viewer, stream, type(), t);
    }
    sessions.add(new Session(viewer, stream, "live", start, t));
  }

  private long step(long t) {
    if (dice.chance(0.4)) {
      long anchor = world.anchorIn(t, t + WINDOWS.visitGap() + 1);
      return Math.max(0, anchor - t + dice.pickLong(0, 0, 0, 1, -1));
    }
    return dice.chance(0.2)
        ? dice.around(WINDOWS.visitGap())
        : dice.pickLong(
            0, 0, 1, 1_000, 1_999, 2_000, 2_001, 5_000, 10_000, 30_000, 60_000, 200_000);
  }

  private void addReplay() {
    String viewer = dice.pick(world.viewers);
    List<Draft> displays = world.drafts(Topic.OVERLAY_DISPLAYS);
    Draft display = dice.pick(displays);
    String stream = dice.chance(0.8) ? display.text("stream_id") : dice.pick(world.streams);
    long near = dice.chance(0.7) ? display.time() : world.time();
    long media = near + dice.pickLong(0, -1, -1_000, -2_000, -5_000, -30_000, -60_000, 1_000);
    long start =
        dice.chance(0.3)
            ? dice.around(near, near + 60_000) + WINDOWS.replayHorizon()
            : Math.max(media, dice.chance(0.5) ? world.time() : near + 5_000L * dice.below(720));
    long t = start;
    replay(viewer, stream, dice.chance(0.6) ? "join" : type(), t, media);
    for (int n = dice.below(14); n > 0; n--) {
      long step = step(t);
      t += step;
      media = Math.max(0, Math.min(t, nextMedia(media, step)));
      replay(viewer, stream, type(), t, media);
    }
    sessions.add(new Session(viewer, stream, "replay", start, t));
  }

  /** Play, play with drift, pause, go back a little, seek. */
  private long nextMedia(long media, long step) {
    double what = dice.below(100) / 100.0;
    if (what < 0.5) {
      return media + step;
    }
    if (what < 0.75) {
      return media
          + step
          + dice.pickLong(1, -1, 500, -500, 1_999, 2_000, 2_001, -1_999, -2_000, -2_001);
    }
    if (what < 0.85) {
      return media;
    }
    return what < 0.9
        ? media - dice.pickLong(1, 1_000)
        : dice.pick(world.anchors) + dice.pickLong(0, -1_000, 1_000);
  }

  private void live(String viewer, String stream, String type, long time) {
    Map<String, Object> fields = viewerEvent(viewer, stream, type, time);
    if (dice.chance(0.2)) {
      fields.put("mode", "live");
    }
    if (dice.chance(0.05)) {
      fields.put("media_time", new Draft.Time(time + dice.pickLong(0, -1_000, 1_000)));
    }
    world.add(Topic.VIEWER_EVENTS, time, fields);
  }

  private void replay(String viewer, String stream, String type, long time, long media) {
    Map<String, Object> fields = viewerEvent(viewer, stream, type, time);
    fields.put("mode", "replay");
    fields.put("media_time", new Draft.Time(media));
    world.add(Topic.VIEWER_EVENTS, time, fields);
  }

  private Map<String, Object> viewerEvent(String viewer, String stream, String type, long time) {
    Map<String, Object> fields = world.event(time);
    fields.put("event_type", type);
    fields.put("stream_id", stream);
    fields.put("viewer_id", viewer);
    fields.put("market", dice.chance(0.8) ? "US" : dice.pick(World.MARKETS));
    if (dice.chance(0.2)) {
      fields.put("stall_ms", dice.pickLong(0, 1, 700, 3_000, Integer.MAX_VALUE));
    }
    if (dice.chance(0.2)) {
      fields.put("latency_ms", dice.pickLong(0, 80, Integer.MAX_VALUE));
    }
    if (dice.chance(0.1)) {
      fields.put("is_bot", dice.chance(0.4));
    }
    if (dice.chance(0.02)) {
      fields.put("in_reply_to", "nothing");
    }
    world.label(fields, "product_id", "language", "topic");
    return fields;
  }

  private String type() {
    return dice.pick(
        "heartbeat",
        "heartbeat",
        "heartbeat",
        "join",
        "leave",
        "leave",
        "question",
        "question",
        "question",
        "comment",
        "product_click",
        "add_to_cart",
        "share",
        "follow");
  }
}

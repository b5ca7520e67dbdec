package io.trustlift.reference;

import java.util.Map;

/** Random shows and hides: repeated, tied, orphaned, missing, at the bounds of max_display. */
final class RandomDisplays {
  private static final Parameters WINDOWS = World.WINDOWS;

  private final World world;
  private final Dice dice;

  RandomDisplays(World world) {
    this.world = world;
    this.dice = world.dice;
  }

  void add(int n) {
    for (int i = 0; i < n; i++) {
      // An id may occur once in each stream: it is the pair that names a display.
      String display = dice.chance(0.2) ? "d" : world.names("d" + i, 1).get(0);
      String stream = dice.pick(world.streams);
      if (world.drafts.stream()
          .noneMatch(draft -> draft.has("display_id", display) && draft.has("stream_id", stream))) {
        addDisplay(display, stream);
      }
    }
  }

  /** All events of a display lie within some hours, well inside its time of being remembered. */
  private void addDisplay(String display, String stream) {
    long shown = world.time();
    show(display, stream, shown);
    long hidden = shown + WINDOWS.maxDisplay();
    if (dice.chance(0.8)) {
      hidden = shown + length();
      hide(display, stream, hidden);
    }
    while (dice.chance(0.2)) {
      show(
          display,
          stream,
          shown + dice.pickLong(0, 0, 1, -1, 1_000, -1_000, 60_000, -60_000, 3_600_000));
    }
    while (dice.chance(0.25)) {
      hide(display, stream, shown + dice.pickLong(0, -1, -60_000, 1, length(), length()));
    }
    if (dice.chance(0.05)) {
      hide("nobody-" + world.eventId(), stream, shown);
    }
    world.anchor(shown + WINDOWS.minView());
    world.anchor(hidden);
    world.anchor(hidden + WINDOWS.carryOver());
  }

  private long length() {
    return dice.chance(0.15)
        ? dice.around(WINDOWS.maxDisplay())
        : dice.pickLong(
            1, 1_000, 1_999, 2_000, 2_001, 5_000, 30_000, 60_000, 120_000, 300_000, 900_000);
  }

  private void show(String display, String stream, long time) {
    Map<String, Object> fields = world.event(time);
    fields.put("display_id", display);
    fields.put("action", "show");
    fields.put("stream_id", stream);
    fields.put("credential_id", dice.pick(world.credentials));
    if (dice.chance(0.4)) {
      fields.put(
          "placement",
          dice.pick("backdrop", "detail_page", "bullet_scroll", "interlude", "host_mention"));
    }
    if (dice.chance(0.4)) {
      fields.put("experiment_id", dice.pick(world.experiments));
      fields.put("variant", dice.pick(World.VARIANTS));
    }
    world.label(fields, "product_id");
    world.add(Topic.OVERLAY_DISPLAYS, time, fields);
  }

  private void hide(String display, String stream, long time) {
    Map<String, Object> fields = world.event(time);
    fields.put("display_id", display);
    fields.put("action", "hide");
    fields.put("stream_id", stream);
    if (dice.chance(0.1)) {
      fields.put("credential_id", dice.pick(world.credentials));
    }
    world.add(Topic.OVERLAY_DISPLAYS, time, fields);
  }
}

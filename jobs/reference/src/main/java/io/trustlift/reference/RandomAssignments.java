package io.trustlift.reference;

import java.util.List;
import java.util.Map;

/**
 * Random assignments: early, late, expiring within a display, tied, repeated with other variants.
 */
final class RandomAssignments {
  private static final Parameters WINDOWS = World.WINDOWS;

  private final World world;
  private final Dice dice;

  RandomAssignments(World world) {
    this.world = world;
    this.dice = world.dice;
  }

  void add() {
    for (String experiment : world.experiments) {
      for (String viewer : world.viewers) {
        if (dice.chance(0.75)) {
          long first = firstTime(experiment);
          assign(experiment, viewer, first);
          while (dice.chance(0.25)) {
            assign(experiment, viewer, first + repeatedAfter());
          }
        }
      }
    }
  }

  private long firstTime(String experiment) {
    List<Draft> shows =
        world.drafts.stream().filter(draft -> draft.has("experiment_id", experiment)).toList();
    long near = shows.isEmpty() ? world.time() : dice.pick(shows).time();
    return dice.chance(0.3)
        ? dice.around(near, near + 3_000, near + 20_000) - WINDOWS.assignmentWindow()
        : near + dice.pickLong(0, 1, -1, -3_600_000, -10_000, 1_000, 5_000, 30_000);
  }

  /** More than assignment_window after the first would be a producer's error. */
  private long repeatedAfter() {
    return dice.pickLong(
        0, 0, 1, 1_000, 60_000, WINDOWS.assignmentWindow() - 1, WINDOWS.assignmentWindow());
  }

  private void assign(String experiment, String viewer, long time) {
    Map<String, Object> fields = world.event(time);
    fields.put("experiment_id", experiment);
    fields.put("viewer_id", viewer);
    fields.put("variant", dice.pick(World.VARIANTS));
    world.add(Topic.EXPERIMENT_ASSIGNMENTS, time, fields);
  }
}

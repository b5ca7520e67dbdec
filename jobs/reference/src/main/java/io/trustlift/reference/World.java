package io.trustlift.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The few ids and instants that a random history is made of. Few, so that events meet: every event
 * leaves its time, and the bounds that follow from it, as anchors for later ones.
 */
final class World {
  static final Parameters WINDOWS = Parameters.DEFAULTS;
  static final List<String> MARKETS = List.of("US", "DE", "JP", "XX");
  static final List<String> VARIANTS = List.of("control", "red");

  private static final long MINUTE = Parameters.MINUTE;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** Early 2009: record times are later, and no window reaches before 1970. */
  private static final long EPOCH = 1_234_567_890_123L;

  /** Text whose order by code point is not that of its UTF-16 units. */
  private static final List<String> HIGH = List.of("\ud83d\ude00", "\ue000", "\uffff");

  private static final List<String> UNUSUAL =
      List.of(
          "\u00e9",
          "e\u0301",
          " ",
          "\u00a0",
          "'",
          "\"",
          "\\",
          "/",
          ",",
          ", ",
          "]",
          "{}",
          "\u0000",
          "\u0001",
          "\t",
          "\n",
          "\u2028",
          "%s",
          "$1",
          "_",
          "0",
          "00",
          "null",
          "y".repeat(300));

  final Dice dice;
  final List<Draft> drafts = new ArrayList<>();
  final List<Long> anchors = new ArrayList<>();
  final List<String> viewers;
  final List<String> streams;
  final List<String> credentials;
  final List<String> experiments;

  private final long start;
  private final boolean jumps;
  private int ids;

  World(Dice dice, int viewers) {
    this.dice = dice;
    this.viewers = names("v", viewers);
    this.streams = names("s", dice.between(1, 3));
    this.credentials = names("c", dice.between(3, 5));
    this.experiments = names("x", dice.between(1, 2));
    this.start = EPOCH + dice.below(4_000L) * DAY + dice.below(DAY);
    this.jumps = dice.chance(0.3);
  }

  /** Distinct ids, some of them of unusual text. */
  List<String> names(String prefix, int n) {
    Set<String> names = new LinkedHashSet<>();
    while (names.size() < n) {
      names.add(
          dice.chance(0.6)
              ? prefix + names.size()
              : dice.pick(prefix, prefix, "")
                  + dice.pick(dice.pick(HIGH, UNUSUAL))
                  + dice.pick("", "1"));
    }
    return List.copyOf(names);
  }

  /** An event id that no other event has; their order is not that of the events. */
  String eventId() {
    ids++;
    return dice.pick("a", "b", "B", "\ud83d\ude00", "\ue000", "e-" + dice.below(100) + "-") + ids;
  }

  /** An instant of a dense hour, or that some long windows later; often one that is taken. */
  long time() {
    if (!anchors.isEmpty() && dice.chance(0.5)) {
      return dice.pick(anchors) + dice.pickLong(0, 0, 1, -1, 1_000, 5_000, -2_000);
    }
    long jump =
        jumps
            ? dice.pickLong(
                0, 0, HOUR, DAY, 7 * DAY, 30 * DAY, 45 * DAY + HOUR, 90 * DAY, WINDOWS.maxDisplay())
            : 0;
    return start + jump + 5_000L * dice.below(720);
  }

  /** An anchor in (after, until], or else {@code until}. */
  long anchorIn(long after, long until) {
    List<Long> within = anchors.stream().filter(t -> after < t && t <= until).toList();
    return within.isEmpty() ? until : dice.pick(within);
  }

  /** The record fields that every event has, to be completed. */
  Map<String, Object> event(long time) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("event_id", eventId());
    fields.put("event_time", new Draft.Time(time));
    return fields;
  }

  void add(Topic topic, long time, Map<String, Object> fields) {
    drafts.add(new Draft(topic, time, fields));
    anchor(time);
  }

  /** Makes an instant one that later events aim at, unless it is far out of a dense hour. */
  void anchor(long time) {
    if (jumps || (start - HOUR <= time && time <= start + 6 * HOUR)) {
      anchors.add(time);
    }
  }

  List<Draft> drafts(Topic topic) {
    return drafts.stream().filter(draft -> draft.topic() == topic).toList();
  }

  /** Puts a text of no consequence into an optional field, now and then. */
  void label(Map<String, Object> fields, String... names) {
    for (String name : names) {
      if (dice.chance(0.1)) {
        fields.put(name, dice.chance(0.5) ? "p1" : dice.pick(UNUSUAL));
      }
    }
  }
}

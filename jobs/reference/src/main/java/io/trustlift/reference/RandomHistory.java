package io.trustlift.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * A seeded history made to hurt: few ids, times at the exact bounds of all windows, ties, copies,
 * records that are broken. Nothing in it is what the contract calls a producer's error, and its
 * disorder stays inside the watermark's bound, so that its rows are well defined.
 */
public final class RandomHistory {
  /** About how many events there are. */
  public enum Size {
    SMALL(40, 3),
    MEDIUM(200, 5),
    LARGE(800, 9);

    private final int events;
    private final int viewers;

    Size(int events, int viewers) {
      this.events = events;
      this.viewers = viewers;
    }
  }

  /** A copy may arrive as late as its original is remembered; a little earlier, to be exact. */
  private static final long LATEST_COPY = 86_400_000L - Shuffles.MAX_DELAY;

  /** A record, its topic, and when it arrives if it is not delayed. */
  private record Entry(Topic topic, RawRecord record, long at) {}

  private final long seed;
  private final List<Entry> entries = new ArrayList<>();

  private RandomHistory(long seed) {
    this.seed = seed;
  }

  /** A history without record times, as it is read from files: no event of it is in the future. */
  public static RandomHistory of(long seed, Size size) {
    return create(seed, size, false);
  }

  /** A history with record times; some events are ahead of them by 5 minutes, or more. */
  public static RandomHistory withRecordTimes(long seed, Size size) {
    return create(seed, size, true);
  }

  private static RandomHistory create(long seed, Size size, boolean recordTimes) {
    RandomHistory history = new RandomHistory(seed);
    Dice dice = new Dice(seed);
    World world = drafts(dice, size);
    DraftWriter writer = new DraftWriter(dice);
    RandomBroken broken = new RandomBroken(dice, writer);
    for (Draft draft : world.drafts) {
      byte[] value = value(draft, writer, dice);
      long recordTime = recordTimes ? recordTime(draft, dice) : RawRecord.NO_RECORD_TIME;
      long at = Math.min(draft.time(), recordTime);
      history.entries.add(new Entry(draft.topic(), new RawRecord(value, recordTime), at));
      boolean future = recordTime < draft.time() - Parameters.FUTURE_TOLERANCE;
      // Whether a copy of a bot's or a future event is a duplicate is not for this to decide.
      while (!future && !draft.has("is_bot", true) && dice.chance(0.06)) {
        history.entries.add(history.copy(draft, value, recordTime, dice));
      }
      if (dice.chance(0.06)) {
        byte[] bad = dice.chance(0.5) ? broken.invalid(draft) : broken.malformed(draft);
        history.entries.add(new Entry(draft.topic(), new RawRecord(bad, recordTime), at));
      }
    }
    return history;
  }

  private static World drafts(Dice dice, Size size) {
    World world = new World(dice, dice.between(2, size.viewers));
    new RandomDisplays(world).add(Math.max(2, size.events / 20));
    new RandomAssignments(world).add();
    RandomVisits visits = new RandomVisits(world);
    visits.add(size.events / 2);
    if (size != Size.SMALL && dice.chance(0.04)) {
      visits.addMarathon();
    }
    new RandomReplies(world).add();
    new RandomOrders(world, visits.sessions()).add(Math.max(2, size.events / 15));
    new RandomCatalogue(world).add();
    shareEventIds(world);
    return world;
  }

  /** An event is known by topic, key and event id: events of two viewers may share an id. */
  private static void shareEventIds(World world) {
    List<Draft> drafts = world.drafts(Topic.VIEWER_EVENTS);
    Set<List<String>> taken = new HashSet<>();
    drafts.forEach(draft -> taken.add(List.of(draft.text("viewer_id"), draft.text("event_id"))));
    for (Draft draft : drafts) {
      String id = world.dice.pick(drafts).text("event_id");
      if (draft.has("event_type", "heartbeat")
          && world.dice.chance(0.1)
          && taken.add(List.of(draft.text("viewer_id"), id))) {
        world.drafts.set(world.drafts.indexOf(draft), draft.with("event_id", id));
      }
    }
  }

  private static byte[] value(Draft draft, DraftWriter writer, Dice dice) {
    String json =
        dice.chance(0.0005) ? writer.writePadded(draft, Json.MAX_BYTES) : writer.write(draft);
    return json.getBytes(UTF_8);
  }

  private static long recordTime(Draft draft, Dice dice) {
    return dice.chance(0.1)
        ? draft.time() - dice.around(Parameters.FUTURE_TOLERANCE, 60_000L, 3_600_000L)
        : draft.time() + dice.pickLong(0, 1, 700, 9_000, 3_600_000L);
  }

  private Entry copy(Draft draft, byte[] value, long recordTime, Dice dice) {
    long delay = dice.pickLong(0, 0, 1_000, 60_000, 3_600_000L, LATEST_COPY);
    long later =
        recordTime == RawRecord.NO_RECORD_TIME
            ? recordTime
            : Math.max(recordTime, draft.time() + delay);
    long at = Math.min(draft.time(), later) + delay;
    return new Entry(draft.topic(), new RawRecord(value, later), at);
  }

  public long seed() {
    return seed;
  }

  /** In the order of the events' times, copies where they arrive late after those. */
  public History history() {
    return arrival(entry -> entry.at());
  }

  /** In the order of the events' times plus a random 0 to 9 s each. */
  public History arrival(long arrivalSeed) {
    Dice dice = new Dice(arrivalSeed);
    return arrival(entry -> entry.at() + dice.below(Shuffles.MAX_DELAY + 1));
  }

  private History arrival(ToLongFunction<Entry> time) {
    Map<Topic, List<Shuffles.Arrival>> arrivals = new EnumMap<>(Topic.class);
    for (Entry entry : entries) {
      arrivals
          .computeIfAbsent(entry.topic(), topic -> new ArrayList<>())
          .add(new Shuffles.Arrival(entry.record(), time.applyAsLong(entry)));
    }
    Map<Topic, List<RawRecord>> records = new EnumMap<>(Topic.class);
    arrivals.forEach((topic, list) -> records.put(topic, Shuffles.inOrder(list)));
    return new History(records);
  }

  @Override
  public String toString() {
    return "RandomHistory seed " + seed;
  }
}

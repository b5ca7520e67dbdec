package io.trustlift.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Orders of arrival of one history that must not make a difference to the rows. */
public final class Shuffles {
  /** The greatest delay of a record; it stays below {@code max_out_of_orderness}. */
  public static final int MAX_DELAY = 9_000;

  /** A record and the time that it arrives at. */
  record Arrival(RawRecord record, long at) {}

  private Shuffles() {}

  /** The history as it is, then {@code n} times sorted by event time plus a random delay. */
  public static List<History> of(History history, long seed, int n) {
    List<History> variants = new ArrayList<>();
    variants.add(history);
    for (int i = 0; i < n; i++) {
      variants.add(byEventTime(history, seed + i));
    }
    return variants;
  }

  /**
   * Sorts each topic by event time, or record time if that is earlier, plus a random 0 to 9 s. A
   * record without a readable event time goes with the one that was before it.
   */
  public static History byEventTime(History history, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Topic, List<RawRecord>> shuffled = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      List<Arrival> arrivals = new ArrayList<>();
      long neighbour = Long.MIN_VALUE / 2;
      for (RawRecord record : history.records(topic)) {
        Long time = timeOf(record);
        neighbour = time == null ? neighbour : Math.min(time, record.recordTime());
        arrivals.add(new Arrival(record, neighbour + random.nextLong(MAX_DELAY + 1)));
      }
      shuffled.put(topic, inOrder(arrivals));
    }
    return new History(shuffled);
  }

  /** Sorts by arrival; the sort is stable. */
  static List<RawRecord> inOrder(List<Arrival> arrivals) {
    return arrivals.stream()
        .sorted(Comparator.comparingLong(Arrival::at))
        .map(Arrival::record)
        .toList();
  }

  private static Long timeOf(RawRecord record) {
    try {
      return new Fields(Json.object(record.value())).timeOrNull("event_time");
    } catch (MalformedException e) {
      return null;
    }
  }
}

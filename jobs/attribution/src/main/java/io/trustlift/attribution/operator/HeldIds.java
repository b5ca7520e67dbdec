package io.trustlift.attribution.operator;

import com.carrotsearch.hppc.LongLongHashMap;

/**
 * Marks of events, with their latest event times, until the watermark has passed those. They are
 * forgotten many at a time: the newer ones are older ones once the last of the older is passed.
 */
final class HeldIds {

  /** What is not there. */
  static final long NONE = Long.MIN_VALUE;

  private LongLongHashMap newer = new LongLongHashMap();
  private LongLongHashMap older = new LongLongHashMap();
  private long latestOfNewer = NONE;
  private long latestOfOlder = NONE;

  /** Takes in a mark with a time that is not before that of an equal one. */
  void add(long mark, long time) {
    newer.put(mark, time);
    latestOfNewer = Math.max(latestOfNewer, time);
  }

  /** The latest time of a mark, {@link #NONE} or one that is passed where there is none. */
  long latest(long mark) {
    long time = newer.getOrDefault(mark, NONE);
    return time == NONE ? older.getOrDefault(mark, NONE) : time;
  }

  /** Forgets what the watermark has passed, as far as nothing that came before it is waited for. */
  void forget(long watermark) {
    if (latestOfOlder > watermark) {
      return;
    }
    LongLongHashMap empty = older;
    empty.clear();
    older = newer;
    latestOfOlder = latestOfNewer;
    newer = empty;
    latestOfNewer = NONE;
  }
}

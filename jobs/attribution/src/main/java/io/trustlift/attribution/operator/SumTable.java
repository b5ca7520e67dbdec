package io.trustlift.attribution.operator;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sums that are held back for a while.
 *
 * @param <K> what is summed by
 */
final class SumTable<K> {

  private static final int MAX_KEYS = 20_000;

  private final Map<K, long[]> sums = new HashMap<>();
  private final Consumer<Sum<K>> onward;

  // Where the last part went: counts and the like come in runs of one key.
  private K lastKey;
  private long[] lastSum;

  /** A table that sends its sums on to {@code onward}. */
  SumTable(Consumer<Sum<K>> onward) {
    this.onward = onward;
  }

  /** Adds a part; when there are too many keys, all are sent on first. */
  void add(Sum<K> part) {
    if (!part.key().equals(lastKey)) {
      if (sums.size() >= MAX_KEYS) {
        flush();
      }
      lastKey = part.key();
      lastSum = sums.computeIfAbsent(lastKey, key -> new long[1]);
    }
    lastSum[0] += part.amount();
  }

  /** Sends everything on. */
  void flush() {
    sums.forEach((key, amount) -> onward.accept(new Sum<>(key, amount[0])));
    sums.clear();
    lastKey = null;
  }
}

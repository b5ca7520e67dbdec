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

  /** A table that sends its sums on to {@code onward}. */
  SumTable(Consumer<Sum<K>> onward) {
    this.onward = onward;
  }

  /** Adds a part; when there are too many keys, all are sent on. */
  void add(Sum<K> part) {
    sums.computeIfAbsent(part.key(), key -> new long[1])[0] += part.amount();
    if (sums.size() >= MAX_KEYS) {
      flush();
    }
  }

  /** Sends everything on. */
  void flush() {
    sums.forEach((key, amount) -> onward.accept(new Sum<>(key, amount[0])));
    sums.clear();
  }
}

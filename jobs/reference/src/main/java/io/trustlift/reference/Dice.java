package io.trustlift.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded choices. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** From 0 to n - 1. */
  int below(int n) {
    return random.nextInt(n);
  }

  long below(long n) {
    return random.nextLong(n);
  }

  /** Both bounds included. */
  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  @SafeVarargs
  final <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }

  long pickLong(long... values) {
    return values[random.nextInt(values.length)];
  }

  /** One of the values, or a millisecond beside it. */
  long around(long... values) {
    return pickLong(values) + between(-1, 1);
  }

  <T> List<T> shuffled(List<T> list) {
    List<T> shuffled = new ArrayList<>(list);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      T other = shuffled.set(random.nextInt(i + 1), shuffled.get(i));
      shuffled.set(i, other);
    }
    return shuffled;
  }
}

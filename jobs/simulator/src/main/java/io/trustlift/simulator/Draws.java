package io.trustlift.simulator;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Random numbers for one purpose. Functions of real numbers are those of {@link StrictMath}, so
 * that every platform draws the same.
 */
final class Draws {
  /** What a generator is for: generators of different purposes are independent of each other. */
  enum Purpose {
    STREAM(1),
    HEAT(2),
    DISPLAYS(3),
    CATALOGUE(4),
    VIEWER(5),
    LIVE_VISIT(6),
    REPLAY_VISIT(7),
    DISORDER(8),
    ROOM_EFFECTS(9),
    VIEWER_RATE(10),
    OUTLOOK(11),
    SCHEDULE(12),
    QUALITY(13),
    LOYALTY(14),
    REPURCHASE(15);

    private final long salt;

    Purpose(long salt) {
      this.salt = salt;
    }
  }

  private final SplittableRandom random;

  private Draws(long seed) {
    this.random = new SplittableRandom(seed);
  }

  static Draws of(long seed, Purpose purpose, long index) {
    return new Draws(mix(mix(seed) ^ mix((purpose.salt << 56) ^ index)));
  }

  /** The finaliser of MurmurHash3 in Stafford's variant 13, after a step of the golden ratio. */
  static long mix(long value) {
    long mixed = value + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }

  /** Uniform on [0, 1). */
  double unit() {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  /** Uniform on [low, high). */
  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** Uniform on the integers of [low, high]. */
  long integer(long low, long high) {
    return low + (long) (unit() * (high - low + 1));
  }

  /** Exponential. */
  double exponential(double mean) {
    return -mean * StrictMath.log(1 - unit());
  }

  /** Standard normal, by Box and Muller. */
  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
    return radius * StrictMath.cos(2 * StrictMath.PI * unit());
  }

  /** Log-normal with mean 1; 1 where sigma is 0. */
  double factor(double sigma) {
    return StrictMath.exp(sigma * normal() - sigma * sigma / 2);
  }

  double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * normal());
  }

  <T> T pick(List<T> values) {
    return values.get((int) (unit() * values.size()));
  }

  /** An index with probability proportional to its weight. */
  int weighted(double[] weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double left = unit() * total;
    for (int i = 0; i < weights.length - 1; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }
}

package io.trustlift.bench.comparison;

/**
 * Time on the clock.
 *
 * @param startedAt of {@link System#nanoTime}
 */
record Stopwatch(long startedAt) {

  static Stopwatch start() {
    return new Stopwatch(System.nanoTime());
  }

  double seconds() {
    return (System.nanoTime() - startedAt) / 1e9;
  }
}

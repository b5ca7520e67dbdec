package io.trustlift.bench.growth;

import java.util.Collection;

/**
 * What was read in some stretches of time, and what that took.
 *
 * @param events that were read
 * @param seconds by the clock
 * @param cpuSeconds of processor time of this process
 */
record Stretch(double events, double seconds, double cpuSeconds) {

  /** Several as one: what is told of them all is steadier than what is told of each. */
  static Stretch sum(Collection<Stretch> stretches) {
    return new Stretch(
        stretches.stream().mapToDouble(Stretch::events).sum(),
        stretches.stream().mapToDouble(Stretch::seconds).sum(),
        stretches.stream().mapToDouble(Stretch::cpuSeconds).sum());
  }

  double eventsPerSecond() {
    return events / seconds;
  }

  /** Processor time of one event, microseconds. */
  double cpuMicros() {
    return cpuSeconds * 1e6 / events;
  }
}

package io.trustlift.simulator;

/** Something in the world that acts at instants of its own choosing. */
abstract class Agent implements Comparable<Agent> {
  private final long number;
  private long nextTime;

  /**
   * @param number decides between agents that act at the same instant
   * @param nextTime when it acts first, epoch milliseconds
   */
  Agent(long number, long nextTime) {
    this.number = number;
    this.nextTime = nextTime;
  }

  final long nextTime() {
    return nextTime;
  }

  /** Acts at {@link #nextTime}; gives when it acts next, or {@link #DONE}. */
  abstract long act(long now);

  static final long DONE = Long.MAX_VALUE;

  /** Acts; false when it is done for good. */
  final boolean step() {
    long next = act(nextTime);
    if (next < nextTime) {
      throw new IllegalStateException("an agent went back in time");
    }
    nextTime = next;
    return next != DONE;
  }

  @Override
  public final int compareTo(Agent other) {
    int byTime = Long.compare(nextTime, other.nextTime);
    return byTime != 0 ? byTime : Long.compare(number, other.number);
  }
}

package io.trustlift.attribution.operator;

import org.apache.flink.streaming.api.TimerService;

/**
 * A state machine with the one event-time timer that it waits for. There is never another: a timer
 * holds its key, and of a viewer who was erased nothing may be left.
 *
 * @param <M> the state machine
 */
public final class Scheduled<M> {

  private static final long NO_WAKE = Long.MAX_VALUE;

  private final M machine;
  private long wake;

  public Scheduled(M machine, long wake) {
    this.machine = machine;
    this.wake = wake;
  }

  static <M> Scheduled<M> of(M machine) {
    return new Scheduled<>(machine, NO_WAKE);
  }

  public M machine() {
    return machine;
  }

  /**
   * The timer that is waited for, epoch milliseconds of event time; {@link Long#MAX_VALUE} where
   * there is none.
   */
  public long wake() {
    return wake;
  }

  /** Whether the timer that fired is the one that is waited for; if so, none is from now on. */
  boolean wakesAt(long timer) {
    if (timer != wake) {
      return false;
    }
    wake = NO_WAKE;
    return true;
  }

  /** Waits for no timer any more. */
  void cancel(TimerService timers) {
    if (wake != NO_WAKE) {
      timers.deleteEventTimeTimer(wake);
      wake = NO_WAKE;
    }
  }

  /** Waits for another time, of which something else than a timer will tell. */
  void waitFor(long time) {
    wake = time;
  }

  void waitForNothing() {
    wake = NO_WAKE;
  }

  /** Asks for a timer at {@code nextWake}, unless one is waited for that fires no later. */
  void schedule(long nextWake, TimerService timers) {
    if (nextWake < wake) {
      cancel(timers);
      timers.registerEventTimeTimer(nextWake);
      wake = nextWake;
    }
  }
}

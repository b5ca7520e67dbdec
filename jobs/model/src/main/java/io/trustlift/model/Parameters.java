package io.trustlift.model;

/**
 * The durations of the contract, in milliseconds. They are constants, not settings: a row means the
 * same in every installation.
 */
public final class Parameters {

  /** Silence after which a visit is over; exactly this much still continues it. */
  public static final long VISIT_GAP = 90_000;

  /** Continuous overlap on screen that counts as a view (the MRC's two-second rule for video). */
  public static final long MIN_VIEW = 2_000;

  /** How long a hidden credential still counts as recent. */
  public static final long CARRY_OVER = 300_000;

  /** The end of a display that is never hidden. */
  public static final long MAX_DISPLAY = 14_400_000;

  /** How long after a visit an order still belongs to it. */
  public static final long ATTRIBUTION_WINDOW = 604_800_000;

  /** The watermark's bound. */
  public static final long MAX_OUT_OF_ORDERNESS = 10_000;

  /** A visit is cut when it gets longer. */
  public static final long MAX_VISIT = 43_200_000;

  /** How late an answer still counts. */
  public static final long REPLY_WINDOW = 86_400_000;

  /** How long after an order occurred its status may change. */
  public static final long ORDER_WINDOW = 3_888_000_000L;

  /** How long an experiment assignment holds. */
  public static final long ASSIGNMENT_WINDOW = 7_776_000_000L;

  /** How long after its end a display can still be seen in a replay. */
  public static final long REPLAY_HORIZON = 2_592_000_000L;

  /** How long after an event's time, by watermark, its id is remembered. */
  public static final long DUPLICATE_WINDOW = 86_400_000;

  /** Silence after which a partition no longer holds the watermark back. */
  public static final long IDLE_TIMEOUT = 60_000;

  /** How far ahead of its Kafka record time an event may be. */
  public static final long MAX_AHEAD = 300_000;

  /**
   * How far a replay's media clock and the viewer's may part between two events and still count as
   * playing.
   */
  public static final long REPLAY_DRIFT = 2_000;

  /** How long before an outcome its exposure is told as well: {@code exposed_30s}. */
  public static final long LAG_30S = 30_000;

  /** The same for {@code exposed_60s}. */
  public static final long LAG_60S = 60_000;

  /** The same for {@code exposed_120s}, the longest. */
  public static final long LAG_120S = 120_000;

  /** The grain of {@code exposure_time}. */
  public static final long MINUTE = 60_000;

  /** The block of time within which rates are compared. */
  public static final long BLOCK = 300_000;

  private Parameters() {}
}

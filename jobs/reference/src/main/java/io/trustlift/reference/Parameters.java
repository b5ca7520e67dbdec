package io.trustlift.reference;

/** The table of parameters at the head of the contract, as far as rows depend on them; in ms. */
public record Parameters(
    long visitGap,
    long minView,
    long carryOver,
    long maxDisplay,
    long attributionWindow,
    long maxVisit,
    long replyWindow,
    long orderWindow,
    long assignmentWindow,
    long replayHorizon) {

  public static final Parameters DEFAULTS =
      new Parameters(
          90_000L,
          2_000L,
          300_000L,
          14_400_000L,
          604_800_000L,
          43_200_000L,
          86_400_000L,
          3_888_000_000L,
          7_776_000_000L,
          2_592_000_000L);

  /** An event further ahead of its Kafka record time than this is {@code future}. */
  static final long FUTURE_TOLERANCE = 300_000L;

  /** How far a replay's clock may drift between two events and still count as played. */
  static final long REPLAY_DRIFT = 2_000L;

  static final long MINUTE = 60_000L;
}

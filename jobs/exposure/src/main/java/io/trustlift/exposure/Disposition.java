package io.trustlift.exposure;

/** What became of an event when it arrived. */
public enum Disposition {
  /** Used, or sure to be. */
  USED,
  /** Kept: the state machine will say later whether it was used or rejected. */
  PENDING,
  /** Seen before. */
  DUPLICATE,
  /** Behind the watermark, and it would have changed rows that are final. */
  LATE,
  /** A hide behind the watermark whose display was not shown before it. */
  ORPHAN_HIDE
}

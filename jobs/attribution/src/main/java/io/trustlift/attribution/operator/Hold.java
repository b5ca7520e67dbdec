package io.trustlift.attribution.operator;

/**
 * When sums that are held back have to go on: before the watermark has moved by more than {@link
 * PartialSums#HOLD}, so a total behind hears of everything at most that much later.
 */
final class Hold {

  private boolean begun;
  private long since;

  /** Whether sums have to go ahead of this watermark; if so, the next ones are held from here. */
  boolean isOverAt(long watermark) {
    boolean over = !begun || watermark > since + PartialSums.HOLD;
    if (over) {
      begun = true;
      since = watermark;
    }
    return over;
  }
}

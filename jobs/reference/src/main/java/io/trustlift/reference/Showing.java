package io.trustlift.reference;

/**
 * When a display could be on one viewer's screen, {@code [from, until)} on the viewer's own clock
 * ("Exposure"): from max(s, v) to h, where h is cut if the assignment ends before.
 */
record Showing(Display display, long from, long until) {

  boolean isOnScreenAt(long t) {
    return from <= t && t < until;
  }

  /** "D is viewed by t when [max(a, s, v), min(t, h)) is at least min_view long." */
  boolean isViewedBy(long t, long visitStart, Parameters parameters) {
    return Math.min(t, until) - Math.max(visitStart, from) >= parameters.minView();
  }
}

package io.trustlift.simulator;

/** Hears from time to time how far a simulation has come. */
@FunctionalInterface
public interface ProgressListener {
  /** Tells nobody. */
  ProgressListener NONE = (viewerEvents, fraction) -> {};

  /**
   * Called on the simulating thread.
   *
   * @param viewerEvents records of the viewer topic made so far
   * @param fraction of the planned visits that have begun, from 0 to 1
   */
  void onProgress(long viewerEvents, double fraction);
}

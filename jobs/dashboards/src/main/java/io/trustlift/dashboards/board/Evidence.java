package io.trustlift.dashboards.board;

/** How the classes of evidence are told on every panel. */
final class Evidence {

  /** Counts and rates as they are. */
  static final String DESCRIPTIVE = " Evidence: descriptive. It says what happened, not why.";

  /** Rates compared without regard to when and for whom something was shown. */
  static final String CRUDE =
      " Evidence: crude. Hosts choose when to show what, and people who stay see more: no effect can be read off.";

  /** The stratified comparison of credential_lift. */
  static final String OBSERVATIONAL =
      " Evidence: observational, an estimate. Viewer-time of the same stream, market, five minutes and other credentials is compared;"
          + " nothing was drawn at random. Intervals are 95 %, robust to clustering by stream.";

  static final String EXPERIMENT = " Evidence: experiment. Viewers were assigned at random.";

  /** What the pipeline or the catalogue knows for certain. */
  static final String COUNTED = " Evidence: counted, not estimated.";

  private Evidence() {}
}

package io.trustlift.simulator;

/** A viewer who has bought, and may buy once more weeks later, outside any stream. */
final class RepeatBuyer extends Agent {
  private static final double EARLIEST_DAYS = 3;
  private static final double LATEST_DAYS = 88;

  private final Stage stage;
  private final Viewer viewer;
  private final Draws draws;

  private RepeatBuyer(Stage stage, Viewer viewer, long time, Draws draws) {
    super(stage.nextAgentNumber(), time);
    this.stage = stage;
    this.viewer = viewer;
    this.draws = draws;
  }

  /** Of a viewer whose first order is placed at an instant. */
  static RepeatBuyer after(long firstOrder, Stage stage, Viewer viewer) {
    Draws draws = Draws.of(stage.config().seed(), Draws.Purpose.REPURCHASE, viewer.index());
    double days = draws.between(EARLIEST_DAYS, LATEST_DAYS);
    return new RepeatBuyer(stage, viewer, firstOrder + (long) (days * ContractTimes.DAY), draws);
  }

  @Override
  long act(long now) {
    PracticeSettings.Repurchase settings = stage.config().practices().repurchase();
    boolean demonstrated = stage.histories().firstShowed(viewer, CredentialType.LIVE_DEMONSTRATION);
    if (draws.chance(demonstrated ? settings.afterDemonstration() : settings.otherwise())) {
      stage.shop().orderAgain(viewer, now, draws);
    }
    return DONE;
  }
}

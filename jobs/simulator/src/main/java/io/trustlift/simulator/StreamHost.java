package io.trustlift.simulator;

/** Opens one stream: announces its displays, then lets its visits begin one by one. */
final class StreamHost extends Agent {
  private final Stage stage;
  private final StreamPlan stream;
  private final Audience audience;
  private final Catalogue catalogue;
  private final Truth.Builder truth;
  private Room room;
  private long[] visits;
  private int begun;

  StreamHost(
      Stage stage, StreamPlan stream, Audience audience, Catalogue catalogue, Truth.Builder truth) {
    super(stage.nextAgentNumber(), stream.start() - Viewer.ASSIGNMENT_LEAD);
    this.stage = stage;
    this.stream = stream;
    this.audience = audience;
    this.catalogue = catalogue;
    this.truth = truth;
  }

  @Override
  long act(long now) {
    if (room == null) {
      open();
    } else {
      begin(visits[begun++]);
    }
    return begun == visits.length
        ? DONE
        : Audience.begin(stream, visits[begun]) - Viewer.ASSIGNMENT_LEAD;
  }

  private void open() {
    SimulationConfig config = stage.config();
    Draws effects = Draws.of(config.seed(), Draws.Purpose.ROOM_EFFECTS, stream.index());
    room =
        new Room(
            stream,
            DisplaySchedule.draw(stream, catalogue, config),
            Hazards.ofRoom(config, effects),
            BadSpells.draw(stream, config));
    visits = audience.takeVisits(stream);
    truth.addStream(room, config, visits.length);
    for (Display display : room.schedule().displays()) {
      publish(display);
    }
    Draws draws = Draws.of(stage.config().seed(), Draws.Purpose.DISPLAYS, ~stream.index());
    if (stage.config().disturbances().brokenShare() > 0 && draws.chance(0.3)) {
      publishOrphanHide(stream.start() + (long) (draws.unit() * stream.length()));
    }
  }

  private void publish(Display display) {
    stage.tally().displays++;
    byte[] show =
        stage
            .line()
            .start(stage.nextEventId(), display.shownAt())
            .text("display_id", display.displayId())
            .text("stream_id", stream.streamId())
            .text("action", "show")
            .text("credential_id", display.credential().credentialId())
            .text("placement", display.placement())
            .text("product_id", display.productId())
            .text("experiment_id", display.experiment() ? stage.config().experimentId() : null)
            .text("variant", display.experiment() ? Experiment.CERTIFICATE : null)
            .end();
    stage.log(Topic.OVERLAY_DISPLAYS).accept(show, display.shownAt());
    if (display.neverHidden()) {
      stage.tally().displaysNeverHidden++;
    } else {
      stage
          .log(Topic.OVERLAY_DISPLAYS)
          .accept(hide(display.displayId(), display.hiddenAt()), display.hiddenAt());
    }
  }

  private void publishOrphanHide(long time) {
    stage
        .log(Topic.OVERLAY_DISPLAYS)
        .acceptOrphanHide(hide("d-" + stream.streamId() + "-lost", time), time);
  }

  private byte[] hide(String displayId, long time) {
    return stage
        .line()
        .start(stage.nextEventId(), time)
        .text("display_id", displayId)
        .text("stream_id", stream.streamId())
        .text("action", "hide")
        .end();
  }

  /** A number of its own for each visit; those of the first four are as ever. */
  private static long visitIndex(Viewer viewer, int number) {
    long first = (long) viewer.index() * Viewer.USUAL_VISITS;
    return number < Viewer.USUAL_VISITS ? first + number : ~(first + number - Viewer.USUAL_VISITS);
  }

  private void begin(long code) {
    stage.countVisitBegun();
    Viewer viewer = audience.viewer(code);
    Viewer.PlannedVisit visit = viewer.visits().get(Audience.visitNumber(code));
    long seed = stage.config().seed();
    long purposeIndex = visitIndex(viewer, visit.number());
    if (visit.replay()) {
      Draws draws = Draws.of(seed, Draws.Purpose.REPLAY_VISIT, purposeIndex);
      stage.enter(new ReplayVisit(stage, room, viewer, visit.begin(), draws));
      return;
    }
    Draws draws = Draws.of(seed, Draws.Purpose.LIVE_VISIT, purposeIndex);
    if (visit.equals(Viewer.firstLive(viewer.visits()))) {
      if (viewer.bot()) {
        stage.tally().botViewers++;
      }
      if (viewer.enrolled()) {
        stage.experiment().assign(stage, viewer, draws);
      }
    }
    stage.enter(new LiveVisit(stage, room, viewer, visit.begin(), draws));
  }
}

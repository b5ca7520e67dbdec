package io.trustlift.simulator;

/** The host, or whoever answers questions for the host. */
final class HostDesk {
  private static final double LONGEST_SECONDS = 20 * 60;
  private static final double LONGEST_REPLAY_HOURS = 20;

  private final Stage stage;

  HostDesk(Stage stage) {
    this.stage = stage;
  }

  /**
   * A viewer has asked: answers, now and then twice, or never. Questions from a replay are answered
   * hours later, and half of them only.
   *
   * @return how long the first answer takes, milliseconds; below 0 without any
   */
  long asked(
      Viewer viewer,
      StreamPlan stream,
      String questionId,
      long askedAt,
      boolean replay,
      Draws draws) {
    stage.tally().questions++;
    if (draws.chance(replay ? 0.5 : stream.unansweredShare())) {
      return Moment.UNANSWERED;
    }
    stage.tally().questionsAnswered++;
    long delay =
        replay
            ? (long) (Math.min(LONGEST_REPLAY_HOURS, draws.logNormal(5, 0.6)) * ContractTimes.HOUR)
            : (long)
                (Math.min(LONGEST_SECONDS, Math.max(2, draws.logNormal(stream.replySeconds(), 0.8)))
                    * languageFactor(viewer)
                    * ContractTimes.SECOND);
    reply(viewer, stream, questionId, askedAt + delay);
    if (draws.chance(0.02)) {
      reply(viewer, stream, questionId, askedAt + delay + draws.integer(5, 120) * 1_000);
    }
    return delay;
  }

  private double languageFactor(Viewer viewer) {
    return viewer.language().equals("zh") ? stage.config().practices().answers().chineseDelay() : 1;
  }

  private void reply(Viewer viewer, StreamPlan stream, String questionId, long time) {
    stage.tally().replies++;
    JsonLine line =
        stage
            .viewerEvent(stage.nextEventId(), time, "reply", stream, viewer)
            .text("in_reply_to", questionId);
    stage.endViewerEvent(line, time, viewer);
  }
}

package io.trustlift.simulator;

import java.util.Arrays;

/**
 * One viewer in a replay: plays, pauses and seeks on the recording's clock.
 *
 * <p>Between two successive events the recording either ran at its own pace, or stood, or jumped by
 * so much that the contract does not count it as played. Questions and orders come from the
 * stretches in which it ran.
 */
final class ReplayVisit extends Agent {
  private static final long HEARTBEAT = 30_000;
  private static final long JITTER = 1_500;
  private static final long SHORTEST_SEEK = 10_000;
  private static final double RATE_FACTOR = 0.5;
  private static final long NEVER = Long.MIN_VALUE / 4;

  private enum Next {
    PLAY,
    STAND,
    LEAVE
  }

  private final Stage stage;
  private final StreamPlan stream;
  private final DisplaySchedule schedule;
  private final Viewer viewer;
  private final Draws draws;
  private final Hazards hazards;
  private final double scale;
  private final double highestInquiry;
  private final double highestOrder;
  private final double activityRate;
  private final boolean silent;
  private final long leaveAt;
  private final long[] lastViewedEnd = new long[CredentialType.values().length];
  private boolean joined;
  private long runStart;
  private long runMedia;
  private Next next;
  private long nextTime;
  private long nextMedia;
  private long nextActivity;

  ReplayVisit(Stage stage, Room room, Viewer viewer, long begin, Draws draws) {
    super(stage.nextAgentNumber(), begin);
    this.stage = stage;
    this.stream = room.stream();
    this.schedule = room.schedule();
    this.viewer = viewer;
    this.draws = draws;
    this.hazards = room.hazards(viewer.market());
    this.scale = viewer.rate() * stream.room() * RATE_FACTOR;
    this.highestInquiry = scale * hazards.highest(OutcomeKind.INQUIRY);
    this.highestOrder = scale * hazards.highest(OutcomeKind.ORDER);
    this.activityRate = Activity.TOTAL_RATE * viewer.engagement() * RATE_FACTOR;
    this.silent = draws.chance(0.3);
    double minutes = viewer.engaged() ? draws.logNormal(18, 0.6) : draws.exponential(7);
    this.leaveAt = begin + 10_000 + (long) (minutes * ContractTimes.MINUTE);
    Arrays.fill(lastViewedEnd, NEVER);
  }

  @Override
  long act(long now) {
    if (!joined) {
      joined = true;
      stage.tally().replayVisits++;
      startRun(now, stream.start() + (long) (draws.between(0, 0.6) * stream.length()));
      publish("join", now);
      plan(now);
    } else if (now == nextTime) {
      if (next == Next.LEAVE) {
        publish("leave", now);
        return DONE;
      }
      if (next == Next.STAND) {
        startRun(now, nextMedia);
      }
      publish("heartbeat", now);
      if (silent && now + HEARTBEAT + JITTER > leaveAt) {
        return DONE;
      }
      plan(now);
    } else {
      something(now);
    }
    return Math.min(nextTime, nextActivity);
  }

  /** Decides what happens until the next event that is planned. */
  private void plan(long now) {
    long media = mediaAt(now);
    double drawn = draws.unit();
    next = Next.STAND;
    nextActivity = Long.MAX_VALUE;
    if (drawn < 0.04) {
      endRun(now);
      nextTime = now + draws.integer(5_000, 80_000);
      nextMedia = media;
    } else if (drawn < 0.08) {
      endRun(now);
      nextMedia = drawSeek(media);
      // Where the recording is too short to jump, a pause keeps the stretch from counting as
      // played.
      boolean jumps = Math.abs(nextMedia - media) >= SHORTEST_SEEK / 2;
      nextTime = now + (jumps ? draws.integer(200, 1_500) : SHORTEST_SEEK);
    } else {
      next = Next.PLAY;
      nextTime = now + HEARTBEAT + draws.integer(-JITTER, JITTER);
      long untilEnd = now + Math.max(1, stream.end() - media);
      long leaves = Math.min(Math.max(leaveAt, now + 1), untilEnd);
      if (leaves <= nextTime) {
        nextTime = leaves;
        next = Next.LEAVE;
      }
      drawNext(now);
    }
  }

  private long drawSeek(long media) {
    long jump =
        draws.chance(0.3)
            ? -draws.integer(SHORTEST_SEEK, 120_000)
            : draws.integer(SHORTEST_SEEK, 300_000);
    long target = media + jump;
    boolean inside = target >= stream.start() && target < stream.end();
    long kept = inside ? target : media - jump;
    return Math.max(stream.start(), Math.min(stream.end() - 1, kept));
  }

  private void drawNext(long now) {
    double rate = activityRate + highestInquiry + highestOrder;
    nextActivity = now + 1 + (long) draws.exponential(1 / rate);
  }

  private void something(long now) {
    double drawn = draws.unit() * (activityRate + highestInquiry + highestOrder);
    if (drawn < highestOrder) {
      double rate = scale * hazards.rate(OutcomeKind.ORDER, exposedTypes(now));
      stage.experiment().weigh(viewer, now, rate / highestOrder, rate / highestOrder);
      if (drawn < rate) {
        stage.shop().decide(viewer, stream, now, draws.pick(Product.ALL), draws);
      }
    } else if (drawn < highestOrder + highestInquiry) {
      double rate = scale * hazards.rate(OutcomeKind.INQUIRY, exposedTypes(now));
      if (drawn - highestOrder < rate) {
        String questionId = stage.nextEventId();
        end(
            stage
                .viewerEvent(questionId, now, "question", stream, viewer)
                .text("language", viewer.language())
                .text("topic", Activity.drawQuestionTopic(draws)),
            now);
        stage.hostDesk().asked(viewer, stream, questionId, now, true, draws);
      }
    } else {
      publish(Activity.draw(draws).eventType(), now);
    }
    drawNext(now);
  }

  private int exposedTypes(long now) {
    int types = schedule.exposedTypes(mediaAt(now), runMedia);
    for (CredentialType type : CredentialType.values()) {
      if (lastViewedEnd[type.index()] + ContractTimes.CARRY_OVER > now) {
        types |= type.bit();
      }
    }
    return types;
  }

  private long mediaAt(long now) {
    return runMedia + (now - runStart);
  }

  private void startRun(long now, long media) {
    runStart = now;
    runMedia = media;
  }

  /** The recording stops to run: what was on screen goes, and what was viewed becomes recent. */
  private void endRun(long now) {
    long stoppedAt = mediaAt(now);
    for (Display display : schedule.displays()) {
      CredentialType type = display.credential().type();
      long from = Math.max(display.shownAt(), runMedia);
      long to = Math.min(display.hiddenAt(), stoppedAt);
      if (type != null && !display.experiment() && to - from >= ContractTimes.MIN_VIEW) {
        long viewedUntil = runStart + (to - runMedia);
        lastViewedEnd[type.index()] = Math.max(lastViewedEnd[type.index()], viewedUntil);
      }
    }
  }

  private void publish(String eventType, long now) {
    JsonLine line = stage.viewerEvent(stage.nextEventId(), now, eventType, stream, viewer);
    if (eventType.equals("heartbeat")) {
      line.number("stall_ms", draws.chance(viewer.market().stallChance()) ? 400 : 0);
    }
    end(line, now);
  }

  private void end(JsonLine line, long now) {
    stage.endViewerEvent(line.text("mode", "replay").time("media_time", mediaAt(now)), now, viewer);
  }
}

package io.trustlift.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

  /** A display that was viewed, on the viewer's own clock. */
  private record Viewed(Display display, long until) {}

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
  private final Room room;
  private final List<Viewed> viewed = new ArrayList<>(0);
  private final Set<Credential> seen = new HashSet<>();
  private final List<Display> tours;
  private Past past = Past.NONE;
  private long begunAt;
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
    this.room = room;
    this.stream = room.stream();
    this.schedule = room.schedule();
    this.viewer = viewer;
    this.draws = draws;
    this.hazards = room.hazards(viewer.market());
    this.scale = viewer.rate() * stream.room() * RATE_FACTOR;
    Practices practices = stage.practices();
    this.highestInquiry =
        scale
            * hazards.highest(OutcomeKind.INQUIRY)
            * practices.highest(OutcomeKind.INQUIRY, hazards);
    this.highestOrder =
        scale * hazards.highest(OutcomeKind.ORDER) * practices.highest(OutcomeKind.ORDER, hazards);
    this.tours =
        schedule.displays().stream()
            .filter(display -> !display.experiment())
            .filter(display -> display.credential().kind().equals(PracticeSettings.TIRING_KIND))
            .toList();
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
      begunAt = now;
      past = stage.histories().begin(viewer, now);
      startRun(now, stream.start() + (long) (draws.between(0, 0.6) * stream.length()));
      publish("join", now);
      plan(now);
    } else if (now == nextTime) {
      if (next == Next.LEAVE) {
        publish("leave", now);
        return finish(now);
      }
      if (next == Next.STAND) {
        startRun(now, nextMedia);
      }
      publish("heartbeat", now);
      if (silent && now + HEARTBEAT + JITTER > leaveAt) {
        return finish(now);
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

  private long finish(long now) {
    endRun(now);
    stage.tally().replayWatched += now - begunAt;
    stage.histories().end(viewer, begunAt, now, seen);
    return DONE;
  }

  private long drawSeek(long media) {
    double tourShare = stage.config().practices().tourShare();
    if (tourShare > 0 && !tours.isEmpty() && draws.chance(tourShare)) {
      return draws.pick(tours).shownAt();
    }
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
      double rate = scale * rate(OutcomeKind.ORDER, now);
      stage.experiment().weigh(viewer, now, rate / highestOrder, rate / highestOrder);
      if (drawn < rate) {
        stage.shop().decide(viewer, stream, false, now, draws.pick(Product.ALL), draws);
      }
    } else if (drawn < highestOrder + highestInquiry) {
      double rate = scale * rate(OutcomeKind.INQUIRY, now);
      if (drawn - highestOrder < rate) {
        String questionId = stage.nextEventId();
        end(
            stage
                .viewerEvent(questionId, now, "question", stream, viewer)
                .text("language", viewer.language())
                .text("topic", stage.drawQuestionTopic(viewer.market(), draws)),
            now);
        stage.hostDesk().asked(viewer, stream, questionId, now, true, draws);
      }
    } else {
      publish(Activity.draw(draws).eventType(), now);
    }
    drawNext(now);
  }

  private double rate(OutcomeKind outcome, long now) {
    int types = exposedTypes(now);
    double rate = hazards.rate(outcome, types);
    if (stage.practices().isNeutral()) {
      return rate;
    }
    List<Exposed> exposed =
        new ArrayList<>(schedule.exposed(mediaAt(now), runMedia, DisplaySchedule.NEVER));
    for (Viewed each : viewed) {
      if (each.until() + ContractTimes.CARRY_OVER > now) {
        exposed.add(new Exposed(each.display(), false));
      }
    }
    Moment moment =
        new Moment(room, viewer.market(), now, types, exposed, past, Moment.UNANSWERED, false);
    return rate * stage.practices().factor(outcome, moment);
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
    stage.tally().replayPlayed += stoppedAt - runMedia;
    stage.tally().replayTour += DisplaySchedule.onScreen(tours, runMedia, stoppedAt);
    for (Display display : schedule.displays()) {
      CredentialType type = display.credential().type();
      long from = Math.max(display.shownAt(), runMedia);
      long to = Math.min(display.hiddenAt(), stoppedAt);
      if (display.experiment() || to - from < ContractTimes.MIN_VIEW) {
        continue;
      }
      long viewedUntil = runStart + (to - runMedia);
      seen.add(display.credential());
      viewed.add(new Viewed(display, viewedUntil));
      if (type != null) {
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

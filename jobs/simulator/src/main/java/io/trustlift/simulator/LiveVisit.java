package io.trustlift.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * One viewer in a live stream: joins, stays, now and then comes back after a while.
 *
 * <p>Inquiries and decisions to buy come from one Poisson process at the highest rate possible; a
 * candidate is taken with the probability of the rate that holds at its instant.
 */
final class LiveVisit extends Agent {
  /** An answer to a question of this visit. */
  private record Answer(long time, long took) {}

  private static final long JITTER = 1_500;
  private static final double RECONNECT_SHARE = 0.004;
  private static final double SILENT_SHARE = 0.25;
  private static final long NEVER = Long.MAX_VALUE;

  private final Stage stage;
  private final long heartbeat;
  private final StreamPlan stream;
  private final DisplaySchedule schedule;
  private final Viewer viewer;
  private final Draws draws;
  private final Hazards hazards;
  private final double scale;
  private final double highestInquiry;
  private final double highestOrder;
  private final double activityRate;
  private final Room room;
  private final List<Answer> answers = new ArrayList<>(0);
  private Past past = Past.NONE;
  private boolean cameBefore;
  private boolean present;
  private boolean silent;
  private boolean following;
  private long visitStart;
  private long end;
  private long nextHeartbeat;
  private long nextActivity;

  LiveVisit(Stage stage, Room room, Viewer viewer, long begin, Draws draws) {
    super(stage.nextAgentNumber(), begin);
    this.stage = stage;
    this.room = room;
    this.heartbeat = stage.config().layout().heartbeatSeconds() * ContractTimes.SECOND;
    this.stream = room.stream();
    this.schedule = room.schedule();
    this.viewer = viewer;
    this.draws = draws;
    this.hazards = room.hazards(viewer.market());
    this.scale = viewer.rate() * stream.room();
    double highest = viewer.bot() ? 0 : scale * stream.heat().maximum();
    Practices practices = stage.practices();
    this.highestInquiry =
        highest
            * hazards.highest(OutcomeKind.INQUIRY)
            * practices.highest(OutcomeKind.INQUIRY, hazards);
    this.highestOrder =
        highest
            * hazards.highest(OutcomeKind.ORDER)
            * practices.highest(OutcomeKind.ORDER, hazards);
    this.activityRate = Activity.TOTAL_RATE * (viewer.bot() ? 6 : viewer.engagement());
  }

  @Override
  long act(long now) {
    if (!present) {
      join(now);
    } else if (now == end) {
      publish("leave", now);
      return finish(now, 5 * ContractTimes.SECOND);
    } else if (now == nextHeartbeat) {
      heartbeat(now);
    } else {
      something(now);
    }
    if (silent && nextHeartbeat > end) {
      // The last sign of life has been given: what is left of the stay is not part of the visit.
      return finish(now, ContractTimes.VISIT_GAP + 10 * ContractTimes.SECOND);
    }
    return Math.min(silent ? NEVER : end, Math.min(nextHeartbeat, nextActivity));
  }

  private void join(long now) {
    present = true;
    visitStart = now;
    answers.clear();
    past = stage.histories().begin(viewer, now);
    if (!cameBefore) {
      cameBefore = true;
      stage.histories().came(stream, viewer, past);
    }
    stage.tally().liveVisits++;
    double stay =
        viewer.bot()
            ? draws.between(0.3, 1) * stream.length()
            : viewer.engaged()
                ? draws.logNormal(18, 0.7) * ContractTimes.MINUTE
                : draws.exponential(3.5 * ContractTimes.MINUTE);
    long closing = stream.end() + draws.integer(0, 15_000);
    end = Math.min(now + 5_000 + (long) stay, Math.max(now + 1_000, closing));
    silent = draws.chance(SILENT_SHARE);
    JsonLine line = begin("join", now).text("language", viewer.language());
    if (draws.chance(0.1)) {
      line.text("mode", "live");
    }
    stage.endViewerEvent(line, now, viewer);
    nextHeartbeat = now + drawHeartbeat();
    drawNext(now);
  }

  private void heartbeat(long now) {
    MarketProfile market = viewer.market();
    boolean reconnects = draws.chance(RECONNECT_SHARE);
    JsonLine line = begin(reconnects ? "join" : "heartbeat", now);
    boolean stalled = draws.chance(market.stallChance());
    long stall = stalled ? 100 + (long) draws.exponential(900) : 0;
    long latency = (long) (market.latencyMillis() * draws.between(0.7, 1.5));
    if (room.badSpells().bad(market, now)) {
      stall = (long) (heartbeat * draws.between(0.08, 0.25));
      latency += draws.integer(2_000, 6_000);
    }
    line.number("stall_ms", stall);
    line.number("latency_ms", latency);
    stage.endViewerEvent(line, now, viewer);
    nextHeartbeat = now + drawHeartbeat();
  }

  private long drawHeartbeat() {
    return heartbeat + draws.integer(-JITTER, JITTER);
  }

  private void drawNext(long now) {
    double rate = activityRate + highestInquiry + highestOrder;
    nextActivity = now + 1 + (long) draws.exponential(1 / rate);
  }

  /** What comes of a candidate instant. */
  private void something(long now) {
    double drawn = draws.unit() * (activityRate + highestInquiry + highestOrder);
    if (drawn < highestOrder) {
      perhapsOrder(now, drawn);
    } else if (drawn < highestOrder + highestInquiry) {
      perhapsInquire(now, drawn - highestOrder);
    } else {
      dabble(now);
    }
    drawNext(now);
  }

  private void perhapsOrder(long now, double drawn) {
    int common = schedule.exposedTypes(now, visitStart);
    int treated = withExperiment(common, now);
    double factor = scale * stream.heat().at(now);
    double controlRate = factor * rate(OutcomeKind.ORDER, common, now, false);
    double treatedRate = factor * rate(OutcomeKind.ORDER, treated, now, true);
    noteTrigger(now);
    stage.experiment().weigh(viewer, now, controlRate / highestOrder, treatedRate / highestOrder);
    if (drawn < (viewer.treated() ? treatedRate : controlRate)) {
      Product product = draws.pick(Product.ALL);
      if (draws.chance(0.6)) {
        stage.endViewerEvent(
            begin("add_to_cart", now).text("product_id", product.productId()), now, viewer);
      }
      stage.shop().decide(viewer, stream, true, now, product, draws);
    }
  }

  private void perhapsInquire(long now, double drawn) {
    int common = schedule.exposedTypes(now, visitStart);
    int types = viewer.treated() ? withExperiment(common, now) : common;
    double rate =
        scale * stream.heat().at(now) * rate(OutcomeKind.INQUIRY, types, now, viewer.treated());
    if (drawn < rate) {
      String questionId = stage.nextEventId();
      JsonLine line =
          stage
              .viewerEvent(questionId, now, "question", stream, viewer)
              .text("language", viewer.language())
              .text("topic", stage.drawQuestionTopic(viewer.market(), draws));
      if (draws.chance(0.5)) {
        line.text("product_id", draws.pick(Product.ALL).productId());
      }
      stage.endViewerEvent(line, now, viewer);
      long took = stage.hostDesk().asked(viewer, stream, questionId, now, false, draws);
      if (took >= 0) {
        answers.add(new Answer(now + took, took));
      }
    }
  }

  /**
   * The rate of a viewer who is exposed to those types, at room and heat 1.
   *
   * @param withExperiment whether the types are those of the treated arm
   */
  private double rate(OutcomeKind outcome, int types, long now, boolean withExperiment) {
    double rate = hazards.rate(outcome, types);
    if (stage.practices().isNeutral()) {
      return rate;
    }
    long experimentFrom =
        withExperiment ? Math.max(visitStart, viewer.assignedAt()) : DisplaySchedule.NEVER;
    List<Exposed> exposed = schedule.exposed(now, visitStart, experimentFrom);
    Moment moment =
        new Moment(room, viewer.market(), now, types, exposed, past, answeredIn(now), true);
    return rate * stage.practices().factor(outcome, moment);
  }

  private long answeredIn(long now) {
    return answers.stream()
        .filter(answer -> answer.time() <= now)
        .mapToLong(Answer::took)
        .min()
        .orElse(Moment.UNANSWERED);
  }

  /** The exposed types as they would be for a viewer in the treated arm. */
  private int withExperiment(int types, long now) {
    long from = Math.max(visitStart, viewer.assignedAt());
    return schedule.experimentLane().exposedAt(now, from)
        ? types | CredentialType.AUTHORITY.bit()
        : types;
  }

  /** The experiment remembers a viewer who has been there, assigned, while it was on. */
  private void noteTrigger(long now) {
    if (viewer.enrolled() && !stage.experiment().isTriggered(viewer)) {
      long from = Math.max(visitStart, viewer.assignedAt());
      schedule
          .experimentLane()
          .firstOnScreen(from, now)
          .ifPresent(time -> stage.experiment().trigger(viewer, time));
    }
  }

  private void dabble(long now) {
    Activity activity = Activity.draw(draws);
    if (activity == Activity.FOLLOW) {
      if (following) {
        return;
      }
      following = true;
    }
    JsonLine line = begin(activity.eventType(), now);
    if (activity.concernsProduct()) {
      line.text("product_id", draws.pick(Product.ALL).productId());
    } else if (activity == Activity.COMMENT) {
      line.text("language", viewer.language());
    }
    stage.endViewerEvent(line, now, viewer);
  }

  /** The visit is over; one viewer in six comes back after a gap, if the stream still runs. */
  private long finish(long now, long shortestGap) {
    noteTrigger(now);
    long experimentFrom = viewer.treated() ? viewer.assignedAt() : DisplaySchedule.NEVER;
    stage
        .histories()
        .end(viewer, visitStart, now, schedule.viewed(visitStart, now, experimentFrom));
    present = false;
    long back = now + draws.integer(shortestGap, 10 * ContractTimes.MINUTE);
    boolean returns = draws.chance(viewer.engaged() ? 0.2 : 0.12);
    return returns && back < stream.end() - heartbeat ? back : DONE;
  }

  private JsonLine begin(String eventType, long now) {
    return stage.viewerEvent(stage.nextEventId(), now, eventType, stream, viewer);
  }

  private void publish(String eventType, long now) {
    stage.endViewerEvent(begin(eventType, now), now, viewer);
  }
}

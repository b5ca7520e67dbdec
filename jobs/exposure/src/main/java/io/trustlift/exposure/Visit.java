package io.trustlift.exposure;

import static io.trustlift.model.Parameters.ATTRIBUTION_WINDOW;
import static io.trustlift.model.Parameters.CARRY_OVER;
import static io.trustlift.model.Parameters.LAG_120S;
import static io.trustlift.model.Parameters.MAX_VISIT;
import static io.trustlift.model.Parameters.MINUTE;
import static io.trustlift.model.Parameters.MIN_VIEW;
import static io.trustlift.model.Parameters.VISIT_GAP;

import io.trustlift.model.Event;
import io.trustlift.model.Mode;
import io.trustlift.model.ViewerEvent;
import io.trustlift.model.row.VisitRow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Section "Visits": one visit of one viewer to one stream, live or in replay. It is told its events
 * in order, and works off the exposure of the stretches between them: in a replay one by one, since
 * each may show another part of the recording; live whenever somebody asks, for what the room's
 * screen showed does not depend on when its viewer sent an event.
 */
final class Visit {

  /** How often, by event time, the row of an open visit is written anew. */
  private static final long ROW_INTERVAL = MINUTE;

  private static final Mode[] MODES = Mode.values();

  private final String streamId;
  private final Mode mode;
  private final String market;
  private final long startedAt;

  private long lastAt;
  private long lastMedia;

  /** Up to where exposure has been worked off; {@code lastAt} in all state that is stored. */
  private long workedOffTo;

  private boolean closed;

  /** Credentials viewed by {@code lastAt}, sorted. */
  private List<String> seen = CredentialSet.empty();

  private long exposedMs;
  private long stallMs;
  private int questions;
  private int productClicks;
  private int addToCarts;
  private int shares;
  private int events;

  /** What a replay showed; null in a live visit, and once nothing can ask for it. */
  private ReplayScreen replay;

  /** Viewer-time at risk of a first inquiry, in a live visit. */
  private RiskTime risk = new RiskTime();

  /** Time of the latest inquiry in a live visit, or {@link Event#NO_TIME}. */
  private long askedAt = Event.NO_TIME;

  private List<WaitingOutcome> waiting = List.of();

  /** Time of the visit's end and number of its events in the row that was last written. */
  private long rowAt = Long.MIN_VALUE;

  private int rowEvents;

  private Visit(String streamId, Mode mode, String market, long startedAt) {
    this.streamId = streamId;
    this.mode = mode;
    this.market = market;
    this.startedAt = startedAt;
  }

  /** The visit that this event opens. */
  static Visit openedBy(ViewerEvent event) {
    Visit visit = new Visit(event.streamId(), event.mode(), event.market(), event.eventTime());
    visit.lastAt = event.eventTime();
    visit.workedOffTo = visit.lastAt;
    visit.lastMedia = event.mediaTime();
    visit.replay = event.mode() == Mode.REPLAY ? new ReplayScreen() : null;
    return visit;
  }

  boolean isOpen() {
    return !closed;
  }

  boolean isLive() {
    return mode == Mode.LIVE;
  }

  boolean isOf(String stream, Mode visitMode) {
    return mode == visitMode && streamId.equals(stream);
  }

  String streamId() {
    return streamId;
  }

  Mode mode() {
    return mode;
  }

  String market() {
    return market;
  }

  long startedAt() {
    return startedAt;
  }

  /** Time of the visit's last event so far; when it is closed, its end. */
  long lastAt() {
    return lastAt;
  }

  String id(String viewerId) {
    return viewerId + '|' + streamId + '|' + mode.text() + '|' + startedAt;
  }

  /** Whether an event at {@code time} still belongs to the visit. */
  boolean continuesAt(long time) {
    return time - lastAt <= VISIT_GAP && time - startedAt <= MAX_VISIT;
  }

  /** Whether the visit lies around {@code time}, for an order then. */
  boolean covers(long time) {
    return startedAt <= time && time <= lastAt + VISIT_GAP;
  }

  /** Whether an event at {@code time}, after the visit's start, would be its next one. */
  boolean goesOnWith(long time) {
    return time >= lastAt && time > startedAt;
  }

  /** Whether an event at {@code time} would lie between the visit's events. */
  boolean surrounds(long time) {
    return startedAt < time && time < lastAt;
  }

  /** Whether an event at {@code time} would belong to the visit, or have lengthened it. */
  boolean isNear(long time) {
    return startedAt - VISIT_GAP <= time && time <= lastAt + VISIT_GAP;
  }

  /**
   * Takes the time of the visit's next event.
   *
   * @param media instant of the recording that the event shows, in a replay
   * @param answers takes the outcomes before the event that waited for it
   */
  void goOn(
      long time,
      long media,
      Timeline timeline,
      BiConsumer<WaitingOutcome, OutcomeSets> answers,
      ViewerOutput out) {
    long from = lastAt;
    long fromMedia = lastMedia;
    lastAt = time;
    lastMedia = media;
    if (isLive()) {
      return;
    }
    replay.play(from, fromMedia, time, media, timeline);
    answerWaiting(time, answers); // before what it had not seen yet counts as seen
    workOff(replay.intervals(), out);
  }

  /** Works off what a live visit has had on screen up to its last event. */
  void workOff(Timelines timelines, Assignments assignments, ViewerOutput out) {
    if (workedOffTo == lastAt) {
      return;
    }
    Timeline timeline = timelines.of(streamId);
    if (!timeline.anyOfExperiment(workedOffTo - CARRY_OVER, lastAt)) {
      workOffShared(timeline, out);
      return;
    }
    workOff(LiveScreen.during(workedOffTo, lastAt, startedAt, timeline, assignments), out);
  }

  /** The same where the viewer has had what all viewers of the room have. */
  private void workOffShared(Timeline timeline, ViewerOutput out) {
    boolean atRisk = !risk.isOverAt(workedOffTo);
    for (long at = workedOffTo; at < lastAt; ) {
      ScreenPiece piece = timeline.screen().at(at);
      long minute = ExposureSweep.minuteOf(at);
      long next = Math.min(Math.min(lastAt, minute + MINUTE), piece.to());
      ScreenPiece.Sets sets = piece.sets(startedAt);
      out.exposure(minute, streamId, mode, market, piece.onScreen(), sets.recent(), next - at);
      if (atRisk) {
        addRisk(at, sets.exposed(), next - at, null, out);
      }
      exposedMs += piece.onScreen().isEmpty() ? 0 : next - at;
      at = next;
    }
    timeline.between(workedOffTo, lastAt, display -> look(display, out));
    workedOffTo = lastAt;
  }

  /** Notes a display that comes to be viewed by the last event. */
  private void look(Display display, ViewerOutput out) {
    long viewedAt = Math.max(startedAt, display.shownAt()) + MIN_VIEW;
    if (workedOffTo < viewedAt && viewedAt <= lastAt && viewedAt <= display.hiddenAt()) {
      CredentialSet.add(seen, display.credentialId());
      out.reached(streamId, display.displayId());
    }
  }

  private void workOff(List<Interval> intervals, ViewerOutput out) {
    boolean atRisk = isLive() && !risk.isOverAt(workedOffTo);
    boolean experiments = atRisk && anyOfExperiment(intervals);
    exposedMs +=
        ExposureSweep.over(
            workedOffTo,
            lastAt,
            intervals,
            (from, onScreen, recent, milliseconds) -> {
              long minute = ExposureSweep.minuteOf(from);
              out.exposure(minute, streamId, mode, market, onScreen, recent, milliseconds);
              if (atRisk) {
                List<String> exposed = CredentialSet.union(onScreen, recent);
                addRisk(from, exposed, milliseconds, experiments ? intervals : null, out);
              }
            });
    for (Interval interval : intervals) {
      if (comesToBeViewed(interval)) {
        CredentialSet.add(seen, interval.credentialId());
        if (isLive()) {
          out.reached(streamId, interval.displayId());
        }
      }
    }
    workedOffTo = lastAt;
  }

  /** Adds a piece; {@code intervals} are null where none is of an experiment. */
  private void addRisk(
      long from,
      List<String> exposed,
      long milliseconds,
      List<Interval> intervals,
      ViewerOutput out) {
    if (!risk.countsAt(from)) {
      risk.tell(streamId, market, out);
      return;
    }
    List<String> underExperiment =
        intervals == null ? List.of() : ExposureSets.underExperimentAt(from, intervals);
    if (!risk.goesOnWith(from, exposed, underExperiment)) {
      risk.tell(streamId, market, out);
      risk.begin(from, exposed, underExperiment);
    }
    risk.lengthenBy(milliseconds);
  }

  private static boolean anyOfExperiment(List<Interval> intervals) {
    for (Interval interval : intervals) {
      if (interval.ofExperiment()) {
        return true;
      }
    }
    return false;
  }

  /**
   * The viewer asked in this stream lately: nothing of this visit is at risk of a first inquiry.
   */
  void setNotAtRisk() {
    risk.setOver();
  }

  /** Whether the viewer asked in this live visit, at {@code since} or later. */
  boolean hasAskedSince(long since) {
    return askedAt >= since;
  }

  /**
   * Takes an inquiry at the visit's last event. The first one of a live visit at risk is told, with
   * what was before its viewer.
   */
  void ask(Timeline timeline, Assignments assignments, ViewerOutput out) {
    if (!isLive()) {
      return;
    }
    askedAt = lastAt;
    if (!risk.ask(lastAt)) {
      return;
    }
    List<Interval> intervals = LiveScreen.during(lastAt, lastAt, startedAt, timeline, assignments);
    RiskCell cell =
        new RiskCell(
            ExposureSets.exposedAt(lastAt, intervals),
            ExposureSets.underExperimentAt(lastAt, intervals),
            true);
    out.atRisk(streamId, market, RiskTime.blockOf(lastAt), cell, 1);
  }

  /** Whether it is viewed by the last event, and was not where the work was left off. */
  private boolean comesToBeViewed(Interval interval) {
    return interval.viewedBy(lastAt) && !interval.viewedBy(workedOffTo);
  }

  /** Counts an event of the visit, and tells what it says of the stream's quality. */
  void count(ViewerEvent event, ViewerOutput out) {
    events++;
    stallMs += event.stallMs();
    long minute = Math.floorDiv(event.eventTime(), MINUTE) * MINUTE;
    if (event.stallMs() > 0) {
      out.quality(minute, streamId, mode, market, Quality.STALL_MS, event.stallMs());
    }
    if (event.latencyMs() != ViewerEvent.NO_LATENCY) {
      out.quality(minute, streamId, mode, market, Quality.LATENCY_MS, event.latencyMs());
      out.quality(minute, streamId, mode, market, Quality.ofLatency(event.latencyMs()), 1);
    }
    switch (event.type()) {
      case QUESTION -> questions++;
      case PRODUCT_CLICK -> productClicks++;
      case ADD_TO_CART -> addToCarts++;
      case SHARE -> shares++;
      default -> {}
    }
  }

  /** The visit, which has been worked off, is over with its last event. */
  void close(BiConsumer<WaitingOutcome, OutcomeSets> answers, ViewerOutput out) {
    closed = true;
    risk.tell(streamId, market, out);
    answerWaiting(Long.MAX_VALUE, answers);
  }

  /**
   * Whether the sets of an instant at or after the last event are known before the next one comes.
   */
  boolean knowsScreen() {
    return isLive() || closed;
  }

  /**
   * The sets of an outcome at an instant that is not before the last event, of a visit that has
   * been worked off.
   *
   * @param timeline of the visit's stream
   */
  OutcomeSets setsAt(long time, Timeline timeline, Assignments assignments) {
    if (!isLive()) {
      return OutcomeSets.at(time, startedAt, replay.intervals(), seen);
    }
    long from = Math.max(startedAt, Math.min(lastAt, time - LAG_120S));
    return OutcomeSets.at(
        time, startedAt, LiveScreen.during(from, time, startedAt, timeline, assignments), seen);
  }

  /** In a live visit, the sets of an outcome at an instant that has been worked off already. */
  OutcomeSets setsInside(long time, Timeline timeline, Assignments assignments) {
    return OutcomeSets.at(
        time,
        startedAt,
        LiveScreen.during(startedAt, time, startedAt, timeline, assignments),
        List.of());
  }

  /** The credentials that had been seen when the visit ended. */
  List<String> seen() {
    return List.copyOf(seen);
  }

  /** Keeps an outcome until the next event tells what was on screen. */
  void await(WaitingOutcome outcome) {
    waiting = waiting.isEmpty() ? new ArrayList<>(1) : waiting;
    waiting.add(outcome);
  }

  private void answerWaiting(long before, BiConsumer<WaitingOutcome, OutcomeSets> answers) {
    if (waiting.isEmpty()) {
      return;
    }
    waiting.removeIf(
        outcome -> {
          if (outcome.at() >= before) {
            return false;
          }
          answers.accept(
              outcome, OutcomeSets.at(outcome.at(), startedAt, replay.intervals(), seen));
          return true;
        });
  }

  /**
   * Whether the row in the table does not say what is known by now, or is old enough to be written
   * anew.
   */
  boolean rowIsDue() {
    return rowEvents < events && (closed || rowEvents == 0 || lastAt - rowAt >= ROW_INTERVAL);
  }

  VisitRow row(String viewerId) {
    rowAt = lastAt;
    rowEvents = events;
    return new VisitRow(
        id(viewerId),
        viewerId,
        streamId,
        mode.text(),
        market,
        startedAt,
        lastAt,
        exposedMs,
        seen(),
        questions,
        productClicks,
        addToCarts,
        shares,
        stallMs,
        events);
  }

  /** Forgets what no order can ask for any more. */
  void trim(long watermark) {
    if (closed && lastAt + VISIT_GAP <= watermark) {
      replay = null;
    }
  }

  boolean isForgottenAt(long watermark) {
    return closed && lastAt + ATTRIBUTION_WINDOW <= watermark;
  }

  void write(DataOutput out) throws IOException {
    Codec.writeText(out, streamId);
    out.writeByte(mode.ordinal());
    Codec.writeText(out, market);
    out.writeLong(startedAt);
    out.writeLong(lastAt);
    out.writeLong(lastMedia);
    out.writeBoolean(closed);
    Codec.writeList(out, seen, Codec::writeText);
    out.writeLong(exposedMs);
    out.writeLong(stallMs);
    Codec.writeVarInt(out, questions);
    Codec.writeVarInt(out, productClicks);
    Codec.writeVarInt(out, addToCarts);
    Codec.writeVarInt(out, shares);
    Codec.writeVarInt(out, events);
    out.writeBoolean(replay != null);
    if (replay != null) {
      replay.write(out);
    }
    Codec.writeList(out, waiting, (target, outcome) -> outcome.write(target));
    out.writeLong(rowAt);
    Codec.writeVarInt(out, rowEvents);
    risk.write(out);
    out.writeLong(askedAt);
  }

  static Visit read(DataInput in) throws IOException {
    Visit visit = new Visit(Names.read(in), MODES[in.readByte()], Names.read(in), in.readLong());
    visit.lastAt = in.readLong();
    visit.workedOffTo = visit.lastAt;
    visit.lastMedia = in.readLong();
    visit.closed = in.readBoolean();
    visit.seen = Codec.readList(in, Codec::readText);
    visit.exposedMs = in.readLong();
    visit.stallMs = in.readLong();
    visit.questions = Codec.readVarInt(in);
    visit.productClicks = Codec.readVarInt(in);
    visit.addToCarts = Codec.readVarInt(in);
    visit.shares = Codec.readVarInt(in);
    visit.events = Codec.readVarInt(in);
    visit.replay = in.readBoolean() ? ReplayScreen.read(in) : null;
    visit.waiting = Codec.readList(in, WaitingOutcome::read);
    visit.waiting = visit.waiting.isEmpty() ? List.of() : visit.waiting;
    visit.rowAt = in.readLong();
    visit.rowEvents = Codec.readVarInt(in);
    visit.risk = RiskTime.read(in);
    visit.askedAt = in.readLong();
    return visit;
  }
}

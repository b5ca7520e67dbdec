package io.trustlift.attribution.operator;

import io.trustlift.attribution.format.Format;
import io.trustlift.exposure.Timelines;
import io.trustlift.exposure.Viewer;
import io.trustlift.model.Reason;
import io.trustlift.model.Received;
import io.trustlift.model.ViewerHash;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/**
 * One viewer's side of the join, for the viewer whose state is at hand. An instant is looked at
 * only when the watermark has passed it, for then both sides are complete up to it: display changes
 * are sent before the watermark that they belong to.
 *
 * <p>State: a {@link Viewer} for each viewer, cleared by event-time timers or by an erasure.
 */
final class ViewerJoin {

  /** A watermark that no event is behind. */
  private static final long AHEAD = Long.MIN_VALUE;

  private final ErasureLedger ledger;
  private final BroadcastState<String, Long> erasures;
  private final Timelines timelines;
  private final TimerService timers;
  private final Agenda agenda;
  private final JoinOutput output;
  private final ValueState<Scheduled<Viewer>> state;
  private final ValueState<Long> erasedHere;

  /** Viewers of the ledger whom the state from before the start has been cleared of. */
  private final Set<String> vetted = new HashSet<>();

  /**
   * Nobody was erased before the start or since, as far as this task has heard; most jobs never
   * hear of anybody, and need not ask their state about each viewer.
   */
  private boolean nobodyErased;

  /**
   * A join over what the backend holds.
   *
   * @param restored whether its state is from before the start, and may be of a job that has heard
   *     of erasures
   */
  ViewerJoin(
      ErasureLedger ledger,
      boolean restored,
      RuntimeContext context,
      BroadcastState<String, Long> erasures,
      Timelines timelines,
      TimerService timers,
      Agenda agenda,
      JoinOutput output) {
    this.ledger = ledger;
    this.erasures = erasures;
    this.timelines = timelines;
    this.timers = timers;
    this.agenda = agenda;
    this.output = output;
    this.state = context.getState(new ValueStateDescriptor<>("viewer", Format.VIEWER.info()));
    this.erasedHere = context.getState(new ValueStateDescriptor<>("erased-here", Types.LONG));
    this.nobodyErased = ledger.isEmpty() && !restored;
  }

  /** Hears of an erasure, of whatever viewer. */
  void hear(Erased erased) throws Exception {
    nobodyErased = false;
    ErasedLetters.remember(erased, erasures);
  }

  /**
   * Takes events of the viewer at hand that came ahead of the watermark, and works off what is due.
   *
   * @param events none where the viewer is only woken
   * @param until up to when all that has come is taken
   */
  void take(String viewerId, List<Received> events, long until) throws Exception {
    long erasedAt = erasedAt(viewerId);
    if (events.isEmpty()) {
      wake(viewerId, until);
      return;
    }
    Scheduled<Viewer> scheduled = stored(viewerId);
    long earliest = Long.MAX_VALUE;
    for (Received received : events) {
      earliest = Math.min(earliest, received.eventTime());
      accept(received, erasedAt, scheduled.machine(), AHEAD);
    }
    if (earliest <= until) {
      advance(viewerId, scheduled, until);
    } else if (!scheduled.machine().isEmpty()) {
      // They wait, and nothing else has changed.
      schedule(viewerId, scheduled, scheduled.machine().nextWake());
      state.update(scheduled);
    }
  }

  /** Does what the viewer at hand has waited for, unless that has been done with some event. */
  private void wake(String viewerId, long until) throws Exception {
    Scheduled<Viewer> scheduled = state.value();
    if (scheduled != null && scheduled.wake() <= until) {
      advance(viewerId, scheduled, until);
    }
  }

  /** Takes an event of the viewer at hand that the watermark has passed. */
  void takeBehind(String viewerId, Received received) throws Exception {
    long erasedAt = erasedAt(viewerId);
    Scheduled<Viewer> scheduled = stored(viewerId);
    long watermark = timers.currentWatermark();
    accept(received, erasedAt, scheduled.machine(), watermark);
    advance(viewerId, scheduled, watermark);
  }

  private Scheduled<Viewer> stored(String viewerId) throws Exception {
    Scheduled<Viewer> scheduled = state.value();
    return scheduled == null ? Scheduled.of(new Viewer(viewerId)) : scheduled;
  }

  private void accept(Received received, long erasedAt, Viewer viewer, long watermark) {
    if (received.eventTime() <= erasedAt) {
      output.erased(received);
      return;
    }
    switch (viewer.accept(received, watermark, timelines, output)) {
      case USED -> output.used(received);
      case DUPLICATE -> output.duplicate(received);
      case PENDING -> {}
      case LATE ->
          output.rejected(received.rejected(Reason.LATE, "the watermark has passed event_time"));
    }
  }

  /** Does what the viewer at hand has waited for by a timer. */
  void onTimer(String viewerId, long timestamp) throws Exception {
    if (!nobodyErased) {
      erasedAt(viewerId);
      releaseMark(viewerId);
    }
    Scheduled<Viewer> scheduled = state.value();
    if (scheduled != null && scheduled.wakesAt(timestamp)) {
      // What came ahead of a later watermark is not taken yet.
      advance(viewerId, scheduled, timers.currentWatermark());
    }
  }

  private void advance(String viewerId, Scheduled<Viewer> scheduled, long watermark)
      throws Exception {
    scheduled.machine().advance(watermark, timelines, output);
    if (scheduled.wake() <= watermark) {
      cancel(scheduled);
    }
    if (scheduled.machine().isEmpty()) {
      cancel(scheduled);
      state.clear();
    } else {
      schedule(viewerId, scheduled, scheduled.machine().nextWake());
      state.update(scheduled);
    }
  }

  /**
   * Has the viewer woken no later than {@code nextWake}. Most are woken soon, every minute or so,
   * which the agenda does for a fraction of what timers cost; who has left is a timer's for a day
   * or a week, so that memory need not hold all of them.
   */
  private void schedule(String viewerId, Scheduled<Viewer> scheduled, long nextWake)
      throws IOException {
    if (nextWake >= scheduled.wake()) {
      return;
    }
    cancel(scheduled);
    if (Viewer.isFar(nextWake)) {
      timers.registerEventTimeTimer(nextWake);
    } else {
      agenda.wake(viewerId, nextWake);
    }
    scheduled.waitFor(nextWake);
  }

  /** A wake on the agenda stays there, and finds that nobody waits for it. */
  private void cancel(Scheduled<Viewer> scheduled) {
    if (Viewer.isFar(scheduled.wake())) {
      scheduled.cancel(timers);
    } else {
      scheduled.waitForNothing();
    }
  }

  /** Forgets the viewer at hand at once: state, timer and all. */
  void erase(String viewerId, Erased erased) throws Exception {
    nobodyErased = false;
    long known = ledger.at(erased.viewerHash(), erasures);
    if (!ledger.isComplete() || known < erased.erasedAt()) {
      forget(viewerId);
    }
    if (known < erased.erasedAt()) {
      // The broadcast is still on its way; until it is here, the mark drops what comes.
      Long mark = erasedHere.value();
      erasedHere.update(mark == null ? erased.erasedAt() : Math.max(mark, erased.erasedAt()));
      wakeAtNextWatermark();
    }
    output.forgotten(erased);
  }

  private void forget(String viewerId) throws Exception {
    agenda.forgetWakes(viewerId);
    Scheduled<Viewer> scheduled = state.value();
    if (scheduled == null) {
      return;
    }
    scheduled.machine().undecided().forEach(output::erased);
    scheduled.cancel(timers); // before there was an agenda, every wake was a timer
    state.clear();
  }

  /**
   * When the viewer at hand was erased, {@link ErasureLedger#NEVER} where not. State that is older
   * than what the ledger knew at the start is cleared when it is first touched.
   */
  private long erasedAt(String viewerId) throws Exception {
    if (nobodyErased) {
      return ErasureLedger.NEVER;
    }
    Long mark = erasedHere.value();
    long here = mark == null ? ErasureLedger.NEVER : mark;
    if (!ledger.isAnyone(erasures)) {
      return here;
    }
    String hash = ViewerHash.of(viewerId);
    long atStart = ledger.atStart(hash);
    Long broadcast = erasures.get(hash);
    boolean cleared = ledger.isComplete() || (broadcast != null && broadcast >= atStart);
    if (atStart != ErasureLedger.NEVER && !cleared && vetted.add(hash)) {
      forget(viewerId);
    }
    return Math.max(here, ledger.at(hash, erasures));
  }

  private void releaseMark(String viewerId) throws Exception {
    Long mark = erasedHere.value();
    if (mark == null) {
      return;
    }
    boolean told = ledger.at(ViewerHash.of(viewerId), erasures) >= mark;
    if (told || timers.currentWatermark() == Long.MAX_VALUE) {
      erasedHere.clear();
    } else {
      wakeAtNextWatermark();
    }
  }

  private void wakeAtNextWatermark() {
    timers.registerEventTimeTimer(
        Math.max(timers.currentWatermark(), timers.currentWatermark() + 1));
  }
}

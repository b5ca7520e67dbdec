package io.trustlift.exposure;

import static io.trustlift.model.Parameters.ATTRIBUTION_WINDOW;
import static io.trustlift.model.Parameters.VISIT_GAP;

import io.trustlift.exposure.Assignment.Trigger;
import io.trustlift.model.AssignmentEvent;
import io.trustlift.model.CodePoints;
import io.trustlift.model.Event;
import io.trustlift.model.OrderEvent;
import io.trustlift.model.Reason;
import io.trustlift.model.Received;
import io.trustlift.model.Topic;
import io.trustlift.model.ViewerEvent;
import io.trustlift.model.row.AssignmentRow;
import io.trustlift.model.row.OutcomeRow;
import io.trustlift.model.row.ReplyRow;
import io.trustlift.model.row.TriggerRow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Everything that is remembered of one viewer: events that wait for the watermark, visits, orders,
 * questions, assignments. From them come the rows of {@code visits}, {@code outcomes}, {@code
 * replies}, {@code experiment_assignments} and {@code experiment_triggers} and the viewer-time of
 * {@code exposure_time}.
 */
public final class Viewer {

  /** What comes first among events at one instant: what an event may depend on comes before it. */
  private static final Comparator<Received> ORDER =
      Comparator.comparingLong(Received::eventTime)
          .thenComparing(received -> rank(received.event()))
          .thenComparing(received -> received.event().eventId(), CodePoints.ORDER);

  private static final int LEAVE_RANK = 2;

  private static final long WORK_GRAIN = 250;
  private static final long FORGET_GRAIN = 3_600_000;

  private final String viewerId;
  private IdMemory ids = new IdMemory();
  private List<Visit> visits = new ArrayList<>(1);
  private Assignments assignments = new Assignments();

  // Most viewers have none of these at a time, and share what is empty.
  private List<Received> pending = List.of();
  private Map<String, Order> orders = Map.of();
  private Map<String, Question> questions = Map.of();

  /** A viewer of whom nothing has been heard. */
  public Viewer(String viewerId) {
    this.viewerId = viewerId;
  }

  private static int rank(Event event) {
    if (event instanceof AssignmentEvent) {
      return 0;
    }
    if (event instanceof OrderEvent order) {
      return LEAVE_RANK + 2 + order.status().ordinal();
    }
    return switch (((ViewerEvent) event).type()) {
      case LEAVE -> LEAVE_RANK;
      case REPLY -> LEAVE_RANK + 1;
      default -> LEAVE_RANK - 1;
    };
  }

  /**
   * Takes an event on arrival.
   *
   * @return {@link Disposition#PENDING} for an order that may still prove to be late; it is told to
   *     {@link ViewerOutput} later
   */
  public Disposition accept(
      Received received, long watermark, Timelines timelines, ViewerOutput out) {
    if (!ids.add(received.event())) {
      return Disposition.DUPLICATE;
    }
    if (received.eventTime() > watermark) {
      pending = pending.isEmpty() ? new ArrayList<>(1) : pending;
      pending.add(waiting(received));
      return mayBeLate(received.event().topic()) ? Disposition.PENDING : Disposition.USED;
    }
    // What is due but was not woken for yet comes first.
    advance(watermark, timelines, out);
    return acceptBehind(received.event(), watermark, timelines, out)
        ? Disposition.USED
        : Disposition.LATE;
  }

  /** What has to be kept of an event that came ahead of the watermark, until it has passed. */
  private static Received waiting(Received received) {
    return mayBeLate(received.event().topic()) ? received : received.withoutBytes();
  }

  /**
   * Whether an event of this topic that came ahead of the watermark may turn out to be late still:
   * only then have its record's bytes to be kept.
   */
  public static boolean mayBeLate(Topic topic) {
    return topic == Topic.ORDERS;
  }

  /**
   * Takes an event that the watermark has passed; false when it would change rows that are final.
   */
  private boolean acceptBehind(Event event, long watermark, Timelines timelines, ViewerOutput out) {
    if (event instanceof AssignmentEvent assignment) {
      Assignment first = assignments.of(assignment.experimentId());
      boolean used = first != null && first.from() <= assignment.eventTime();
      if (used) {
        out.assignment(row(assignment));
      }
      return used;
    }
    if (event instanceof OrderEvent order) {
      return addBehind(order);
    }
    ViewerEvent viewerEvent = (ViewerEvent) event;
    if (viewerEvent.type() == ViewerEvent.Type.REPLY) {
      reply(viewerEvent, out);
      return true;
    }
    return presentBehind(viewerEvent, watermark, timelines, out);
  }

  /**
   * A step of an order that occurred before it changes no final row; all else about an order is
   * final by then.
   */
  private boolean addBehind(OrderEvent event) {
    Order order = orders.get(event.orderId());
    if (order == null) {
      return !event.status().opens();
    }
    boolean opensEarlier = event.status().opens() && event.eventTime() < order.occurredAt();
    if (opensEarlier || order.isOverAt(event.eventTime())) {
      return false;
    }
    order.add(event);
    return true;
  }

  /**
   * A presence that the watermark has passed. One that goes on from where an open visit was worked
   * off to, or lies inside an open live visit, or far from any visit, changes no final row;
   * anything else would move the bounds of a visit whose rows are.
   */
  private boolean presentBehind(
      ViewerEvent event, long watermark, Timelines timelines, ViewerOutput out) {
    Visit open = openVisit(event);
    boolean leave = event.type() == ViewerEvent.Type.LEAVE;
    if (open != null && open.goesOnWith(event.eventTime())) {
      present(event, open, timelines, out);
      return true;
    }
    if (open != null && open.isLive() && !leave && open.surrounds(event.eventTime())) {
      open.count(event, out);
      if (event.type() == ViewerEvent.Type.QUESTION) {
        Timeline timeline = timelines.of(event.streamId());
        ask(event, open, open.setsInside(event.eventTime(), timeline, assignments), out);
      }
      return true;
    }
    for (Visit visit : visits) {
      if (visit.isOf(event.streamId(), event.mode()) && visit.isNear(event.eventTime())) {
        return false;
      }
    }
    if (mayHaveMattered(event, watermark)) {
      return false;
    }
    present(event, null, timelines, out); // a visit of its own, though another may be open
    return true;
  }

  /**
   * Whether a visit of this event alone could have been an order's, or its question could have been
   * told of in a visit long forgotten.
   */
  private boolean mayHaveMattered(ViewerEvent event, long watermark) {
    boolean question = event.type() == ViewerEvent.Type.QUESTION;
    if (question && event.eventTime() + ATTRIBUTION_WINDOW - VISIT_GAP <= watermark) {
      return true;
    }
    for (Order order : orders.values()) {
      long after = order.occurredAt() - event.eventTime();
      if (after >= 0 && after <= ATTRIBUTION_WINDOW) {
        return true;
      }
    }
    return false;
  }

  /** The events of which it has not been told yet whether they were used: orders that wait. */
  public List<Received> undecided() {
    return pending.stream().filter(received -> received.event() instanceof OrderEvent).toList();
  }

  /** Applies what the watermark has passed and writes the rows that changed. */
  public void advance(long watermark, Timelines timelines, ViewerOutput out) {
    if (!pending.isEmpty()) {
      for (Received received : Due.take(pending, watermark, ORDER)) {
        apply(received, timelines, out);
      }
      pending = pending.isEmpty() ? List.of() : pending;
    }
    workOff(timelines, out);
    closeVisitsBefore(watermark - VISIT_GAP + 1, timelines, out);
    settleTriggers(out);
    writeRows(out);
    forget(watermark);
  }

  private void apply(Received received, Timelines timelines, ViewerOutput out) {
    if (received.event() instanceof AssignmentEvent assignment) {
      assignments.add(assignment);
      out.assignment(row(assignment));
    } else if (received.event() instanceof OrderEvent order) {
      order(received, order, timelines, out);
    } else if (received.event() instanceof ViewerEvent event) {
      if (event.type() == ViewerEvent.Type.REPLY) {
        reply(event, out);
      } else {
        present(event, openVisit(event), timelines, out);
      }
    }
  }

  private AssignmentRow row(AssignmentEvent event) {
    return new AssignmentRow(event.experimentId(), viewerId, event.variant(), event.eventTime());
  }

  // Visits

  /**
   * Takes a presence.
   *
   * @param open the visit that it goes on with or ends; null where there is none
   */
  private void present(ViewerEvent event, Visit open, Timelines timelines, ViewerOutput out) {
    Visit visit = open;
    if (visit != null && !visit.continuesAt(event.eventTime())) {
      close(visit, timelines, out);
      visit = null;
    }
    boolean leave = event.type() == ViewerEvent.Type.LEAVE;
    if (visit == null && leave) {
      return;
    }
    Timeline timeline = timelines.of(event.streamId());
    long from = visit == null ? event.eventTime() : visit.lastAt();
    if (visit == null) {
      visit = Visit.openedBy(event);
      if (hasAskedLately(visit)) {
        visit.setNotAtRisk();
      }
      visits.add(visit);
    } else {
      visit.goOn(event.eventTime(), event.mediaTime(), timeline, answersOf(visit, out), out);
    }
    lookForTriggers(visit, from, timeline);
    visit.count(event, out);
    if (event.type() == ViewerEvent.Type.QUESTION) {
      visit.workOff(timelines, assignments, out);
      boolean known = visit.knowsScreen();
      ask(event, visit, known ? visit.setsAt(event.eventTime(), timeline, assignments) : null, out);
      visit.ask(timeline, assignments, out);
    }
    if (leave) {
      close(visit, timelines, out);
    }
  }

  private void workOff(Timelines timelines, ViewerOutput out) {
    for (Visit visit : visits) {
      visit.workOff(timelines, assignments, out);
    }
  }

  /**
   * Whether the viewer has asked in the stream of a visit that opens, so that another inquiry would
   * not be the first. Visits are known for as long.
   */
  private boolean hasAskedLately(Visit opening) {
    long since = opening.startedAt() - ATTRIBUTION_WINDOW;
    for (Visit visit : visits) {
      if (visit.isOf(opening.streamId(), opening.mode()) && visit.hasAskedSince(since)) {
        return true;
      }
    }
    return false;
  }

  private Visit openVisit(ViewerEvent event) {
    for (Visit visit : visits) {
      if (visit.isOpen() && visit.isOf(event.streamId(), event.mode())) {
        return visit;
      }
    }
    return null;
  }

  /** Closes the visits whose last event was before {@code time}. */
  private void closeVisitsBefore(long time, Timelines timelines, ViewerOutput out) {
    for (Visit visit : visits) {
      if (visit.isOpen() && visit.lastAt() < time) {
        close(visit, timelines, out);
      }
    }
  }

  private void close(Visit visit, Timelines timelines, ViewerOutput out) {
    visit.workOff(timelines, assignments, out);
    visit.close(answersOf(visit, out), out);
  }

  // Inquiries and their answers

  /**
   * Takes a question; {@code sets} is null in a replay, whose next event tells what was on screen.
   */
  private void ask(ViewerEvent event, Visit visit, OutcomeSets sets, ViewerOutput out) {
    questions = questions.isEmpty() ? new LinkedHashMap<>(2) : questions;
    questions.put(event.eventId(), new Question(event.streamId(), event.eventTime()));
    WaitingOutcome inquiry =
        new WaitingOutcome(
            true, event.eventId(), event.eventTime(), event.subject(), event.language());
    if (sets != null) {
      out.outcome(inquiryRow(inquiry, visit, sets));
    } else {
      visit.await(inquiry);
    }
  }

  private OutcomeRow inquiryRow(WaitingOutcome inquiry, Visit visit, OutcomeSets sets) {
    return new OutcomeRow(
        inquiry.id(),
        "inquiry",
        inquiry.at(),
        viewerId,
        visit.market(),
        visit.streamId(),
        visit.id(viewerId),
        visit.mode().text(),
        sets.now().onScreen(),
        sets.now().recent(),
        sets.now().seen(),
        sets.exposed30s(),
        sets.exposed60s(),
        sets.exposed120s(),
        Attribution.IN_VISIT,
        "",
        false,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        "",
        inquiry.topic(),
        inquiry.language(),
        1,
        false);
  }

  private void reply(ViewerEvent event, ViewerOutput out) {
    Question question = questions.get(event.inReplyTo());
    if (question != null && question.answer(event.eventTime())) {
      out.reply(
          new ReplyRow(
              event.inReplyTo(),
              question.streamId(),
              viewerId,
              question.askedAt(),
              event.eventTime()));
    }
  }

  // Orders

  private void order(Received received, OrderEvent event, Timelines timelines, ViewerOutput out) {
    Order order = orders.get(event.orderId());
    if (order != null && order.isOverAt(event.eventTime())) {
      out.rejected(received.rejected(Reason.LATE, "event_time is outside order_window"));
      return;
    }
    out.used(received);
    if (order != null) {
      order.add(event);
    } else if (event.status().opens()) {
      order = Order.openedBy(event);
      order.add(event);
      orders = orders.isEmpty() ? new LinkedHashMap<>(2) : orders;
      orders.put(event.orderId(), order);
      attribute(event.orderId(), order, timelines, out);
    }
    // A cancellation before the order is placed cannot be its latest event: there is nothing to
    // remember.
  }

  private void attribute(String orderId, Order order, Timelines timelines, ViewerOutput out) {
    long at = order.occurredAt();
    closeVisitsBefore(at - VISIT_GAP, timelines, out);
    Visit visit = null;
    boolean inVisit = false;
    for (Visit candidate : visits) {
      if (!order.ownStreamId().isEmpty() && !order.ownStreamId().equals(candidate.streamId())) {
        continue;
      }
      boolean covers = candidate.covers(at);
      if (visit == null || isBetter(candidate, covers, visit, inVisit)) {
        visit = candidate;
        inVisit = covers;
      }
    }
    if (visit == null || (!inVisit && at - visit.lastAt() > ATTRIBUTION_WINDOW)) {
      order.attribute(Attribution.none(order.ownStreamId()));
    } else if (!inVisit) {
      OutcomeSets sets = OutcomeSets.of(new ExposureSets(List.of(), List.of(), visit.seen()));
      order.attribute(attribution(Attribution.POST_VISIT, visit, sets));
    } else if (visit.knowsScreen()) {
      visit.workOff(timelines, assignments, out);
      OutcomeSets sets = visit.setsAt(at, timelines.of(visit.streamId()), assignments);
      order.attribute(attribution(Attribution.IN_VISIT, visit, sets));
    } else {
      visit.await(new WaitingOutcome(false, orderId, at, "", ""));
    }
  }

  /**
   * A visit around the order is better than one before it; then the later start, or the later end;
   * then the greater id.
   */
  private boolean isBetter(Visit a, boolean aCovers, Visit b, boolean bCovers) {
    if (aCovers != bCovers) {
      return aCovers;
    }
    long byTime = aCovers ? a.startedAt() - b.startedAt() : a.lastAt() - b.lastAt();
    return byTime != 0 ? byTime > 0 : CodePoints.ORDER.compare(a.id(viewerId), b.id(viewerId)) > 0;
  }

  private Attribution attribution(String kind, Visit visit, OutcomeSets sets) {
    return new Attribution(kind, visit.streamId(), visit.id(viewerId), visit.mode().text(), sets);
  }

  /** What happens to an outcome that waited for the visit's next event. */
  private BiConsumer<WaitingOutcome, OutcomeSets> answersOf(Visit visit, ViewerOutput out) {
    return (outcome, sets) -> {
      if (outcome.inquiry()) {
        out.outcome(inquiryRow(outcome, visit, sets));
      } else {
        orders.get(outcome.id()).attribute(attribution(Attribution.IN_VISIT, visit, sets));
      }
    };
  }

  // Triggers

  /**
   * Section "experiment_triggers": whether a live visit met a display of an assigned experiment
   * since {@code from}.
   */
  private void lookForTriggers(Visit visit, long from, Timeline timeline) {
    if (!visit.isLive() || !assignments.anyAwaitsTrigger()) {
      return;
    }
    timeline.between(
        from,
        visit.lastAt(),
        display -> {
          Assignment assignment =
              display.isOfExperiment() ? assignments.of(display.experimentId()) : null;
          if (assignment == null || !assignment.awaitsTrigger()) {
            return;
          }
          long at = Math.max(from, Math.max(display.shownAt(), assignment.from()));
          if (at < visit.lastAt() && at < Math.min(display.hiddenAt(), assignment.to())) {
            assignment.offer(new Trigger(at, visit.streamId(), visit.market()));
          }
        });
  }

  /** A trigger stands once no open visit can still bring an earlier one. */
  private void settleTriggers(ViewerOutput out) {
    for (Assignment assignment : assignments.all()) {
      Trigger trigger = assignment.candidate();
      if (trigger != null && noVisitLagsBehind(trigger.at())) {
        assignment.setTriggered();
        out.trigger(
            new TriggerRow(
                assignment.experimentId(),
                viewerId,
                assignment.variant(),
                trigger.market(),
                trigger.streamId(),
                trigger.at()));
      }
    }
  }

  private boolean noVisitLagsBehind(long time) {
    for (Visit visit : visits) {
      if (visit.isOpen() && visit.isLive() && visit.lastAt() <= time) {
        return false;
      }
    }
    return true;
  }

  // Rows, and forgetting

  private void writeRows(ViewerOutput out) {
    for (Visit visit : visits) {
      if (visit.rowIsDue()) {
        out.visit(visit.row(viewerId));
      }
    }
    orders.forEach(
        (orderId, order) -> {
          if (order.rowIsDue()) {
            out.outcome(order.row(orderId, viewerId));
          }
        });
  }

  private void forget(long watermark) {
    for (Visit visit : visits) {
      visit.trim(watermark);
    }
    visits.removeIf(visit -> visit.isForgottenAt(watermark));
    if (!orders.isEmpty()) {
      orders.values().removeIf(order -> order.forgottenAt() <= watermark);
    }
    if (!questions.isEmpty()) {
      questions.values().removeIf(question -> question.forgottenAt() <= watermark);
    }
    assignments.forget(watermark);
    ids.forget(watermark);
  }

  /**
   * The watermark at which {@link #advance} should be called next, or {@link Long#MAX_VALUE}. It is
   * rounded up, so that many wishes are met by one call: to a quarter of a second where rows wait,
   * to the hour where there is only something to forget.
   */
  public long nextWake() {
    return Math.min(roundUp(nextWork(), WORK_GRAIN), roundUp(nextForgetting(), FORGET_GRAIN));
  }

  /** Whether {@link #nextWake} is one of those that are an hour's, of which the others are soon. */
  public static boolean isFar(long wake) {
    return wake % FORGET_GRAIN == 0;
  }

  private long nextWork() {
    long wake = Long.MAX_VALUE;
    for (Received received : pending) {
      wake = Math.min(wake, received.eventTime());
    }
    for (Visit visit : visits) {
      if (visit.isOpen()) {
        wake = Math.min(wake, visit.lastAt() + VISIT_GAP);
      }
    }
    return wake;
  }

  private long nextForgetting() {
    long wake = Math.min(ids.nextWake(), assignments.nextWake());
    for (Visit visit : visits) {
      if (!visit.isOpen()) {
        wake = Math.min(wake, visit.lastAt() + ATTRIBUTION_WINDOW);
      }
    }
    for (Order order : orders.values()) {
      wake = Math.min(wake, order.forgottenAt());
    }
    for (Question question : questions.values()) {
      wake = Math.min(wake, question.forgottenAt());
    }
    return wake;
  }

  private static long roundUp(long time, long grain) {
    return time == Long.MAX_VALUE ? time : -Math.floorDiv(-time, grain) * grain;
  }

  /** Whether nothing is left to remember. */
  public boolean isEmpty() {
    return pending.isEmpty()
        && visits.isEmpty()
        && orders.isEmpty()
        && questions.isEmpty()
        && assignments.isEmpty()
        && ids.isEmpty();
  }

  public void write(DataOutput out) throws IOException {
    Codec.writeText(out, viewerId);
    ids.write(out);
    Codec.writeList(out, pending, EventCodec::writeReceived);
    Codec.writeList(out, visits, (target, visit) -> visit.write(target));
    assignments.write(out);
    Codec.writeVarInt(out, orders.size());
    for (Map.Entry<String, Order> order : orders.entrySet()) {
      Codec.writeText(out, order.getKey());
      order.getValue().write(out);
    }
    Codec.writeVarInt(out, questions.size());
    for (Map.Entry<String, Question> question : questions.entrySet()) {
      Codec.writeText(out, question.getKey());
      question.getValue().write(out);
    }
  }

  public static Viewer read(DataInput in) throws IOException {
    Viewer viewer = new Viewer(Codec.readText(in));
    viewer.ids = IdMemory.read(in);
    viewer.pending = Codec.readList(in, EventCodec::readReceived);
    viewer.pending = viewer.pending.isEmpty() ? List.of() : viewer.pending;
    viewer.visits = Codec.readList(in, Visit::read);
    viewer.assignments = Assignments.read(in);
    int orders = Codec.readVarInt(in);
    viewer.orders = orders == 0 ? Map.of() : new LinkedHashMap<>(orders);
    for (int i = 0; i < orders; i++) {
      viewer.orders.put(Codec.readText(in), Order.read(in));
    }
    int questions = Codec.readVarInt(in);
    viewer.questions = questions == 0 ? Map.of() : new LinkedHashMap<>(questions);
    for (int i = 0; i < questions; i++) {
      viewer.questions.put(Codec.readText(in), Question.read(in));
    }
    return viewer;
  }
}

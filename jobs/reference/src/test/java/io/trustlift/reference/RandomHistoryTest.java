package io.trustlift.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RandomHistoryTest {
  private static final int SEEDS = 300;
  private static final Parameters WINDOWS = Parameters.DEFAULTS;

  @Test
  void aSeedGivesOneHistory() {
    for (Topic topic : Topic.values()) {
      assertThat(RandomHistory.of(7, RandomHistory.Size.MEDIUM).arrival(3).records(topic))
          .extracting(RawRecord::toString)
          .containsExactlyElementsOf(
              RandomHistory.of(7, RandomHistory.Size.MEDIUM).arrival(3).records(topic).stream()
                  .map(RawRecord::toString)
                  .toList());
    }
  }

  @Test
  void theOrderOfArrivalMakesNoDifference() {
    for (int seed = 0; seed < SEEDS; seed++) {
      boolean recordTimes = seed % 3 == 0;
      RandomHistory random =
          recordTimes
              ? RandomHistory.withRecordTimes(seed, RandomHistory.Size.MEDIUM)
              : RandomHistory.of(seed, RandomHistory.Size.MEDIUM);
      History history = random.history();
      Tables tables = Reference.tables(history);

      Invariants.check(history, tables);
      for (History other : List.of(random.arrival(seed), Shuffles.byEventTime(history, seed))) {
        Tables otherTables = Reference.tables(other);
        assertThat(TablesDiff.between(tables, otherTables)).as("seed %d", seed).isEmpty();
        assertThat(otherTables.counts()).as("seed %d", seed).isEqualTo(tables.counts());
      }
    }
  }

  @Test
  void setsDoNotChangeBetweenChanges() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Parts parts = new Parts(RandomHistory.of(seed, RandomHistory.Size.SMALL).history());
      for (Screen screen : parts.screens) {
        List<Long> changes = new ArrayList<>(screen.changes());
        for (int i = 0; i + 1 < changes.size(); i++) {
          long from = changes.get(i);
          long until = changes.get(i + 1);
          for (long t : new long[] {from + 1, (from + until) / 2, until - 1}) {
            if (from <= t && t < until) {
              assertThat(screen.at(t).onScreen()).isEqualTo(screen.at(from).onScreen());
              assertThat(screen.at(t).recent()).isEqualTo(screen.at(from).recent());
            }
          }
        }
      }
    }
  }

  @Test
  void draftsAreValidAndBrokenOnesAreNot() {
    for (int seed = 0; seed < SEEDS / 3; seed++) {
      Dice dice = new Dice(seed);
      World world = new World(dice, 3);
      new RandomDisplays(world).add(3);
      new RandomAssignments(world).add();
      RandomVisits visits = new RandomVisits(world);
      visits.add(10);
      new RandomReplies(world).add();
      new RandomOrders(world, visits.sessions()).add(2);
      new RandomCatalogue(world).add();
      DraftWriter writer = new DraftWriter(dice);
      RandomBroken broken = new RandomBroken(dice, writer);
      for (Draft draft : world.drafts) {
        assertThat(reasons(draft.topic(), writer.write(draft).getBytes(UTF_8)))
            .as("seed %d, %s", seed, draft)
            .isSubsetOf("orphan_hide");
        assertThat(reasons(draft.topic(), broken.invalid(draft)))
            .as("seed %d, %s", seed, draft)
            .containsExactly("invalid");
        byte[] malformed = broken.malformed(draft);
        assertThat(reasons(draft.topic(), malformed))
            .as("seed %d, %s", seed, new String(malformed, UTF_8))
            .containsExactly("malformed");
        assertThat(malformed).as("can be a line").doesNotContain('\n', '\r');
      }
    }
  }

  private static List<String> reasons(Topic topic, byte[] value) {
    Tables tables = Reference.tables(History.of(Map.of(topic.topicName(), List.of(value))));
    return List.copyOf(tables.counts().get(topic).rejected().keySet());
  }

  @Test
  void thereAreNoProducersErrors() {
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomHistory random = RandomHistory.of(seed, RandomHistory.Size.MEDIUM);
      assertThat(producersErrors(random.history())).as("seed %d", seed).isEmpty();
    }
  }

  private static List<String> producersErrors(History history) {
    List<String> errors = new ArrayList<>();
    Map<Object, String> contents = new HashMap<>();
    Intake intake = new Intake(history, WINDOWS);
    Map<Topic, TopicIntake.Reader<? extends Event>> readers =
        Map.of(
            Topic.VIEWER_EVENTS, ViewerEvent::read,
            Topic.OVERLAY_DISPLAYS, DisplayEvent::read,
            Topic.ORDERS, OrderEvent::read,
            Topic.EXPERIMENT_ASSIGNMENTS, AssignmentEvent::read,
            Topic.CREDENTIALS, CredentialEvent::read);
    for (Topic topic : Topic.values()) {
      for (RawRecord record : history.records(topic)) {
        Event event;
        try {
          event = readers.get(topic).read(new Fields(Json.object(record.value())));
        } catch (MalformedException | InvalidException e) {
          continue;
        }
        String other = contents.put(List.of(topic, event.key(), event.eventId()), record.text());
        if (other != null && !other.equals(record.text())) {
          errors.add("event_id with other content: " + other + record);
        }
      }
    }
    for (OrderEvent order : intake.orders()) {
      for (OrderEvent other : intake.orders()) {
        if (order.orderId().equals(other.orderId()) && !order.viewer().equals(other.viewer())) {
          errors.add("order of two viewers: " + order);
        }
      }
    }
    for (Rejection late : intake.rejections()) {
      if (late.reason().equals("late") && !isJustLate(late, intake.orders())) {
        errors.add("order long after order_window: " + late);
      }
    }
    for (Display display : Displays.of(intake.displays(), WINDOWS)) {
      for (DisplayEvent event : intake.displays()) {
        if (event.isSameDisplay(display.show())
            && event.time() - display.shownAt() > WINDOWS.maxDisplay() + 86_400_000L) {
          errors.add("display shown or hidden again: " + event);
        }
      }
    }
    Assignments first = new Assignments(intake.assignments());
    for (AssignmentEvent event : intake.assignments()) {
      long firstTime = first.of(event.viewer(), event.experiment()).orElseThrow().time();
      if (event.time() - firstTime > WINDOWS.assignmentWindow()) {
        errors.add("assigned again: " + event);
      }
    }
    return errors;
  }

  private static boolean isJustLate(Rejection late, List<OrderEvent> orders) {
    return orders.stream()
        .anyMatch(order -> late.eventTime() == order.time() + WINDOWS.orderWindow() + 1);
  }

  @Test
  void disorderStaysInsideTheBound() {
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomHistory random = RandomHistory.withRecordTimes(seed, RandomHistory.Size.MEDIUM);
      for (Topic topic : Topic.values()) {
        long latest = 0;
        Map<String, Boolean> known = new HashMap<>();
        for (RawRecord record : random.arrival(seed).records(topic)) {
          Long time = eventTime(record);
          if (time != null) {
            long clock = Math.min(time, record.recordTime());
            boolean copy = known.put(record.text(), true) != null;
            assertThat(clock).isGreaterThanOrEqualTo(latest - (copy ? 86_400_000L : 9_000L));
            latest = Math.max(latest, clock);
          }
        }
      }
    }
  }

  private static Long eventTime(RawRecord record) {
    try {
      return new Fields(Json.object(record.value())).timeOrNull("event_time");
    } catch (MalformedException e) {
      return null;
    }
  }

  /** The generator is not vacuous: each of the cases that it is for occurs. */
  @Test
  void everythingOccurs() {
    Coverage coverage = new Coverage();
    for (int seed = 0; seed < SEEDS; seed++) {
      History history = RandomHistory.of(seed, RandomHistory.Size.MEDIUM).history();
      coverage.add(history, Reference.tables(history));
      History withTimes = RandomHistory.withRecordTimes(seed, RandomHistory.Size.SMALL).history();
      coverage.addRejections(Reference.tables(withTimes));
    }
    System.out.println("Occurrences in " + SEEDS + " random histories: " + coverage.counts);
    assertThat(coverage.counts).containsKeys(Coverage.EXPECTED.toArray(String[]::new));
  }

  /** What the rows are made of. */
  private static final class Parts {
    final Intake intake;
    final List<Visit> visits;
    final List<Display> displays;
    final Assignments assignments;
    final List<Screen> screens;

    Parts(History history) {
      intake = new Intake(history, WINDOWS);
      visits = Visits.of(intake.viewers(), WINDOWS);
      displays = Displays.of(intake.displays(), WINDOWS);
      assignments = new Assignments(intake.assignments());
      screens =
          visits.stream().map(visit -> new Screen(visit, displays, assignments, WINDOWS)).toList();
    }
  }

  /** Counts in how many histories a case occurs. */
  private static final class Coverage {
    static final List<String> EXPECTED = new ArrayList<>();

    static {
      for (String offset : new String[] {"-1", "0", "1"}) {
        for (String bound :
            new String[] {
              "visit_gap",
              "min_view",
              "max_display",
              "max_visit",
              "reply_window",
              "assignment_window",
              "replay_horizon",
              "replay_drift",
              "in_visit",
              "attribution_window",
              "order_window"
            }) {
          EXPECTED.add(bound + " " + offset);
        }
      }
      EXPECTED.addAll(
          Arrays.asList(
              "exposure_time",
              "visits",
              "outcomes",
              "replies",
              "displays",
              "experiment_triggers",
              "rejected_events",
              "rejected malformed",
              "rejected invalid",
              "rejected future",
              "rejected orphan_hide",
              "rejected late",
              "duplicate",
              "bot",
              "validity unknown",
              "validity revoked",
              "validity not_yet_valid",
              "validity expired",
              "validity valid",
              "end hide",
              "end max_display",
              "reached",
              "attribution in_visit live",
              "attribution in_visit replay",
              "attribution post_visit live",
              "attribution post_visit replay",
              "attribution none ",
              "own stream without a visit",
              "status placed",
              "status paid",
              "status cancelled",
              "status refunded",
              "unpaid order",
              "paid amount not the latest's",
              "refunded amount",
              "exposed before live",
              "exposed before replay",
              "exposed before and no more live",
              "exposed before and no more replay",
              "not yet exposed before live",
              "not yet exposed before replay",
              "recent live",
              "recent replay",
              "on screen live",
              "on screen replay",
              "two on screen",
              "seen but not recent",
              "visit of no length",
              "leave dropped",
              "leave tied",
              "event after leave tied",
              "replay pieces joined",
              "replay pieces apart",
              "trigger control",
              "trigger red",
              "order of code points matters"));
    }

    final Map<String, Integer> counts = new TreeMap<>();

    private void addExposedBefore(Map<String, Object> row) {
      Set<Object> now = new HashSet<>((List<?>) row.get("on_screen"));
      now.addAll((List<?>) row.get("recent"));
      Set<Object> before = new HashSet<>((List<?>) row.get("exposed_120s"));
      if (!before.isEmpty()) {
        found("exposed before " + row.get("mode"));
      }
      if (!now.containsAll(before)) {
        found("exposed before and no more " + row.get("mode"));
      }
      if (!before.containsAll(now)) {
        found("not yet exposed before " + row.get("mode"));
      }
    }

    private void found(String what) {
      counts.merge(what, 1, Integer::sum);
    }

    private void bound(String name, long distance) {
      if (Math.abs(distance) <= 1) {
        found(name + " " + distance);
      }
    }

    void addRejections(Tables tables) {
      tables.rows("rejected_events").forEach(row -> found("rejected " + row.get("reason")));
    }

    void add(History history, Tables tables) {
      addRejections(tables);
      for (String table : Tables.NAMES) {
        if (!tables.rows(table).isEmpty()) {
          found(table);
        }
      }
      for (TopicCounts topic : tables.counts().values()) {
        if (topic.duplicate() > 0) {
          found("duplicate");
        }
        if (topic.bot() > 0) {
          found("bot");
        }
      }
      for (Map<String, Object> row : tables.rows("displays")) {
        found("validity " + row.get("validity"));
        found("end " + row.get("end_reason"));
        if ((Long) row.get("visits_reached") > 0) {
          found("reached");
        }
      }
      for (Map<String, Object> row : tables.rows("outcomes")) {
        if (row.get("kind").equals("order")) {
          found("attribution " + row.get("attribution") + " " + row.get("mode"));
          found("status " + row.get("status"));
          if (row.get("paid").equals(0L)) {
            found("unpaid order");
          }
          if (row.get("attribution").equals("none") && !row.get("stream_id").equals("")) {
            found("own stream without a visit");
          }
        }
        if (!row.get("refunded_amount").equals("0")) {
          found("refunded amount");
        }
        if (!row.get("paid_amount").equals("0")
            && !row.get("paid_amount").equals(row.get("amount"))) {
          found("paid amount not the latest's");
        }
        if (row.get("attribution").equals("in_visit")) {
          addExposedBefore(row);
        }
        if (((List<?>) row.get("on_screen")).isEmpty()
            && ((List<?>) row.get("recent")).isEmpty()
            && !((List<?>) row.get("seen")).isEmpty()) {
          found("seen but not recent");
        }
      }
      for (Map<String, Object> row : tables.rows("exposure_time")) {
        List<?> onScreen = (List<?>) row.get("on_screen");
        if (!onScreen.isEmpty()) {
          found("on screen " + row.get("mode"));
        }
        if (onScreen.size() > 1) {
          found("two on screen");
        }
        if (!((List<?>) row.get("recent")).isEmpty()) {
          found("recent " + row.get("mode"));
        }
        if (!onScreen.equals(onScreen.stream().sorted().toList())) {
          found("order of code points matters");
        }
      }
      for (Map<String, Object> row : tables.rows("experiment_triggers")) {
        found("trigger " + row.get("variant"));
      }
      Parts parts = new Parts(history);
      addDisplays(parts);
      addVisits(parts);
      addReplays(parts);
      addReplies(parts);
      addOrders(parts);
    }

    private void addDisplays(Parts parts) {
      for (DisplayEvent hide : parts.intake.displays()) {
        for (Display display : parts.displays) {
          if (!hide.isShow() && hide.isSameDisplay(display.show())) {
            bound("max_display", hide.time() - display.shownAt() - WINDOWS.maxDisplay());
          }
        }
      }
      for (AssignmentEvent assignment : parts.assignments.all()) {
        for (Display display : parts.displays) {
          if (display.experiment().equals(assignment.experiment())) {
            bound(
                "assignment_window",
                display.shownAt() - assignment.time() - WINDOWS.assignmentWindow());
          }
        }
      }
    }

    private void addVisits(Parts parts) {
      for (ViewerEvent event : parts.intake.viewers()) {
        if (event.isLeave() && parts.visits.stream().noneMatch(v -> v.events().contains(event))) {
          found("leave dropped");
        }
      }
      for (Visit visit : parts.visits) {
        if (visit.watchMs() == 0) {
          found("visit of no length");
        }
        for (int i = 0; i + 1 < visit.events().size(); i++) {
          ViewerEvent event = visit.events().get(i);
          ViewerEvent next = visit.events().get(i + 1);
          bound("visit_gap", next.time() - event.time() - WINDOWS.visitGap());
          if (next.isLeave() && next.time() == event.time()) {
            found("leave tied");
          }
        }
        bound("max_visit", visit.watchMs() - WINDOWS.maxVisit());
        for (Visit other : parts.visits) {
          boolean same =
              visit.viewer().equals(other.viewer())
                  && visit.stream().equals(other.stream())
                  && visit.mode().equals(other.mode());
          if (same) {
            bound("visit_gap", other.startedAt() - visit.endedAt() - WINDOWS.visitGap());
            bound("max_visit", other.startedAt() - visit.startedAt() - WINDOWS.maxVisit());
            if (other.startedAt() == visit.endedAt() + 1) {
              found("event after leave tied");
            }
          }
          for (Display display : parts.displays) {
            if (visit.equals(other) && visit.isLive() && display.stream().equals(visit.stream())) {
              bound(
                  "min_view",
                  Math.min(visit.endedAt(), display.hiddenAt())
                      - Math.max(visit.startedAt(), display.shownAt())
                      - WINDOWS.minView());
            }
          }
        }
      }
    }

    private void addReplays(Parts parts) {
      for (Visit visit : parts.visits) {
        if (visit.isLive()) {
          continue;
        }
        for (Display display : parts.displays) {
          if (!display.stream().equals(visit.stream()) || display.hasExperiment()) {
            continue;
          }
          long pieces = Replay.showings(visit, List.of(display), WINDOWS).size();
          if (pieces > 1) {
            found("replay pieces apart");
          }
          if (pieces == 1 && visit.events().size() > 3) {
            found("replay pieces joined");
          }
          visit
              .events()
              .forEach(
                  event ->
                      bound(
                          "replay_horizon",
                          event.time() - display.hiddenAt() - WINDOWS.replayHorizon()));
        }
        for (int i = 0; i + 1 < visit.events().size(); i++) {
          ViewerEvent event = visit.events().get(i);
          ViewerEvent next = visit.events().get(i + 1);
          long drift = next.mediaTime() - event.mediaTime() - (next.time() - event.time());
          bound("replay_drift", Math.abs(drift) - Parameters.REPLAY_DRIFT);
        }
      }
    }

    private void addReplies(Parts parts) {
      for (ViewerEvent reply : parts.intake.viewers()) {
        for (ViewerEvent question : parts.intake.viewers()) {
          if (question.isQuestion()
              && question.viewer().equals(reply.viewer())
              && question.eventId().equals(reply.inReplyTo())) {
            bound("reply_window", reply.time() - question.time() - WINDOWS.replyWindow());
          }
        }
      }
    }

    private void addOrders(Parts parts) {
      for (OrderEvent order : parts.intake.orders()) {
        for (Visit visit : parts.visits) {
          if (visit.viewer().equals(order.viewer())) {
            bound("in_visit", order.time() - visit.endedAt() - WINDOWS.visitGap());
            bound(
                "attribution_window", order.time() - visit.endedAt() - WINDOWS.attributionWindow());
          }
        }
        for (OrderEvent other : parts.intake.orders()) {
          if (other.orderId().equals(order.orderId())) {
            bound("order_window", other.time() - order.time() - WINDOWS.orderWindow());
          }
        }
      }
      for (Rejection rejection : parts.intake.rejections()) {
        if (rejection.reason().equals("late")) {
          found("order_window 1");
        }
      }
    }
  }
}

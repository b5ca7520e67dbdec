package io.trustlift.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Viewer-time and outcomes by exposure, computed from a world's files by the letter of the
 * semantics contract and without any of the simulator's own code. Slow, simple, for small worlds.
 */
final class BruteForce {
  private static final int TYPES = 4;
  private static final int SETS = 1 << TYPES;

  private record Event(long time, String type, String id, String market, long media) {}

  /** A display; of type -1 where no catalogue knows the credential. */
  record Shown(
      String id,
      long start,
      long end,
      int type,
      String credential,
      String placement,
      String experiment,
      String variant) {}

  private record Assigned(long time, String variant) {}

  /**
   * A stretch of time in which a display is exposed.
   *
   * @param hidden when it is no longer on screen, and recent up to the end
   */
  record Exposed(long start, long hidden, long end, Shown shown) {
    int type() {
      return shown.type();
    }

    boolean viewed(long until) {
      return Math.min(hidden, until) - start >= 2_000;
    }
  }

  /**
   * A piece of a visit in which nothing changes.
   *
   * @param answeredIn how long the quickest answer so far took, milliseconds; below 0 without any
   * @param returning whether another visit began six hours before this one
   * @param earlier what each earlier visit, ended by the beginning of this one, has shown
   */
  record Piece(
      Visit visit,
      long from,
      long ms,
      long orders,
      List<Exposed> exposed,
      long answeredIn,
      boolean returning,
      List<Set<String>> earlier) {
    /** What is on screen, or else what is recent, of a type. */
    List<Shown> shown(int type) {
      List<Exposed> ofType = exposed.stream().filter(each -> each.type() == type).toList();
      List<Shown> now =
          ofType.stream().filter(each -> from < each.hidden()).map(Exposed::shown).toList();
      return now.isEmpty() ? ofType.stream().map(Exposed::shown).toList() : now;
    }

    /** Credentials on screen. */
    long onScreen() {
      return exposed.stream()
          .filter(each -> from < each.hidden())
          .map(each -> each.shown().credential())
          .distinct()
          .count();
    }
  }

  static final class Visit {
    final String stream;
    final boolean replay;
    final String market;
    final long start;
    final long end;
    final List<Exposed> exposures;
    final List<Long> orderTimes = new ArrayList<>();

    /** Each answered question of this visit: when it was answered, and how long that took. */
    final List<long[]> answers = new ArrayList<>();

    Visit(
        String stream,
        boolean replay,
        String market,
        long start,
        long end,
        List<Exposed> exposures) {
      this.stream = stream;
      this.replay = replay;
      this.market = market;
      this.start = start;
      this.end = end;
      this.exposures = exposures;
    }

    int typesAt(long time) {
      int types = 0;
      for (Exposed exposed : exposures) {
        if (exposed.type() >= 0 && exposed.start <= time && time < exposed.end) {
          types |= 1 << exposed.type();
        }
      }
      return types;
    }

    boolean saw(int type) {
      return exposures.stream().anyMatch(exposed -> exposed.type() == type && exposed.start <= end);
    }
  }

  /** A stratum before other types are told apart: stream, mode, market, block of five minutes. */
  record Place(String stream, boolean replay, String market, long block) {}

  /** Viewer-time and outcomes of a place by the set of exposed types. */
  static final class Cell {
    final long[] time = new long[SETS];
    final long[][] events = new long[OutcomeKind.values().length][SETS];
  }

  /**
   * Exposed and unexposed events and viewer-time.
   *
   * @param exposedTime milliseconds
   * @param baselineTime milliseconds
   */
  record Contrast(long exposed, long baseline, double exposedTime, double baselineTime) {
    double ratio() {
      return exposed / exposedTime / (baseline / baselineTime);
    }
  }

  private final Map<String, Integer> credentialTypes = new HashMap<>();
  private final Map<String, List<Shown>> displays = new HashMap<>();
  private final Map<String, Assigned> assignments = new HashMap<>();
  private final Map<String, List<Visit>> visits = new HashMap<>();
  private final Map<String, Long> replies = new HashMap<>();
  private final Map<Place, Cell> cells = new HashMap<>();
  private long inVisitOrders;

  static BruteForce of(Path directory) throws IOException {
    BruteForce world = new BruteForce();
    WorldFiles.read(
        directory,
        Topic.CREDENTIALS,
        (event, time) ->
            world.credentialTypes.put(
                event.get("credential_id").textValue(),
                CredentialType.valueOf(event.get("type").textValue().toUpperCase(Locale.ROOT))
                    .index()));
    world.readDisplays(directory);
    WorldFiles.read(
        directory,
        Topic.EXPERIMENT_ASSIGNMENTS,
        (event, time) ->
            world.assignments.merge(
                event.get("viewer_id").textValue(),
                new Assigned(time, event.get("variant").textValue()),
                (one, other) -> one.time <= other.time ? one : other));
    world.readViewers(directory);
    world.readOrders(directory);
    return world;
  }

  /** Orders placed within a visit. */
  long inVisitOrders() {
    return inVisitOrders;
  }

  /** All exposed against all unexposed viewer-time of a market, live and replay. */
  Contrast crude(String market, CredentialType type, OutcomeKind outcome) {
    long exposed = 0;
    long baseline = 0;
    double exposedTime = 0;
    double baselineTime = 0;
    for (Map.Entry<Place, Cell> entry : cells.entrySet()) {
      if (!entry.getKey().market.equals(market)) {
        continue;
      }
      Cell cell = entry.getValue();
      for (int set = 0; set < SETS; set++) {
        long events = cell.events[outcome.index()][set];
        if ((set & 1 << type.index()) != 0) {
          exposed += events;
          exposedTime += cell.time[set];
        } else {
          baseline += events;
          baselineTime += cell.time[set];
        }
      }
    }
    return new Contrast(exposed, baseline, exposedTime, baselineTime);
  }

  /** The two sums of the Mantel-Haenszel rate ratio over the strata of statistics.md. */
  double[] mantelHaenszelSums(String market, CredentialType type, OutcomeKind outcome) {
    double numerator = 0;
    double denominator = 0;
    int bit = 1 << type.index();
    for (Map.Entry<Place, Cell> entry : cells.entrySet()) {
      if (!entry.getKey().market.equals(market)) {
        continue;
      }
      Cell cell = entry.getValue();
      for (int others = 0; others < SETS; others++) {
        if ((others & bit) != 0) {
          continue;
        }
        double exposedTime = cell.time[others | bit];
        double baselineTime = cell.time[others];
        if (exposedTime > 0 && baselineTime > 0) {
          double all = exposedTime + baselineTime;
          numerator += cell.events[outcome.index()][others | bit] * baselineTime / all;
          denominator += cell.events[outcome.index()][others] * exposedTime / all;
        }
      }
    }
    return new double[] {numerator, denominator};
  }

  /** Orders per live visit: visits that ever saw a type over visits that never did. */
  double everAgainstNever(CredentialType type) {
    long[] orders = new long[2];
    long[] counts = new long[2];
    for (List<Visit> list : visits.values()) {
      for (Visit visit : list) {
        if (!visit.replay) {
          int ever = visit.saw(type.index()) ? 1 : 0;
          counts[ever]++;
          orders[ever] += visit.orderTimes.size();
        }
      }
    }
    return (double) orders[1] / counts[1] / ((double) orders[0] / counts[0]);
  }

  /**
   * Triggered viewers of one arm.
   *
   * @param ordering those with an order within seven days of the trigger, paid and not cancelled
   * @param withHistory those with an order placed in the fourteen days before it
   */
  record Arm(long viewers, long ordering, long withHistory) {
    Arm plus(Arm other) {
      return new Arm(
          viewers + other.viewers, ordering + other.ordering, withHistory + other.withHistory);
    }

    double orderRate() {
      return (double) ordering / viewers;
    }
  }

  /** The experiment's triggered viewers by the variant of their first assignment. */
  Map<String, Arm> arms(Path directory) throws IOException {
    Map<String, List<Long>> placed = new HashMap<>();
    Map<String, List<Long>> kept = new HashMap<>();
    readOrderTimes(directory, placed, kept);
    Map<String, Arm> arms = new TreeMap<>();
    assignments.forEach(
        (viewer, assigned) -> {
          OptionalLong trigger =
              visits.getOrDefault(viewer, List.of()).stream()
                  .filter(visit -> !visit.replay)
                  .flatMapToLong(visit -> triggers(visit, assigned.time))
                  .min();
          if (trigger.isPresent()) {
            long time = trigger.getAsLong();
            long ordering = count(kept.get(viewer), time, time + 7 * 86_400_000L);
            long before = count(placed.get(viewer), time - 14 * 86_400_000L, time);
            arms.merge(
                assigned.variant, new Arm(1, ordering, before), (one, other) -> one.plus(other));
          }
        });
    return arms;
  }

  private LongStream triggers(Visit visit, long assignedAt) {
    long from = Math.max(visit.start, assignedAt);
    return displays.getOrDefault(visit.stream, List.of()).stream()
        .filter(display -> display.experiment != null)
        .filter(display -> display.end > from && Math.max(display.start, from) < visit.end)
        .mapToLong(display -> Math.max(display.start, from));
  }

  private static long count(List<Long> times, long from, long to) {
    boolean any = times != null && times.stream().anyMatch(time -> from <= time && time < to);
    return any ? 1 : 0;
  }

  private static void readOrderTimes(
      Path directory, Map<String, List<Long>> placed, Map<String, List<Long>> kept)
      throws IOException {
    Map<String, Long> times = new HashMap<>();
    Map<String, String> viewers = new HashMap<>();
    Map<String, Set<String>> statuses = new HashMap<>();
    WorldFiles.read(
        directory,
        Topic.ORDERS,
        (event, time) -> {
          String order = event.get("order_id").textValue();
          times.merge(order, time, Math::min);
          viewers.put(order, event.get("viewer_id").textValue());
          statuses
              .computeIfAbsent(order, id -> new HashSet<>())
              .add(event.get("status").textValue());
        });
    statuses.forEach(
        (order, all) -> {
          String viewer = viewers.get(order);
          placed.computeIfAbsent(viewer, id -> new ArrayList<>()).add(times.get(order));
          if (all.contains("paid") && !all.contains("cancelled")) {
            kept.computeIfAbsent(viewer, id -> new ArrayList<>()).add(times.get(order));
          }
        });
  }

  /** Share of a stream's live viewer-time in which a type is exposed, over all streams. */
  double coverage(CredentialType type) {
    double exposed = 0;
    double all = 0;
    for (Cell cell : cells.values()) {
      for (int set = 0; set < SETS; set++) {
        all += cell.time[set];
        exposed += (set & 1 << type.index()) != 0 ? cell.time[set] : 0;
      }
    }
    return exposed / all;
  }

  private void readDisplays(Path directory) throws IOException {
    Map<String, JsonNode> shows = new TreeMap<>();
    Map<String, Long> hides = new HashMap<>();
    WorldFiles.read(
        directory,
        Topic.OVERLAY_DISPLAYS,
        (event, time) -> {
          String id = event.get("display_id").textValue();
          if (event.get("action").textValue().equals("show")) {
            shows.put(id, event);
          } else {
            hides.put(id, time);
          }
        });
    shows.forEach(
        (id, event) -> {
          long start = WorldFiles.time(event.get("event_time"));
          displays
              .computeIfAbsent(event.get("stream_id").textValue(), key -> new ArrayList<>())
              .add(
                  new Shown(
                      id,
                      start,
                      hides.getOrDefault(id, start + 14_400_000),
                      credentialTypes.getOrDefault(event.get("credential_id").textValue(), -1),
                      event.get("credential_id").textValue(),
                      event.path("placement").textValue(),
                      event.path("experiment_id").textValue(),
                      event.path("variant").textValue()));
        });
  }

  private void readViewers(Path directory) throws IOException {
    Map<String, List<Event>> byVisitor = new TreeMap<>();
    WorldFiles.read(
        directory,
        Topic.VIEWER_EVENTS,
        (event, time) -> {
          String type = event.get("event_type").textValue();
          if (type.equals("reply")) {
            replies.merge(event.get("in_reply_to").textValue(), time, Math::min);
          }
          if (event.path("is_bot").booleanValue() || type.equals("reply")) {
            return;
          }
          boolean replay = "replay".equals(event.path("mode").textValue());
          byVisitor
              .computeIfAbsent(
                  event.get("viewer_id").textValue()
                      + "|"
                      + event.get("stream_id").textValue()
                      + "|"
                      + replay,
                  key -> new ArrayList<>())
              .add(
                  new Event(
                      time,
                      type,
                      event.get("event_id").textValue(),
                      event.get("market").textValue(),
                      replay ? WorldFiles.time(event.get("media_time")) : 0));
        });
    byVisitor.forEach(
        (key, events) -> {
          String[] parts = key.split("\\|");
          cutIntoVisits(parts[0], parts[1], Boolean.parseBoolean(parts[2]), events);
        });
  }

  private void cutIntoVisits(String viewer, String stream, boolean replay, List<Event> events) {
    events.sort(
        Comparator.comparingLong(Event::time)
            .thenComparing(event -> event.type.equals("leave"))
            .thenComparing(Event::id));
    List<Event> open = new ArrayList<>();
    for (Event event : events) {
      boolean continues = !open.isEmpty() && event.time - open.get(open.size() - 1).time <= 90_000;
      if (!continues && !open.isEmpty()) {
        close(viewer, stream, replay, open);
        open.clear();
      }
      boolean leave = event.type.equals("leave");
      if (continues || !leave) {
        open.add(event);
      }
      if (leave && !open.isEmpty()) {
        close(viewer, stream, replay, open);
        open.clear();
      }
    }
    if (!open.isEmpty()) {
      close(viewer, stream, replay, open);
    }
  }

  private void close(String viewer, String stream, boolean replay, List<Event> events) {
    Event first = events.get(0);
    Event last = events.get(events.size() - 1);
    List<Shown> shown = displays.getOrDefault(stream, List.of());
    List<Exposed> exposures =
        replay
            ? replayExposures(shown, events)
            : liveExposures(shown, first.time, assignments.get(viewer));
    Visit visit = new Visit(stream, replay, first.market, first.time, last.time, exposures);
    visits.computeIfAbsent(viewer, key -> new ArrayList<>()).add(visit);
    spend(visit);
    for (Event event : events) {
      if (event.type.equals("question")) {
        count(visit, OutcomeKind.INQUIRY, event.time);
        Long replied = replies.get(event.id);
        if (replied != null) {
          visit.answers.add(new long[] {replied, replied - event.time});
        }
      }
    }
  }

  private static List<Exposed> liveExposures(List<Shown> shown, long start, Assigned assigned) {
    List<Exposed> exposures = new ArrayList<>();
    for (Shown display : shown) {
      long visible = display.start;
      if (display.experiment != null) {
        if (assigned == null || !assigned.variant.equals(display.variant)) {
          continue;
        }
        visible = Math.max(visible, assigned.time);
      }
      add(exposures, Math.max(visible, start), display.end, display);
    }
    return exposures;
  }

  private static List<Exposed> replayExposures(List<Shown> shown, List<Event> events) {
    List<Exposed> exposures = new ArrayList<>();
    for (Shown display : shown) {
      if (display.experiment != null) {
        continue;
      }
      long from = -1;
      long to = -1;
      for (int i = 0; i + 1 < events.size(); i++) {
        Event one = events.get(i);
        Event two = events.get(i + 1);
        long played = two.media - one.media;
        long passed = two.time - one.time;
        if (played < 0 || Math.abs(played - passed) > 2_000) {
          continue;
        }
        long start = Math.max(one.time, one.time + display.start - one.media);
        long end = Math.min(two.time, one.time + display.end - one.media);
        if (start >= end) {
          continue;
        }
        if (start != to) {
          add(exposures, from, to, display);
          from = start;
        }
        to = end;
      }
      add(exposures, from, to, display);
    }
    return exposures;
  }

  private static void add(List<Exposed> exposures, long start, long end, Shown shown) {
    if (start < end) {
      long recent = end - start >= 2_000 ? end + 300_000 : end;
      exposures.add(new Exposed(start, end, recent, shown));
    }
  }

  /** Gives every visit piece by piece. */
  void walk(Consumer<Piece> consumer) {
    for (List<Visit> ofViewer : visits.values()) {
      for (Visit visit : ofViewer) {
        boolean returning =
            ofViewer.stream().anyMatch(other -> other.start <= visit.start - 6 * 3_600_000L);
        List<Set<String>> earlier =
            ofViewer.stream()
                .filter(other -> other != visit && other.end <= visit.start)
                .map(BruteForce::seen)
                .toList();
        walk(visit, returning, earlier, consumer);
      }
    }
  }

  private static Set<String> seen(Visit visit) {
    Set<String> seen = new HashSet<>();
    for (Exposed exposed : visit.exposures) {
      if (exposed.viewed(visit.end)) {
        seen.add(exposed.shown.credential());
      }
    }
    return seen;
  }

  private static void walk(
      Visit visit, boolean returning, List<Set<String>> earlier, Consumer<Piece> consumer) {
    TreeSet<Long> changes = new TreeSet<>(List.of(visit.start, visit.end + 1));
    for (Exposed exposed : visit.exposures) {
      changes.addAll(List.of(exposed.start, exposed.hidden, exposed.end));
    }
    visit.answers.forEach(answer -> changes.add(answer[0]));
    for (long block = visit.start / 300_000 + 1; block * 300_000 < visit.end; block++) {
      changes.add(block * 300_000);
    }
    Long from = visit.start;
    while (from <= visit.end) {
      long begin = from;
      long end = changes.higher(begin);
      List<Exposed> exposed =
          visit.exposures.stream().filter(each -> each.start <= begin && begin < each.end).toList();
      long orders = visit.orderTimes.stream().filter(at -> begin <= at && at < end).count();
      long answeredIn =
          visit.answers.stream()
              .filter(answer -> answer[0] <= begin)
              .mapToLong(answer -> answer[1])
              .min()
              .orElse(-1);
      consumer.accept(
          new Piece(
              visit,
              begin,
              Math.min(end, visit.end) - begin,
              orders,
              exposed,
              answeredIn,
              returning,
              earlier));
      from = end;
    }
  }

  private void spend(Visit visit) {
    TreeSet<Long> changes = new TreeSet<>(List.of(visit.start, visit.end));
    for (Exposed exposed : visit.exposures) {
      changes.addAll(Arrays.asList(exposed.start, exposed.end));
    }
    for (long block = visit.start / 300_000 + 1; block * 300_000 < visit.end; block++) {
      changes.add(block * 300_000);
    }
    Long from = visit.start;
    while (from < visit.end) {
      Long to = changes.higher(from);
      cell(visit, from).time[visit.typesAt(from)] += to - from;
      from = to;
    }
  }

  private void count(Visit visit, OutcomeKind outcome, long time) {
    cell(visit, time).events[outcome.index()][visit.typesAt(time)]++;
  }

  private Cell cell(Visit visit, long time) {
    Place place = new Place(visit.stream, visit.replay, visit.market, time / 300_000);
    return cells.computeIfAbsent(place, key -> new Cell());
  }

  private void readOrders(Path directory) throws IOException {
    WorldFiles.read(
        directory,
        Topic.ORDERS,
        (event, time) -> {
          if (!event.get("status").textValue().equals("placed")) {
            return;
          }
          String own = event.path("stream_id").textValue();
          visits.getOrDefault(event.get("viewer_id").textValue(), List.of()).stream()
              .filter(visit -> own == null || own.equals(visit.stream))
              .filter(visit -> visit.start <= time && time <= visit.end + 90_000)
              .max(Comparator.comparingLong(visit -> visit.start))
              .ifPresent(
                  visit -> {
                    inVisitOrders++;
                    visit.orderTimes.add(time);
                    count(visit, OutcomeKind.ORDER, time);
                  });
        });
  }
}

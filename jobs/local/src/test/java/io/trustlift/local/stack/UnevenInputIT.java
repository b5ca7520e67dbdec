package io.trustlift.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.local.chaos.World;
import io.trustlift.local.chaos.World.Arrival;
import io.trustlift.local.flink.LocalFlink;
import io.trustlift.local.kafka.KafkaProcess;
import io.trustlift.model.Topic;
import io.trustlift.reference.History;
import io.trustlift.reference.Reference;
import io.trustlift.reference.Tables;
import io.trustlift.reference.TablesDiff;
import io.trustlift.simulator.SimulationConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Input that does not come evenly: a partition without a word, a producer that is behind, a room
 * that holds half of everybody, a week's backlog beside what happens now. The rows are those of the
 * reference each time; those of producers that are behind belong to the long form. {@code
 * -Duneven.viewers} makes the worlds larger, {@code -Duneven.seed} others.
 */
class UnevenInputIT {

  private static final int PARTITIONS = 4;
  private static final int LAST = PARTITIONS - 1;
  private static final int PARALLELISM = 2;
  private static final int VIEWERS = Integer.getInteger("uneven.viewers", 200);
  private static final long SEED = Long.getLong("uneven.seed", 20261126);
  private static final Instant START = Instant.parse("2000-01-03T18:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int CHUNKS = 12;

  /** The tables whose rows are of one viewer each. */
  private static final List<String> OF_VIEWERS =
      List.of("visits", "outcomes", "replies", "experiment_triggers");

  /** How much faster than ours the clock of the world runs while it is live. */
  private static final int SPEED = 30;

  @TempDir private static Path folder;
  private static EmbeddedStack stack;

  private String name;

  @BeforeAll
  static void start() throws Exception {
    System.out.println("seed " + SEED + ", viewers " + VIEWERS);
    stack = new EmbeddedStack(folder);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @BeforeEach
  void empty(TestInfo test) throws Exception {
    name = test.getTestMethod().orElseThrow().getName();
    stack.emptyTables();
  }

  @Test
  void aSilentPartitionIsLeftOutAfterTheIdleTimeout() throws Exception {
    World world = world(evening());
    Duration idleTimeout = Duration.ofSeconds(2);
    try (KafkaProcess kafka = stack.kafka(PARTITIONS);
        ArrivalProducer producer = new ArrivalProducer(kafka);
        LocalFlink flink = flink()) {
      JobID job = flink.submit(stack.config(kafka, false).withIdleTimeout(idleTimeout));
      world
          .arrivals()
          .forEach(arrival -> producer.send(arrival, ArrivalProducer.byKey(arrival, LAST)));
      awaitRead(flink, job, world.arrivals().size());
      long begun = System.nanoTime();
      producer.tick(world.longAfter(), LAST);
      awaitTables(Reference.tables(history(world.arrivals())));
      System.out.printf(
          "silent partition: %d records, all rows final %.1f s after the last tick%n",
          world.arrivals().size(), (System.nanoTime() - begun) / 1e9);
      assertThat(stack.counts().addUp()).isTrue();
      flink.cancel(job);
    }
  }

  /** Its partition says how far it is, and the others wait. */
  @Tag("chaos")
  @Test
  void aPartitionThatIsAnHourBehindIsWaitedFor() throws Exception {
    World world = world(evening());
    List<Arrival> delayed = new ArrayList<>(world.arrivals());
    delayed.sort(
        Comparator.comparingLong(
            arrival -> arrival.clock() + (isBehind(arrival) ? HOUR.toMillis() : 0)));
    try (KafkaProcess kafka = stack.kafka(PARTITIONS);
        ArrivalProducer producer = new ArrivalProducer(kafka);
        LocalFlink flink = flink()) {
      JobID job = flink.submit(stack.config(kafka, false));
      for (List<Arrival> chunk : chunks(delayed)) {
        chunk.forEach(
            arrival -> producer.send(arrival, ArrivalProducer.byKey(arrival, PARTITIONS)));
        producer.flush();
      }
      producer.tick(world.longAfter(), PARTITIONS);
      awaitTables(Reference.tables(history(world.arrivals())));
      assertThat(stack.counts().read()).isEqualTo(world.arrivals().size());
      assertThat(stack.counts().addUp()).isTrue();
      assertThat(late()).isZero();
      System.out.printf(
          "partition an hour behind: %d of %d records in it, 0 late%n",
          delayed.stream().filter(UnevenInputIT::isBehind).count(), delayed.size());
      flink.cancel(job);
    }
  }

  /** Where ticks have told that it is later, who comes an hour late is told so; nobody else. */
  @Tag("chaos")
  @Test
  void whoComesAnHourBehindTheTicksIsToldAndChangesNobodysRows() throws Exception {
    World world = world(evening());
    List<Arrival> onTime =
        world.arrivals().stream().filter(arrival -> !ofALateViewer(arrival)).toList();
    List<Arrival> late =
        world.arrivals().stream()
            .filter(arrival -> ofALateViewer(arrival) && arrival.topic() == Topic.VIEWER_EVENTS)
            .toList();
    List<Arrival> all = new ArrayList<>(onTime);
    all.addAll(late);
    ToLongFunction<Arrival> comes =
        arrival -> arrival.clock() + (ofALateViewer(arrival) ? HOUR.toMillis() : 0);
    all.sort(Comparator.comparingLong(comes));
    try (KafkaProcess kafka = stack.kafka(PARTITIONS);
        ArrivalProducer producer = new ArrivalProducer(kafka);
        LocalFlink flink = flink()) {
      JobID job = flink.submit(stack.config(kafka, false));
      long sent = 0;
      for (List<Arrival> chunk : chunks(all)) {
        chunk.forEach(
            arrival -> producer.send(arrival, ArrivalProducer.byKey(arrival, PARTITIONS)));
        producer.tick(comes.applyAsLong(chunk.get(chunk.size() - 1)), PARTITIONS);
        sent += chunk.size();
        awaitRead(flink, job, sent);
      }
      producer.tick(world.longAfter(), PARTITIONS);
      Set<String> lateViewers =
          late.stream()
              .map(arrival -> new String(arrival.key(), StandardCharsets.UTF_8))
              .collect(Collectors.toSet());
      Tables expected = Reference.tables(history(onTime));
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(
                          TablesDiff.between(
                              expected, without(stack.tables(), lateViewers), OF_VIEWERS))
                      .isEmpty());
      Awaitility.await().atMost(PATIENCE).until(() -> stack.counts().addUp());
      assertThat(stack.number("SELECT sum(viewer_ms) FROM trust.exposure_time"))
          .isEqualTo(stack.number("SELECT sum(watch_ms) FROM trust.visits"));
      System.out.printf(
          "producer an hour behind the ticks: %d records, %d of them rejected as late; %s%n",
          late.size(), late(), stack.counts());
      assertThat(late()).isPositive();
      flink.cancel(job);
    }
  }

  @Test
  void aRoomWithHalfOfAllViewers() throws Exception {
    World even = world(evening().withSize(8, VIEWERS, 12).withStreamsPerDay(8));
    List<String> rooms = rooms(even);
    String hot = rooms.get(0);
    List<String> moved = rooms.subList(1, rooms.size() / 2);
    List<Arrival> skewed =
        even.arrivals().stream().map(arrival -> moved(arrival, moved, hot)).toList();
    double evenSeconds = bounded(even.arrivals());
    stack.emptyTables();
    double hotSeconds = bounded(skewed);
    System.out.printf(
        "%d rooms evenly: %.1f s; %d of them one room: %.1f s (%d records)%n",
        rooms.size(), evenSeconds, moved.size() + 1, hotSeconds, skewed.size());
  }

  /**
   * A week lies in the topics when the job begins, and while it is read people go on watching:
   * beside the backlog comes what happens now.
   */
  @Test
  void aWeeksBacklogBesideWhatHappensNow() throws Exception {
    World world = world(evening().withSize(8, VIEWERS, 20).withStreamsPerDay(1));
    // Ten minutes into the last stream.
    long now = START.plus(Duration.ofDays(7)).plus(Duration.ofMinutes(10)).toEpochMilli();
    long end = now + Duration.ofMinutes(5).toMillis();
    List<Arrival> backlog = world.arrivals().stream().filter(a -> a.clock() <= now).toList();
    List<Arrival> live =
        world.arrivals().stream().filter(a -> a.clock() > now && a.clock() <= end).toList();
    List<Arrival> rest = world.arrivals().stream().filter(a -> a.clock() > end).toList();
    assertThat(backlog).isNotEmpty();
    assertThat(live).isNotEmpty();
    try (KafkaProcess kafka = stack.kafka(PARTITIONS);
        ArrivalProducer producer = new ArrivalProducer(kafka);
        LocalFlink flink = flink()) {
      backlog.forEach(
          arrival -> producer.send(arrival, ArrivalProducer.byKey(arrival, PARTITIONS)));
      producer.flush();
      JobID job = flink.submit(stack.config(kafka, false));
      long begun = System.nanoTime();
      Observed observed = new Observed();
      Iterator<Arrival> coming = live.iterator();
      Arrival[] next = {coming.next()};
      Awaitility.await("the backlog is read, and the live part with it")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                long clock = now + (System.nanoTime() - begun) / 1_000_000 * SPEED;
                while (next[0] != null && next[0].clock() <= clock) {
                  producer.send(next[0], ArrivalProducer.byKey(next[0], PARTITIONS));
                  next[0] = coming.hasNext() ? coming.next() : null;
                }
                producer.tick(Math.min(clock, end), PARTITIONS);
                observed.look(flink, job);
                return clock >= end && observed.last >= now;
              });
      double caughtUp = (System.nanoTime() - begun) / 1e9;
      long state = bytes(Path.of(URI.create(flink.checkpoint(job))));
      rest.forEach(arrival -> producer.send(arrival, ArrivalProducer.byKey(arrival, PARTITIONS)));
      producer.tick(world.longAfter(), PARTITIONS);
      awaitTables(Reference.tables(history(world.arrivals())));
      assertThat(late()).isZero();
      assertThat(stack.counts().read()).isEqualTo(world.arrivals().size());
      observed.requireProgress();
      System.out.printf(
          "backlog of 7 days: %d records, %d live beside it, caught up after %.1f s; watermark"
              + " never still for more than %.1f s; live heap at most %d MB; state then %d kB%n",
          backlog.size(),
          live.size(),
          caughtUp,
          observed.longestStill / 1e9,
          observed.heap >> 20,
          state >> 10);
      flink.cancel(job);
    }
  }

  /** What was seen of a job while it ran. */
  private static final class Observed {

    private static final Duration AT_MOST_STILL = Duration.ofSeconds(60);

    private long last = Long.MIN_VALUE;
    private long since = System.nanoTime();
    private long longestStill;
    private long heap;

    void look(LocalFlink flink, JobID job) throws Exception {
      long watermark = JobWatermark.of(flink, job);
      assertThat(watermark).as("a watermark never goes back").isGreaterThanOrEqualTo(last);
      if (watermark > last) {
        last = watermark;
        since = System.nanoTime();
      }
      longestStill = Math.max(longestStill, System.nanoTime() - since);
      System.gc(); // what is still in use afterwards is what the job holds
      heap = Math.max(heap, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    void requireProgress() {
      assertThat(Duration.ofNanos(longestStill)).isLessThan(AT_MOST_STILL);
    }
  }

  private static SimulationConfig evening() {
    return SimulationConfig.demo().withSeed(SEED).withSize(3, VIEWERS, 12).withStart(START);
  }

  private World world(SimulationConfig config) throws IOException {
    return World.of(config, folder.resolve("world-" + name));
  }

  /** Reads topics that end; tells how long that took. */
  private static double bounded(List<Arrival> arrivals) throws Exception {
    try (KafkaProcess kafka = stack.kafka(PARTITIONS);
        ArrivalProducer producer = new ArrivalProducer(kafka);
        LocalFlink flink = flink()) {
      arrivals.forEach(
          arrival -> producer.send(arrival, ArrivalProducer.byKey(arrival, PARTITIONS)));
      producer.flush();
      long begun = System.nanoTime();
      assertThat(flink.await(flink.submit(stack.config(kafka, true))).getSerializedThrowable())
          .isEmpty();
      double seconds = (System.nanoTime() - begun) / 1e9;
      assertThat(TablesDiff.between(Reference.tables(history(arrivals)), stack.tables())).isEmpty();
      assertThat(stack.counts().read()).isEqualTo(arrivals.size());
      return seconds;
    }
  }

  private static Tables without(Tables tables, Set<String> viewers) {
    Map<String, List<Map<String, Object>>> rows = new HashMap<>();
    for (String table : OF_VIEWERS) {
      rows.put(
          table,
          tables.byName().get(table).stream()
              .filter(row -> !viewers.contains(row.get("viewer_id")))
              .toList());
    }
    return Tables.of(rows);
  }

  private static List<String> rooms(World world) {
    return world.arrivals().stream()
        .filter(arrival -> arrival.topic() == Topic.OVERLAY_DISPLAYS)
        .map(arrival -> new String(arrival.key(), StandardCharsets.UTF_8))
        .distinct()
        .sorted()
        .toList();
  }

  private static Arrival moved(Arrival arrival, List<String> from, String to) {
    String text = new String(arrival.value(), StandardCharsets.UTF_8);
    for (String room : from) {
      text = text.replace('"' + room + '"', '"' + to + '"');
    }
    byte[] key =
        arrival.key() != null && from.contains(new String(arrival.key(), StandardCharsets.UTF_8))
            ? to.getBytes(StandardCharsets.UTF_8)
            : arrival.key();
    return new Arrival(
        arrival.topic(), arrival.clock(), key, text.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isBehind(Arrival arrival) {
    return arrival.topic() == Topic.VIEWER_EVENTS
        && ArrivalProducer.byKey(arrival, PARTITIONS) == LAST;
  }

  private static boolean ofALateViewer(Arrival arrival) {
    return arrival.topic().isOfViewers() && ArrivalProducer.byKey(arrival, PARTITIONS) == LAST;
  }

  private static List<List<Arrival>> chunks(List<Arrival> arrivals) {
    int size = (arrivals.size() + CHUNKS - 1) / CHUNKS;
    List<List<Arrival>> chunks = new ArrayList<>();
    for (int from = 0; from < arrivals.size(); from += size) {
      chunks.add(arrivals.subList(from, Math.min(arrivals.size(), from + size)));
    }
    return chunks;
  }

  /** Less the plans, of which the reference knows nothing, nor do its tables. */
  private static History history(List<Arrival> arrivals) {
    Map<String, List<byte[]>> values = new HashMap<>();
    for (io.trustlift.reference.Topic topic : io.trustlift.reference.Topic.values()) {
      values.put(
          topic.topicName(),
          arrivals.stream()
              .filter(arrival -> arrival.topic().topicName().equals(topic.topicName()))
              .map(Arrival::value)
              .toList());
    }
    return History.of(values);
  }

  private static LocalFlink flink() {
    return LocalFlink.start(
        new LocalFlink.Options(PARALLELISM, 0, folder.resolve("checkpoints"), HOUR, 0));
  }

  /** Takes checkpoints, each of which sends the counts on, until all has been read. */
  private static void awaitRead(LocalFlink flink, JobID job, long records) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions() // until all tasks run, no checkpoint can be taken
        .until(
            () -> {
              flink.checkpoint(job);
              return stack.counts().read() >= records;
            });
  }

  private static void awaitTables(Tables expected) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(TablesDiff.between(expected, stack.tables())).isEmpty());
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(stack.counts().addUp()).isTrue());
  }

  private static long late() throws Exception {
    return stack.number(
        "SELECT sum(events) FROM trust.event_counts WHERE disposition = 'rejected' AND reason = 'late'");
  }

  private static long bytes(Path checkpoint) throws IOException {
    try (Stream<Path> files = Files.walk(checkpoint)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}

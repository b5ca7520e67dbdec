package io.trustlift.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.local.chaos.World;
import io.trustlift.local.chaos.World.Arrival;
import io.trustlift.local.flink.LocalFlink;
import io.trustlift.local.kafka.KafkaProcess;
import io.trustlift.simulator.SimulationConfig;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.JobID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job at work for a long time: weeks of streams, by a clock that runs a thousand times as fast
 * as ours. What it holds, and the parts that its inserts leave in ClickHouse, stay as many. {@code
 * -Dsoak.minutes} says how long.
 */
@Tag("soak")
class SoakIT {

  private static final int SPEED = 1_000;
  private static final int PARTITIONS = 2;
  private static final int PARALLELISM = 2;
  private static final int STREAMS_PER_DAY = 8;
  private static final int VIEWERS = 2_000;
  private static final Instant START = Instant.parse("2000-01-03T00:00:00Z");
  private static final Duration PACE = Duration.ofMillis(200);
  private static final Duration EVERY = Duration.ofSeconds(20);

  /** What the last third may have more than the second, of what a busy machine leaves behind. */
  private static final double FLAT = 1.15;

  /** Merges come when they come. */
  private static final double FLAT_PARTS = 1.25;

  /**
   * What was seen at one moment.
   *
   * @param heap bytes in use after a collection
   * @param parts active ones of all tables
   * @param most active parts of the table partition that has most
   */
  private record Sample(long heap, long parts, long most, long read) {}

  @TempDir private Path folder;

  @Test
  void holdsNoMoreAtTheEndThanInTheMiddle() throws Exception {
    Duration length = Duration.ofMinutes(Integer.getInteger("soak.minutes", 30));
    int days = Math.toIntExact(length.toMillis() * SPEED / Duration.ofDays(1).toMillis()) + 1;
    long seed = Long.getLong("soak.seed", 20261126);
    World world =
        World.of(
            SimulationConfig.demo()
                .withSeed(seed)
                .withSize(days * STREAMS_PER_DAY, VIEWERS, 20)
                .withStreamsPerDay(STREAMS_PER_DAY)
                .withStart(START),
            folder.resolve("world"));
    List<Arrival> arrivals = world.arrivals();
    System.out.printf("seed %d, %d records of %d days%n", seed, arrivals.size(), days);
    List<Sample> samples = new ArrayList<>();
    try (EmbeddedStack stack = new EmbeddedStack(folder)) {
      stack.emptyTables();
      try (KafkaProcess kafka = stack.kafka(PARTITIONS);
          ArrivalProducer producer = new ArrivalProducer(kafka);
          LocalFlink flink =
              LocalFlink.start(
                  new LocalFlink.Options(
                      PARALLELISM, 0, folder.resolve("checkpoints"), Duration.ofSeconds(10), 0))) {
        JobID job = flink.submit(stack.config(kafka, false));
        long begun = System.nanoTime();
        long[] nextSample = {begun + EVERY.toNanos()};
        int[] next = {0};
        Awaitility.await("the end of the soak")
            .atMost(length.plus(EVERY))
            .pollInterval(PACE)
            .until(
                () -> {
                  long passed = System.nanoTime() - begun;
                  long clock = START.toEpochMilli() + TimeUnit.NANOSECONDS.toMillis(passed) * SPEED;
                  while (next[0] < arrivals.size() && arrivals.get(next[0]).clock() <= clock) {
                    Arrival arrival = arrivals.get(next[0]++);
                    producer.send(arrival, ArrivalProducer.byKey(arrival, PARTITIONS));
                  }
                  producer.tick(clock, PARTITIONS);
                  if (System.nanoTime() > nextSample[0]) {
                    nextSample[0] += EVERY.toNanos();
                    samples.add(sample(stack));
                    System.out.printf("%3d %s%n", samples.size(), samples.get(samples.size() - 1));
                  }
                  return passed >= length.toNanos();
                });
        int sent = next[0];
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .ignoreExceptions() // a checkpoint may be on its way already
            .until(
                () -> {
                  flink.checkpoint(job);
                  return stack.counts().read() == sent && stack.counts().addUp();
                });
        System.out.printf("%d sent: %s%n", sent, stack.counts());
        flink.cancel(job);
      }
    }
    requireFlat("heap", FLAT, samples, Sample::heap);
    requireFlat("parts", FLAT_PARTS, samples, Sample::parts);
    requireFlat("parts of a partition", FLAT_PARTS, samples, Sample::most);
  }

  private static void requireFlat(
      String what, double factor, List<Sample> samples, ToLongFunction<Sample> measure) {
    int third = samples.size() / 3;
    assertThat(third).as("samples in a third").isPositive();
    long before = median(samples.subList(third, 2 * third), measure);
    long after = median(samples.subList(samples.size() - third, samples.size()), measure);
    System.out.printf("%s: median of the second third %d, of the last %d%n", what, before, after);
    assertThat((double) after).as(what).isLessThan(before * factor);
  }

  private static long median(List<Sample> samples, ToLongFunction<Sample> measure) {
    return samples.stream().mapToLong(measure).sorted().toArray()[samples.size() / 2];
  }

  private static Sample sample(EmbeddedStack stack) throws SQLException {
    System.gc(); // what is in use afterwards is what is held
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    try (Connection connection = stack.clickHouse().url().connect();
        Statement statement = connection.createStatement();
        ResultSet parts =
            statement.executeQuery(
                "SELECT sum(parts), max(parts) FROM (SELECT count() AS parts FROM system.parts"
                    + " WHERE active AND database = 'trust' GROUP BY table, partition)")) {
      parts.next();
      return new Sample(heap, parts.getLong(1), parts.getLong(2), stack.counts().read());
    }
  }
}

package io.trustlift.local.chaos;

import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.EventCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/**
 * Rounds of faults. Each has a world of its own, that begins when the last one is final; when it
 * has been read to its end, the tables are compared with those of an undisturbed run over all input
 * so far.
 */
final class Chaos implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int MOST_SHOWN = 20;

  private final long seed;
  private final Path folder;
  private final int viewers;
  private final int recordsPerSecond;
  private final Random random;
  private final ChaosReport report;
  private final ChaosStack stack;
  private int rounds;
  private long sent;

  private Chaos(
      long seed, Path folder, int viewers, int recordsPerSecond, Random random, ChaosStack stack) {
    this.seed = seed;
    this.folder = folder;
    this.viewers = viewers;
    this.recordsPerSecond = recordsPerSecond;
    this.random = random;
    this.stack = stack;
    this.report = new ChaosReport(seed);
  }

  /**
   * Starts the stack.
   *
   * @param folder for everything; what an earlier run left there is deleted
   * @param freeze how long a frozen process stands still
   */
  static Chaos start(long seed, Path folder, int viewers, int recordsPerSecond, Duration freeze)
      throws Exception {
    System.out.println("Chaos seed " + seed);
    DataLayout.delete(folder);
    Random random = new Random(seed);
    ChaosStack stack = ChaosStack.start(folder.toAbsolutePath(), random, freeze);
    return new Chaos(seed, folder, viewers, recordsPerSecond, random, stack);
  }

  /**
   * Lets faults happen, one after the other, while a world streams in; and compares. Each fault has
   * its share of the world to come in meanwhile, however long the recovery takes.
   */
  void round(List<Fault> faults) throws Exception {
    World world = World.simulate(seed, rounds, viewers, folder.resolve("world-" + rounds));
    rounds++;
    try (Feed feed =
        Feed.start(stack.bootstrapServers(), ChaosStack.PARTITIONS, world, recordsPerSecond)) {
      int share = world.arrivals().size() / (faults.size() + 1);
      feed.release(share);
      for (Fault fault : faults) {
        stack.awaitHealth();
        long later = Math.min(feed.sent() + random.nextInt(2 * recordsPerSecond), feed.released());
        Awaitility.await("records sent").atMost(PATIENCE).until(() -> feed.sent() >= later);
        feed.release(share);
        report.recovered(stack.inject(fault));
      }
      feed.finish();
    }
    sent += world.arrivals().size();
    report.sent(world.arrivals().size());
    compare();
  }

  private void compare() throws Exception {
    TableRows expected = UndisturbedRun.of(stack.bootstrapServers(), folder.resolve("undisturbed"));
    Awaitility.await("all input accounted for")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              EventCounts counts = stack.counts();
              Assertions.assertThat(counts.read()).isEqualTo(sent);
              Assertions.assertThat(counts.addUp()).as("%s", counts).isTrue();
            });
    // What was read by then stands in the tables; the rest of the timers need another one.
    stack.awaitHealth();
    stack.awaitHealth();
    List<String> differences = stack.tables().differencesTo(expected);
    report.compared(expected, differences);
    Assertions.assertThat(differences.subList(0, Math.min(MOST_SHOWN, differences.size())))
        .as("of %d differences", differences.size())
        .isEmpty();
  }

  @Override
  public void close() throws Exception {
    try {
      report.write(stack.recoveries(), folder.resolve("report.txt"));
    } finally {
      stack.close();
    }
  }
}

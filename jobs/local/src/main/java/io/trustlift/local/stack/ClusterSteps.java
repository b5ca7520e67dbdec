package io.trustlift.local.stack;

import io.trustlift.attribution.JobConfig;
import io.trustlift.clickhouse.Migrations;
import io.trustlift.local.kafka.InputFolder;
import io.trustlift.local.kafka.TickProducer;
import io.trustlift.local.kafka.TopicLoader;
import io.trustlift.local.kafka.Topics;
import io.trustlift.model.Topic;
import io.trustlift.simulator.SimulationConfig;
import io.trustlift.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;

/**
 * What a stack needs whose Kafka, ClickHouse and Flink are elsewhere, as in {@code
 * infra/compose.yaml}. It takes a step and the job's configuration file:
 *
 * <ul>
 *   <li>{@code prepare}: creates topics that are missing, and brings the tables up to date. Not
 *       while the job runs.
 *   <li>{@code migrate}: brings the tables up to date, where topics are somebody else's business.
 *       With {@code --cluster NAME} they are those of a cluster of servers, replicated and in
 *       shards. Not while the job runs.
 *   <li>{@code seed}: sends a simulated world whose last order is over, unless there are records
 *       already. Before the first tick: a tick says that everything up to now has been told.
 *   <li>{@code keep}: sends ticks and keeps the sums behind lifts, until it is stopped. From one
 *       place only.
 * </ul>
 */
public final class ClusterSteps {

  /** Long enough for the world's latest orders, four weeks after its last stream, to be past. */
  private static final Duration WORLD_AGE = Duration.ofDays(40);

  private static final int STREAMS = 12;
  private static final int VIEWERS = 12_000;
  private static final int STREAM_MINUTES = 60;
  private static final int PARTITIONS = 4;

  private ClusterSteps() {}

  /** Takes the step and the configuration file; exits with 1 and a sentence when it cannot. */
  public static void main(String[] arguments) throws Exception {
    boolean onCluster = arguments.length == 4 && arguments[2].equals("--cluster");
    if (arguments.length != 2 && !onCluster) {
      System.err.println(
          "Usage: ClusterSteps prepare|migrate|seed|keep CONFIG.properties [--cluster NAME]");
      System.exit(2);
    }
    Migrations migrations =
        onCluster ? Migrations.ofClassPath().onCluster(arguments[3]) : Migrations.ofClassPath();
    try {
      JobConfig config = JobConfig.read(Path.of(arguments[1]), System.getenv());
      switch (arguments[0]) {
        case "prepare" -> prepare(config, migrations);
        case "migrate" -> migrate(config, migrations);
        case "seed" -> seed(config, world(Instant.now()));
        case "keep" -> keep(config);
        default -> throw new IllegalArgumentException("There is no step " + arguments[0]);
      }
    } catch (RuntimeException | IOException | SQLException e) {
      System.err.println(arguments[0] + " failed: " + e.getMessage());
      System.exit(1);
    }
  }

  static void prepare(JobConfig config, Migrations migrations) throws SQLException {
    Topics.create(
        config.bootstrapServers(),
        config.kafkaSecurity(),
        PARTITIONS,
        TimestampType.LOG_APPEND_TIME);
    migrate(config, migrations);
  }

  private static void migrate(JobConfig config, Migrations migrations) throws SQLException {
    try (Connection connection = config.clickHouse().connect()) {
      System.out.println(
          "Tables are up to date; migrations applied: " + migrations.apply(connection));
    }
  }

  /** The world that is sent: it ends in the past, however long its orders take. */
  static SimulationConfig world(Instant now) {
    return SimulationConfig.demo()
        .withSize(STREAMS, VIEWERS, STREAM_MINUTES)
        .withStart(now.minus(WORLD_AGE).truncatedTo(ChronoUnit.HOURS));
  }

  /**
   * Sends a world.
   *
   * @return how many records were sent; 0 where there are some already
   */
  static long seed(JobConfig config, SimulationConfig world)
      throws IOException, InterruptedException {
    if (holdsRecords(config)) {
      System.out.println("There are records already: nothing was sent.");
      return 0;
    }
    Path folder = Files.createTempDirectory("trustlift-world");
    try {
      Simulator.simulate(world, folder, (events, fraction) -> {});
      long sent =
          TopicLoader.load(
                  InputFolder.of(folder),
                  config.bootstrapServers(),
                  config.kafkaSecurity(),
                  bytes -> {})
              .values()
              .stream()
              .mapToLong(Long::longValue)
              .sum();
      System.out.println("Sent " + sent + " records of a world from " + world.start());
      return sent;
    } finally {
      DataLayout.delete(folder);
    }
  }

  private static boolean holdsRecords(JobConfig config) throws InterruptedException {
    try (Admin admin = Admin.create(config.kafkaSecurity().client(config.bootstrapServers()))) {
      List<String> names = List.of(Topic.values()).stream().map(Topic::topicName).toList();
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      for (TopicDescription topic : admin.describeTopics(names).allTopicNames().get().values()) {
        topic
            .partitions()
            .forEach(
                partition ->
                    ends.put(
                        new TopicPartition(topic.name(), partition.partition()),
                        OffsetSpec.latest()));
      }
      return admin.listOffsets(ends).all().get().values().stream()
          .anyMatch(end -> end.offset() > 0);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not tell its topics: " + e.getMessage(), e);
    }
  }

  private static void keep(JobConfig config) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "stop"));
    try (TickProducer ticks =
            TickProducer.start(config.bootstrapServers(), config.kafkaSecurity());
        LiftTermsKeeper sums = LiftTermsKeeper.start(config.clickHouse())) {
      System.out.println("Sending ticks and keeping sums until stopped.");
      stopped.await();
    }
  }
}

package io.trustlift.local.chaos;

import io.trustlift.local.clickhouse.ClickHouseProcess;
import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.clickhouse.PreparedTables;
import io.trustlift.local.cluster.FlinkCluster;
import io.trustlift.local.kafka.KafkaProcess;
import io.trustlift.local.kafka.Topics;
import io.trustlift.local.stack.EventCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.awaitility.Awaitility;

/**
 * Kafka, ClickHouse, a JobManager and TaskManagers, each a process of its own, with the job on
 * them; and what is done to them.
 */
final class ChaosStack implements AutoCloseable {

  static final int PARTITIONS = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int FEWEST_BROKEN_REQUESTS = 3;
  private static final int MORE_BROKEN_REQUESTS = 10;

  private final Path folder;
  private final Random random;
  private final Duration freeze;
  private final FaultyLink link;
  private final FlinkCluster flink;
  private final Path jobConfig;
  private ClickHouseProcess clickHouse;
  private KafkaProcess kafka;
  private int parallelism = 2;
  private long recoveriesOfEarlierJobs;

  private ChaosStack(
      Path folder,
      Random random,
      Duration freeze,
      ClickHouseProcess clickHouse,
      KafkaProcess kafka,
      FaultyLink link,
      FlinkCluster flink,
      Path jobConfig) {
    this.folder = folder;
    this.random = random;
    this.freeze = freeze;
    this.clickHouse = clickHouse;
    this.kafka = kafka;
    this.link = link;
    this.flink = flink;
    this.jobConfig = jobConfig;
  }

  /**
   * Starts everything, and the job from the beginning of its topics.
   *
   * @param random draws what is free in a fault
   * @param freeze how long a process stands still
   */
  static ChaosStack start(Path folder, Random random, Duration freeze) throws Exception {
    PreparedTables.copyTo(folder.resolve("clickhouse"));
    ClickHouseProcess clickHouse = startClickHouse(folder, 0);
    KafkaProcess kafka = startKafka(folder, 0);
    Topics.create(kafka.bootstrapServers(), PARTITIONS, TimestampType.CREATE_TIME);
    keepThePlan(kafka.bootstrapServers());
    FaultyLink link = new FaultyLink(clickHouse.port());
    Path jobConfig = folder.resolve("job.properties");
    Files.writeString(
        jobConfig,
        """
        kafka.bootstrap.servers=%s
        clickhouse.host=127.0.0.1
        clickhouse.port=%d
        source.max.drift.ms=%d
        """
            .formatted(kafka.bootstrapServers(), link.port(), Duration.ofDays(2).toMillis()));
    FlinkCluster flink = FlinkCluster.start(folder.resolve("flink"), 2);
    ChaosStack stack =
        new ChaosStack(folder, random, freeze, clickHouse, kafka, link, flink, jobConfig);
    flink.submit(jobConfig, stack.parallelism, null);
    return stack;
  }

  private static ClickHouseProcess startClickHouse(Path folder, int port) {
    return ClickHouseProcess.start(
        EngineLibrary.findHome(), folder.resolve("clickhouse"), port, System.out::println);
  }

  private static KafkaProcess startKafka(Path folder, int port) {
    return KafkaProcess.start(folder.resolve("kafka"), port, folder.resolve("kafka.log"));
  }

  /**
   * A compacted topic forgets, by its own time, what an entry has replaced: a run that reads it
   * later would have other input than this one had.
   */
  private static void keepThePlan(String bootstrapServers) throws Exception {
    ConfigResource topic =
        new ConfigResource(
            ConfigResource.Type.TOPIC, io.trustlift.model.Topic.SCHEDULE.topicName());
    AlterConfigOp keep =
        new AlterConfigOp(
            new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE),
            AlterConfigOp.OpType.SET);
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      admin.incrementalAlterConfigs(Map.of(topic, List.of(keep))).all().get();
    }
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** Waits until all parts work together, and what was read so far stands in the tables. */
  long awaitHealth() {
    return flink.awaitCheckpoint();
  }

  /**
   * Lets something happen, and waits until the stack has recovered.
   *
   * @return how long that took
   */
  Recovery inject(Fault fault) throws Exception {
    long from = System.currentTimeMillis();
    String detail = "";
    switch (fault) {
      case TASK_MANAGER_KILLED -> {
        flink.killTaskManager(random.nextInt(flink.taskManagers().size()));
        flink.startTaskManager();
      }
      case JOB_MANAGER_KILLED -> {
        recoveriesOfEarlierJobs += flink.restored();
        flink.jobManager().kill();
        flink.startJobManager();
        flink.submit(jobConfig, parallelism, flink.latestCheckpoint());
      }
      case KAFKA_KILLED -> {
        kafka.kill();
        kafka = startKafka(folder, kafka.port());
      }
      case CLICK_HOUSE_KILLED -> {
        clickHouse.kill();
        clickHouse = startClickHouse(folder, clickHouse.port());
      }
      case FROZEN -> {
        detail = freezeOne();
        from = System.currentTimeMillis();
      }
      case SINK_ERRORS -> {
        detail = breakInserts();
        from = System.currentTimeMillis();
      }
      case RESCALED -> {
        recoveriesOfEarlierJobs += flink.restored();
        String savepoint = flink.stop();
        parallelism = 5 - parallelism;
        while (flink.taskManagers().size() < parallelism) {
          flink.startTaskManager();
        }
        detail = "to " + parallelism;
        flink.submit(jobConfig, parallelism, savepoint);
      }
    }
    return new Recovery(fault, detail, Duration.ofMillis(flink.awaitCheckpoint() - from));
  }

  private String freezeOne() throws IOException, InterruptedException {
    List<String> names = new ArrayList<>(List.of("Kafka", "ClickHouse", "the JobManager"));
    List<Long> pids =
        new ArrayList<>(List.of(kafka.pid(), clickHouse.pid(), flink.jobManager().pid()));
    flink
        .taskManagers()
        .forEach(
            taskManager -> {
              names.add("a TaskManager");
              pids.add(taskManager.pid());
            });
    int drawn = random.nextInt(pids.size());
    ProcessHandle frozen = ProcessHandle.of(pids.get(drawn)).orElseThrow();
    signal("STOP", frozen);
    boolean ended =
        frozen
            .onExit()
            .thenApply(gone -> true)
            .completeOnTimeout(false, freeze.toMillis(), TimeUnit.MILLISECONDS)
            .join();
    if (ended) {
      throw new IllegalStateException(names.get(drawn) + " ended while it was frozen");
    }
    signal("CONT", frozen);
    return names.get(drawn) + " for " + freeze.toSeconds() + " s";
  }

  private static void signal(String name, ProcessHandle process)
      throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("kill -" + name + " failed");
    }
  }

  /** Each way of breaking a request, in random order, until some requests were broken by it. */
  private String breakInserts() {
    List<FaultyLink.Mode> modes =
        new ArrayList<>(
            List.of(
                FaultyLink.Mode.SERVER_ERROR, FaultyLink.Mode.CUT, FaultyLink.Mode.ANSWER_LOST));
    Collections.shuffle(modes, random);
    long before = link.broken();
    for (FaultyLink.Mode mode : modes) {
      long enough = link.broken() + FEWEST_BROKEN_REQUESTS + random.nextInt(MORE_BROKEN_REQUESTS);
      link.set(mode);
      Awaitility.await("broken requests").atMost(PATIENCE).until(() -> link.broken() >= enough);
    }
    link.set(FaultyLink.Mode.PASS);
    return link.broken() - before + " requests";
  }

  /** How often the job went on from a checkpoint or savepoint. */
  long recoveries() {
    return recoveriesOfEarlierJobs + flink.restored();
  }

  EventCounts counts() throws SQLException {
    try (Connection connection = clickHouse.url().connect()) {
      return EventCounts.of(connection);
    }
  }

  TableRows tables() throws IOException {
    return TableRows.of(clickHouse.port());
  }

  @Override
  public void close() throws IOException {
    flink.close();
    link.close();
    kafka.kill();
    clickHouse.kill();
  }
}

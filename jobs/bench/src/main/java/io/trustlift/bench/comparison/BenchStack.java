package io.trustlift.bench.comparison;

import io.trustlift.adapters.SourceFormats;
import io.trustlift.attribution.JobConfig;
import io.trustlift.attribution.ViewerIdSecret;
import io.trustlift.clickhouse.Migrations;
import io.trustlift.local.clickhouse.ClickHouseProcess;
import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.flink.LocalFlink;
import io.trustlift.local.kafka.InputFolder;
import io.trustlift.local.kafka.KafkaProcess;
import io.trustlift.local.kafka.TopicLoader;
import io.trustlift.local.kafka.Topics;
import io.trustlift.local.process.StartException;
import io.trustlift.local.stack.Console;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.model.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.record.TimestampType;

/** Kafka with the events, ClickHouse and Flink, for one contender after the other. */
final class BenchStack implements AutoCloseable {

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(20);

  private final DataLayout data;
  private final int parallelism;
  private final KafkaProcess kafka;
  private final ClickHouseProcess clickHouse;

  private BenchStack(
      DataLayout data, int parallelism, KafkaProcess kafka, ClickHouseProcess clickHouse) {
    this.data = data;
    this.parallelism = parallelism;
    this.kafka = kafka;
    this.clickHouse = clickHouse;
  }

  /**
   * Starts Kafka, with as many partitions of each topic as jobs have tasks, and ClickHouse.
   *
   * @throws StartException with the reason
   */
  static BenchStack start(Path folder, int parallelism, Console console) throws IOException {
    DataLayout data = new DataLayout(folder);
    data.create();
    DataLayout.delete(data.batchKafka());
    DataLayout.delete(data.clickHouse());
    KafkaProcess kafka = KafkaProcess.start(data.batchKafka(), 0, data.log("kafka"));
    try {
      Topics.create(kafka.bootstrapServers(), parallelism, TimestampType.CREATE_TIME);
      ClickHouseProcess clickHouse =
          ClickHouseProcess.start(EngineLibrary.findHome(), data.clickHouse(), 0, console::line);
      return new BenchStack(data, parallelism, kafka, clickHouse);
    } catch (RuntimeException e) {
      kafka.close();
      throw e;
    }
  }

  /** Sends the events; their number by topic. */
  Map<Topic, Long> load(InputFolder input, Console console) throws IOException {
    try (Console.Progress progress = console.progress("Into Kafka", input.bytes(), "bytes")) {
      return TopicLoader.load(input, kafka.bootstrapServers(), progress::at);
    }
  }

  int parallelism() {
    return parallelism;
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** How the job is configured for bounded input, as {@code trustlift run} does. */
  JobConfig jobConfig() {
    return JobConfig.defaults(
        kafka.bootstrapServers(),
        clickHouse.url(),
        true,
        SourceFormats.CONTRACT,
        ViewerIdSecret.NONE);
  }

  int clickHousePort() {
    return clickHouse.port();
  }

  Connection connect() throws SQLException {
    return clickHouse.url().connect();
  }

  /** Empty tables of the contract. */
  void emptyTables() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS trust SYNC");
      Migrations.ofClassPath().apply(connection);
    }
  }

  /** A Flink of its own for one job, with nothing in it of the one before. */
  LocalFlink flink() throws IOException {
    DataLayout.delete(data.batchCheckpoints());
    return LocalFlink.start(
        new LocalFlink.Options(parallelism, 0, data.batchCheckpoints(), CHECKPOINT_INTERVAL, 0));
  }

  /**
   * Runs a job to its end.
   *
   * @throws StartException when it failed, with the reason
   */
  static void run(LocalFlink flink, Consumer<StreamExecutionEnvironment> job) {
    JobResult result = flink.await(flink.submitBounded(job));
    result
        .getSerializedThrowable()
        .ifPresent(
            failure -> {
              throw new StartException("The job failed: " + failure.getMessage(), failure);
            });
  }

  CpuTime cpuTime() {
    return CpuTime.now(kafka.pid(), clickHouse.pid());
  }

  @Override
  public void close() throws IOException {
    clickHouse.close();
    kafka.close();
    DataLayout.delete(data.batchKafka());
    DataLayout.delete(data.batchCheckpoints());
    DataLayout.delete(data.clickHouse());
  }
}

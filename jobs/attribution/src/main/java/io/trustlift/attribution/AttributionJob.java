package io.trustlift.attribution;

import io.trustlift.attribution.intake.Intake;
import io.trustlift.attribution.intake.IntakeDeserializer;
import io.trustlift.attribution.intake.IntakeWatermarks;
import io.trustlift.attribution.operator.ErasureLedger;
import io.trustlift.clickhouse.Erasures;
import io.trustlift.model.Topic;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The job as it is submitted: Kafka in, ClickHouse out. */
public final class AttributionJob {

  /** Fixed from day one: it is what a savepoint's state is cut into. */
  public static final int MAX_PARALLELISM = 720;

  /** How often the sources tell their watermark, in milliseconds. */
  private static final long WATERMARK_INTERVAL = 200;

  private static final String ALIGNMENT_GROUP = "trustlift";
  private static final Duration ALIGNMENT_INTERVAL = Duration.ofMillis(500);

  private AttributionJob() {}

  /** Takes one argument: the properties file that {@link JobConfig#read} reads. */
  public static void main(String[] args) throws Exception {
    if (args.length != 1) {
      System.err.println("Usage: AttributionJob CONFIG.properties");
      System.exit(2);
    }
    JobConfig config = JobConfig.read(Path.of(args[0]), System.getenv());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    try (Connection connection = config.clickHouse().connect()) {
      define(env, config, ErasureLedger.of(Erasures.read(connection)));
    }
    env.execute("trustlift");
  }

  /** Lays the job out in an environment, which keeps what it was configured with beside. */
  public static void define(StreamExecutionEnvironment env, JobConfig config) {
    define(env, config, ErasureLedger.EMPTY);
  }

  /** The same, with the erasures that are known at the start. */
  public static void define(
      StreamExecutionEnvironment env, JobConfig config, ErasureLedger ledger) {
    define(
        env,
        config,
        ledger,
        ClickHouseSinks.of(config.clickHouse(), config.batches(), DeadLetters.sink(config)));
  }

  /** The same with rows that go elsewhere. */
  public static void define(
      StreamExecutionEnvironment env, JobConfig config, ErasureLedger ledger, Sinks sinks) {
    AttributionTopology.define(read(env, config), sinks, ledger, System::currentTimeMillis);
  }

  /** The job's first step alone: the topics, parsed and validated. */
  public static DataStream<Intake> read(StreamExecutionEnvironment env, JobConfig config) {
    configure(env);
    return intake(env, config);
  }

  /** What the job relies on wherever it runs. */
  public static void configure(StreamExecutionEnvironment env) {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(WATERMARK_INTERVAL));
    settings.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    // Events, keys and rows are immutable, and nobody keeps a record that may be reused.
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(50));
    env.configure(settings);
  }

  /**
   * All topics in one source, so that one watermark and one alignment hold for all of them: a topic
   * that is read faster waits for the others.
   */
  private static DataStream<Intake> intake(StreamExecutionEnvironment env, JobConfig config) {
    KafkaSourceBuilder<Intake> source =
        KafkaSource.<Intake>builder()
            .setBootstrapServers(config.bootstrapServers())
            .setTopics(Arrays.stream(Topic.values()).map(Topic::topicName).toList())
            .setGroupId(config.consumerGroup())
            .setStartingOffsets(OffsetsInitializer.earliest())
            // Dead letters are sent in again in a transaction: one that broke off was never sent.
            .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
            .setDeserializer(new IntakeDeserializer(config.formats(), config.viewerIdSecret()));
    config.kafkaSecurity().clientSettings().forEach(source::setProperty);
    if (config.bounded()) {
      source.setBounded(OffsetsInitializer.latest());
    }
    return env.fromSource(source.build(), watermarks(config), "read").uid("read");
  }

  private static WatermarkStrategy<Intake> watermarks(JobConfig config) {
    // Of bounded input a partition that is read to its end lets go of the watermark by itself, and
    // must not before.
    WatermarkStrategy<Intake> strategy =
        config.bounded()
            ? IntakeWatermarks.strategyWithoutIdleness()
            : IntakeWatermarks.strategy(config.idleTimeout());
    // Splits that end while alignment pauses them break the connector (FLINK-39728): bounded input
    // is read without.
    return config.bounded() || config.maxDrift().isZero()
        ? strategy
        : strategy.withWatermarkAlignment(ALIGNMENT_GROUP, config.maxDrift(), ALIGNMENT_INTERVAL);
  }
}

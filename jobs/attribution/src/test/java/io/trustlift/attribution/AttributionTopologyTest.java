package io.trustlift.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.adapters.SourceFormats;
import io.trustlift.attribution.format.Format;
import io.trustlift.attribution.intake.Intake;
import io.trustlift.attribution.intake.IntakeDeserializer;
import io.trustlift.attribution.intake.IntakeWatermarks;
import io.trustlift.model.row.CredentialRow;
import io.trustlift.model.row.RateMonitorRow;
import io.trustlift.model.row.RejectedRow;
import io.trustlift.reference.GoldenCase;
import io.trustlift.reference.History;
import io.trustlift.reference.RandomHistory;
import io.trustlift.reference.RawRecord;
import io.trustlift.reference.Reference;
import io.trustlift.reference.Shuffles;
import io.trustlift.reference.Tables;
import io.trustlift.reference.TablesDiff;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.Partitioner;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.functions.FromElementsGeneratorFunction;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole job on a Flink cluster, between sources and sinks in memory, against the contract. */
class AttributionTopologyTest {

  private static final long NOW = 4_102_444_800_000L;
  private static final int SLOTS = 4;
  private static final long FIRST_SEED = Long.getLong("trustlift.seed", 11);
  private static final int HISTORIES = Integer.getInteger("trustlift.topology.histories", 6);

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(2)
              .setNumberSlotsPerTaskManager(SLOTS / 2)
              .build());

  @ParameterizedTest
  @CsvSource({"small, 1", "small, 2", "small, 4", "replay, 1", "replay, 2", "replay, 4"})
  void goldenRows(String name, int parallelism) throws Exception {
    GoldenCase golden = GoldenCase.named(name);
    History arrival = Shuffles.byEventTime(golden.history(), parallelism);
    CollectedTables collected = run(arrival, parallelism, false);
    assertThat(TablesDiff.between(golden.expected(), collected.tables())).isEmpty();
  }

  static LongStream seeds() {
    return LongStream.range(FIRST_SEED, FIRST_SEED + HISTORIES);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void rowsAndCountsOfRandomHistories(long seed) throws Exception {
    System.out.printf("random history of seed %d%n", seed);
    History history = RandomHistory.withRecordTimes(seed, RandomHistory.Size.MEDIUM).arrival(seed);
    CollectedTables collected = run(history, 1 << (seed % 3), false);
    assertContract(history, collected);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aFailureInTheMiddleChangesNoRow(long seed) throws Exception {
    System.out.printf("random history of seed %d%n", seed);
    History history = RandomHistory.withRecordTimes(seed, RandomHistory.Size.LARGE).arrival(seed);
    CollectedTables collected = run(history, 2, true);
    assertThat(FailOnce.FAILED).isTrue();
    assertContract(history, collected);
  }

  /** With every order of arrival and every parallelism the same rows, to the last bit. */
  @Test
  void ratesAreMonitoredWhateverTheOrderOfArrival() throws Exception {
    History history = GoldenCase.named("medium").history();
    CollectedTables collected = run(history, 1, false);
    List<RateMonitorRow> rows = collected.rateMonitor();
    assertThat(rows).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(ExpectedRates.of(history, collected.credentials()));
    for (int parallelism : new int[] {2, 3, 4}) {
      assertThat(run(Shuffles.byEventTime(history, parallelism), parallelism, false).rateMonitor())
          .as("parallelism %d", parallelism)
          .containsExactlyInAnyOrderElementsOf(rows);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void everyEntryOfAnExperimentIsARowOnce(int parallelism) throws Exception {
    String two = "\"shares\":{\"a\":1,\"b\":3},\"control\":\"a\"}";
    CollectedTables collected =
        run(
            Map.of(
                "trust.experiments",
                Stream.of(
                        "{\"event_id\":\"1\",\"event_time\":5,\"experiment_id\":\"x\"," + two,
                        "{\"event_id\":\"2\",\"event_time\":9,\"experiment_id\":\"y\"," + two,
                        "{\"event_id\":\"1\",\"event_time\":5,\"experiment_id\":\"x\"," + two,
                        "{\"event_id\":\"1\",\"event_time\":5,\"experiment_id\":\"y\"," + two,
                        "{\"event_id\":\"3\",\"event_time\":5,\"experiment_id\":\"x\",\"control\":\"a\"}")
                    .map(json -> new RawRecord(json.getBytes(StandardCharsets.UTF_8)))
                    .toList()),
            parallelism,
            false);
    assertThat(collected.counts())
        .isEqualTo(
            Map.of(
                "trust.experiments read", 5L,
                "trust.experiments used", 3L,
                "trust.experiments duplicate", 1L,
                "trust.experiments rejected", 1L));
    assertThat(collected.experiments())
        .extracting(row -> row.experimentId() + row.eventId() + row.shares())
        .containsExactlyInAnyOrder("x1[0.25, 0.75]", "y1[0.25, 0.75]", "y2[0.25, 0.75]");
    assertThat(collected.rejectedEvents())
        .extracting(RejectedRow::detail)
        .containsExactly("shares is missing");
  }

  private static void assertContract(History history, CollectedTables collected) {
    Tables expected = Reference.tables(history);
    assertThat(TablesDiff.between(expected, collected.tables())).isEmpty();
    assertThat(collected.assignments())
        .containsExactlyInAnyOrderElementsOf(Reference.experimentAssignments(history));
    assertThat(collected.counts()).isEqualTo(counts(expected));
    assertThat(collected.rejectedEvents())
        .extracting(RejectedRow::rejectedAt)
        .as("told by the clock from outside")
        .containsOnly(NOW);
    List<CredentialRow> catalogue = collected.credentials().stream().distinct().toList();
    assertThat(collected.rateMonitor().stream().distinct())
        .containsExactlyInAnyOrderElementsOf(ExpectedRates.of(history, catalogue));
    assertThat(catalogue.size())
        .isEqualTo(expected.counts().get(io.trustlift.reference.Topic.CREDENTIALS).used());
  }

  private static Map<String, Long> counts(Tables tables) {
    Map<String, Long> counts = new TreeMap<>();
    tables
        .counts()
        .forEach(
            (topic, of) -> {
              counts.put(topic.topicName() + " read", of.read());
              counts.put(topic.topicName() + " used", of.used());
              counts.put(topic.topicName() + " duplicate", of.duplicate());
              counts.put(topic.topicName() + " bot", of.bot());
              counts.put(topic.topicName() + " rejected", of.rejectedTotal());
            });
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  private static CollectedTables run(History history, int parallelism, boolean failing)
      throws Exception {
    return run(history.byTopicName(), parallelism, failing);
  }

  private static CollectedTables run(
      Map<String, List<RawRecord>> topics, int parallelism, boolean failing) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(settings(failing));
    AttributionJob.configure(env);
    env.setParallelism(parallelism);
    if (failing) {
      env.enableCheckpointing(20);
    }
    CollectedTables collected = new CollectedTables();
    AttributionTopology.define(intake(env, topics, failing), collected.sinks(), () -> NOW);
    env.execute("topology test");
    return collected;
  }

  private static Configuration settings(boolean failing) {
    Configuration settings = new Configuration();
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, failing ? "fixed-delay" : "none");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    return settings;
  }

  /** Each topic a source of its own, read at its own speed, with a watermark of its own. */
  private static DataStream<Intake> intake(
      StreamExecutionEnvironment env, Map<String, List<RawRecord>> topics, boolean failing) {
    List<DataStream<Intake>> streams = new ArrayList<>();
    topics.forEach(
        (topic, records) -> {
          if (!records.isEmpty()) {
            streams.add(topic(env, topic, records, failing));
          }
        });
    DataStream<Intake> first = streams.remove(0);
    DataStream<Intake> all =
        streams.isEmpty() ? first : first.union(streams.toArray(DataStream[]::new));
    // As in Kafka, the records of one key stay in their order.
    Partitioner<String> byKey = (key, partitions) -> Math.floorMod(key.hashCode(), partitions);
    return all.partitionCustom(byKey, AttributionTopologyTest::key);
  }

  private static String key(Intake intake) {
    return intake.received() == null ? "" : intake.received().event().key();
  }

  private static DataStream<Intake> topic(
      StreamExecutionEnvironment env, String topic, List<RawRecord> records, boolean failing) {
    boolean fails = failing && topic.equals("live.viewer-events");
    RateLimiterStrategy speed =
        fails
            ? RateLimiterStrategy.perCheckpoint(Math.max(1, records.size() / 8))
            : RateLimiterStrategy.noOp();
    DataStream<Intake> read =
        env.fromSource(
                source(parsed(topic, records), speed), WatermarkStrategy.noWatermarks(), topic)
            .setParallelism(1);
    if (fails) {
      FailOnce.FAILED.set(false);
      read =
          read.map(new FailOnce(records.size() / 2))
              .returns(Format.INTAKE.info())
              .setParallelism(1);
    }
    return read.assignTimestampsAndWatermarks(watermarkWithEveryRecord()).setParallelism(1);
  }

  private static DataGeneratorSource<Intake> source(
      List<Intake> records, RateLimiterStrategy speed) {
    return new DataGeneratorSource<>(
        new FromElementsGeneratorFunction<>(Format.INTAKE.info(), new ExecutionConfig(), records),
        records.size(),
        speed,
        Format.INTAKE.info());
  }

  private static List<Intake> parsed(String topic, List<RawRecord> records) {
    IntakeDeserializer deserializer =
        new IntakeDeserializer(SourceFormats.CONTRACT, ViewerIdSecret.NONE);
    deserializer.open(null);
    List<Intake> parsed = new ArrayList<>();
    for (int offset = 0; offset < records.size(); offset++) {
      RawRecord raw = records.get(offset);
      deserializer.deserialize(
          new ConsumerRecord<>(
              topic,
              0,
              offset,
              Math.min(raw.recordTime(), NOW),
              TimestampType.CREATE_TIME,
              0,
              0,
              topic.getBytes(StandardCharsets.UTF_8),
              raw.value(),
              new RecordHeaders(),
              Optional.empty()),
          new ListCollector<>(parsed));
    }
    return parsed;
  }

  /** So that the watermark moves as often as it can, and not five times a second. */
  private static WatermarkStrategy<Intake> watermarkWithEveryRecord() {
    WatermarkStrategy<Intake> strategy = IntakeWatermarks.strategy(Duration.ofHours(1));
    return WatermarkStrategy.<Intake>forGenerator(
            context -> {
              WatermarkGenerator<Intake> watermarks = strategy.createWatermarkGenerator(context);
              return new WatermarkGenerator<>() {
                @Override
                public void onEvent(Intake intake, long time, WatermarkOutput output) {
                  watermarks.onEvent(intake, time, output);
                  watermarks.onPeriodicEmit(output);
                }

                @Override
                public void onPeriodicEmit(WatermarkOutput output) {
                  watermarks.onPeriodicEmit(output);
                }
              };
            })
        .withTimestampAssigner((TimestampAssignerSupplier<Intake>) strategy);
  }

  /** Fails once, in the second half of the input and after a checkpoint. */
  private static final class FailOnce extends RichMapFunction<Intake, Intake>
      implements CheckpointListener {
    private static final long serialVersionUID = 1L;
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    private final int from;
    private int seen;
    private boolean saved;

    FailOnce(int from) {
      this.from = from;
    }

    @Override
    public Intake map(Intake intake) {
      seen++;
      if (seen > from && saved && FAILED.compareAndSet(false, true)) {
        throw new IllegalStateException("Failing once, as the test asks");
      }
      return intake;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      saved = true;
    }
  }
}

package io.trustlift.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.local.flink.LocalFlink;
import io.trustlift.local.kafka.InputFolder;
import io.trustlift.local.kafka.KafkaProcess;
import io.trustlift.model.Topic;
import io.trustlift.reference.History;
import io.trustlift.reference.Reference;
import io.trustlift.reference.Tables;
import io.trustlift.reference.TablesDiff;
import io.trustlift.simulator.SimulationConfig;
import io.trustlift.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Broken records by the hundred for each real one, between the real ones and in the same
 * partitions: each comes to an end that is told, and the real ones give the rows that they give by
 * themselves. {@code -Dfuzz.seed} chooses others; the profile {@code chaos} takes a million.
 */
class FuzzIT {

  private static final int PARTITIONS = 3;
  private static final int PARALLELISM = 2;

  /** What tells real rows from those of broken records that still are events. */
  private static final List<String> OWN = List.of("stream_id", "viewer_id", "experiment_id");

  /** Rejected records stand in a table of their own, which holds the broken ones. */
  private static final List<String> TABLES =
      Tables.NAMES.stream().filter(name -> !name.equals("rejected_events")).toList();

  @TempDir private Path folder;

  @Test
  void everyRecordComesToAnEndAndTheRealOnesToTheirRows() throws Exception {
    fuzz(100_000);
  }

  @Test
  @Tag("chaos")
  void ofAMillionToo() throws Exception {
    fuzz(1_000_000);
  }

  private void fuzz(int wanted) throws Exception {
    long seed = Long.getLong("fuzz.seed", 20261126);
    System.out.println("seed " + seed);
    Path world = folder.resolve("world");
    Simulator.simulate(
        SimulationConfig.defaults().withSeed(seed).withSize(2, 150, 20),
        world,
        (events, fraction) -> {});
    Tables expected = Reference.tables(History.readFrom(world));
    try (EmbeddedStack stack = new EmbeddedStack(folder)) {
      stack.emptyTables();
      try (KafkaProcess kafka = stack.kafka(PARTITIONS)) {
        long sent = send(world, wanted, new Mutator(new SplittableRandom(seed)), kafka);
        long begun = System.nanoTime();
        try (LocalFlink flink = flink()) {
          JobID job = flink.submit(stack.config(kafka, true));
          assertThat(flink.await(job).getSerializedThrowable()).isEmpty();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        EventCounts counts = stack.counts();
        System.out.printf("%d sent in %d s: %s%n", sent, took.toSeconds(), counts);
        assertThat(sent).isGreaterThanOrEqualTo(wanted);
        assertThat(counts.read()).isEqualTo(sent);
        assertThat(counts.addUp()).as("%s", counts).isTrue();
        assertThat(
                stack.number(
                    "SELECT count() FROM trust.rejected_events WHERE reason = '' OR detail = ''"))
            .isZero();
        assertThat(stack.number("SELECT count() FROM trust.rejected_events"))
            .isEqualTo(
                stack.number(
                    "SELECT sum(events) FROM trust.event_counts WHERE disposition = 'rejected'"));
        // Half of a million payloads, which need not be compared.
        try (Connection connection = stack.clickHouse().url().connect();
            Statement statement = connection.createStatement()) {
          statement.execute("TRUNCATE TABLE trust.rejected_events_versions SYNC");
        }
        assertThat(TablesDiff.between(expected, realOnly(stack.tables(), expected), TABLES))
            .isEmpty();
      }
    }
  }

  /** Every real record in its order, each followed by broken ones made of it. */
  private static long send(Path world, int wanted, Mutator mutator, KafkaProcess kafka)
      throws IOException {
    InputFolder input = InputFolder.of(world);
    Map<Topic, List<byte[]>> real = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      List<byte[]> values = new ArrayList<>();
      input.forEach(topic, values::add);
      real.put(topic, values);
    }
    int all = real.values().stream().mapToInt(List::size).sum();
    int each = (wanted + all - 1) / all;
    long sent = 0;
    try (KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
      for (Map.Entry<Topic, List<byte[]>> topic : real.entrySet()) {
        Pattern keyField = Pattern.compile("\"" + topic.getKey().keyField() + "\":\"([^\"]*)\"");
        for (byte[] value : topic.getValue()) {
          Matcher key = keyField.matcher(new String(value, UTF_8));
          byte[] bytes = (key.find() ? key.group(1) : "none").getBytes(UTF_8);
          producer.send(new ProducerRecord<>(topic.getKey().topicName(), bytes, value));
          for (int i = 0; i < each; i++) {
            producer.send(
                new ProducerRecord<>(topic.getKey().topicName(), bytes, mutator.mutate(value)));
          }
          sent += 1 + each;
        }
      }
    }
    return sent;
  }

  private static KafkaProducer<byte[], byte[]> producer(KafkaProcess kafka) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka.bootstrapServers(),
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            1,
            ProducerConfig.LINGER_MS_CONFIG,
            20,
            ProducerConfig.BATCH_SIZE_CONFIG,
            256 * 1024,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            KafkaProcess.MAX_RECORD_BYTES),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private LocalFlink flink() {
    return LocalFlink.start(
        new LocalFlink.Options(
            PARALLELISM, 0, folder.resolve("checkpoints"), Duration.ofSeconds(10), 0));
  }

  /** The rows whose ids are all among the expected ones. */
  private static Tables realOnly(Tables found, Tables expected) {
    Map<String, Set<Object>> own = new HashMap<>();
    for (String column : OWN) {
      Set<Object> values = own.computeIfAbsent(column, name -> new HashSet<>());
      expected.byName().values().stream()
          .flatMap(List::stream)
          .forEach(row -> values.add(row.get(column)));
    }
    Map<String, List<Map<String, Object>>> rows = new HashMap<>();
    found
        .byName()
        .forEach(
            (table, all) ->
                rows.put(
                    table,
                    all.stream()
                        .filter(
                            row ->
                                OWN.stream()
                                    .allMatch(column -> own.get(column).contains(row.get(column))))
                        .toList()));
    return Tables.of(rows);
  }
}

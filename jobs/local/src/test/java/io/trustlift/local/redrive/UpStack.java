package io.trustlift.local.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.clickhouse.ClickHouseUrl;
import io.trustlift.local.command.CommandLine;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.StackFile;
import io.trustlift.model.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** A stack as «up» starts it, and commands as they are typed. */
final class UpStack implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path folder;
  private final String secret;
  private final StackFile stack;
  private final long startMillis;
  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * Starts it.
   *
   * @param secret for viewer ids; empty for none
   */
  UpStack(Path folder, String secret) throws Exception {
    this.folder = folder;
    this.secret = secret;
    long from = System.nanoTime();
    CommandLine up = trustlift("up");
    startMillis = (System.nanoTime() - from) / 1_000_000;
    assertThat(up.exitCode()).as(up.said()).isZero();
    stack = StackFile.find(new DataLayout(data())).orElseThrow();
    producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafka()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  private Path data() {
    return folder.resolve("data");
  }

  /** How long it took to start, which tells how busy the machine is. */
  long startMillis() {
    return startMillis;
  }

  String kafka() {
    return stack.kafka();
  }

  CommandLine trustlift(Object... words) throws Exception {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", data()));
    return secret.isEmpty()
        ? CommandLine.run(all.toArray())
        : CommandLine.runWithSecret(folder, secret, all.toArray());
  }

  void send(Topic topic, String key, byte[] value) throws Exception {
    producer.send(new ProducerRecord<>(topic.topicName(), Letters.utf8(key), value)).get();
  }

  Connection connect() throws SQLException {
    return ClickHouseUrl.loopback(stack.clickHousePort()).connect();
  }

  /** The rows of a query, each column as text. */
  List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.append(i == 1 ? "" : " ").append(found.getString(i));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  void awaitRows(String sql, String... rows) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(rows(sql)).as(sql).containsExactly(rows));
  }

  /** All records of a topic that have a value, also those that were never committed. */
  List<ConsumerRecord<byte[], byte[]>> records(String topic) throws IOException {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafka()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all = new ArrayList<>();
      for (PartitionInfo info : consumer.partitionsFor(topic)) {
        all.add(new TopicPartition(topic, info.partition()));
      }
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (!all.stream().allMatch(one -> consumer.position(one) >= ends.get(one))) {
        for (ConsumerRecord<byte[], byte[]> one : consumer.poll(Duration.ofMillis(200))) {
          if (one.value() != null) {
            records.add(one);
          }
        }
      }
    }
    return records;
  }

  @Override
  public void close() throws Exception {
    producer.close();
    trustlift("down");
  }
}

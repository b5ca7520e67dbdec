package io.trustlift.bench.comparison;

import io.trustlift.local.process.StartException;
import io.trustlift.model.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Topics as they are into tables of the same columns: one consumer for each partition, which sends
 * the records' values, unparsed, as the body of an insert.
 */
final class RawLoad {

  /** Bytes of an insert; some 200,000 events. */
  private static final int BATCH_BYTES = 32 * 1024 * 1024;

  private static final String INSERT = "INSERT INTO raw.%s FORMAT JSONEachRow";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "date_time_input_format", "best_effort",
          "input_format_skip_unknown_fields", "1",
          "async_insert", "0");

  private RawLoad() {}

  /** Loads topics to the offsets that they end with at the start. */
  static void run(BenchStack stack, List<Topic> topics) {
    List<CompletableFuture<Void>> loads = new ArrayList<>();
    for (Topic topic : topics) {
      try (KafkaConsumer<byte[], byte[]> consumer = consumer(stack)) {
        for (PartitionInfo partition : consumer.partitionsFor(topic.topicName())) {
          TopicPartition one = new TopicPartition(topic.topicName(), partition.partition());
          loads.add(CompletableFuture.runAsync(() -> load(stack, topic, one)));
        }
      }
    }
    try {
      loads.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw new StartException("Loading raw events failed: " + e.getCause().getMessage(), e);
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(BenchStack stack) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrapServers(),
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "20000"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private static void load(BenchStack stack, Topic topic, TopicPartition partition) {
    HttpClient http = HttpClient.newHttpClient();
    ByteArrayOutputStream batch = new ByteArrayOutputStream(BATCH_BYTES + 64 * 1024);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(stack)) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> event : consumer.poll(Duration.ofSeconds(1))) {
          batch.writeBytes(event.value());
          batch.write('\n');
        }
        if (batch.size() >= BATCH_BYTES) {
          insert(http, stack, topic, batch);
        }
      }
    }
    insert(http, stack, topic, batch);
  }

  private static void insert(
      HttpClient http, BenchStack stack, Topic topic, ByteArrayOutputStream batch) {
    if (batch.size() == 0) {
      return;
    }
    String table =
        topic.topicName().substring(topic.topicName().indexOf('.') + 1).replace('-', '_');
    StringBuilder query = new StringBuilder("query=").append(encoded(INSERT.formatted(table)));
    SETTINGS.forEach((name, value) -> query.append('&').append(name).append('=').append(value));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + stack.clickHousePort() + "/?" + query))
            .POST(HttpRequest.BodyPublishers.ofByteArray(batch.toByteArray()))
            .build();
    batch.reset();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new StartException("ClickHouse refused raw events: " + response.body());
      }
    } catch (IOException e) {
      throw new StartException("ClickHouse took no raw events: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("Loading was interrupted.", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

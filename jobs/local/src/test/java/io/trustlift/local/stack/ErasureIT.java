package io.trustlift.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.attribution.JobConfig;
import io.trustlift.attribution.ViewerIdSecret;
import io.trustlift.clickhouse.ClickHouseUrl;
import io.trustlift.local.command.CommandLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pseudonyms and erasures from end to end, in processes that have the secret in their environment.
 */
class ErasureIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String SECRET = "a secret for this test alone";
  private static final String GOES = "raw-viewer-one";
  private static final String STAYS = "raw-viewer-two";
  private static final List<String> RAW = List.of(GOES, STAYS, "raw-viewer");

  @TempDir private Path folder;
  private Path data;

  @AfterEach
  void down() throws Exception {
    if (data != null) {
      trustlift("down", "--data", data.toString());
    }
  }

  @Test
  void noRawIdBehindTheSourceAndNothingComesBackLive() throws Exception {
    data = folder.resolve("live");
    StackFile stack = up();
    // A little ahead, so that nothing is late however long a busy machine takes to send it.
    List<String> records = records(System.currentTimeMillis() + 20_000);
    send(stack, records);
    awaitCount("SELECT count() FROM trust.visits WHERE questions = 1", 2);
    awaitCount("SELECT count() FROM trust.outcomes", 4);
    awaitCount("SELECT count() FROM trust.rejected_events", 4);

    assertThat(deadLetters(stack))
        .hasSize(4)
        .anyMatch(letter -> letter.contains(secret().apply(GOES)))
        .noneMatch(ErasureIT::namesAnyone);
    assertNoTableNamesAnyone();
    String others = rowsOf(STAYS);

    CommandLine erased = trustlift("erase", "--viewer", GOES, "--data", data.toString());
    assertThat(erased.exitCode()).as(erased.said()).isZero();
    assertThat(erased.said())
        .containsPattern("visits_versions +[1-9][0-9]* +0")
        .containsPattern("outcomes_versions +[1-9][0-9]* +0")
        .containsPattern("rejected_events_versions +1 +0")
        .containsPattern("all tables +[1-9][0-9]* +0");
    assertThat(left(GOES)).isZero();
    assertThat(rowsOf(STAYS)).isEqualTo(others);
    assertThat(count("SELECT count() FROM trust.erasures")).isEqualTo(1);

    // The same records once more: those of the erased viewer are dropped, also those that cannot
    // be used.
    send(stack, records);
    awaitCount(ERASED, 5);
    assertThat(left(GOES)).isZero();

    // Without checkpoints the job reads all topics again, and knows from the ledger.
    assertThat(trustlift("down", "--data", data.toString()).exitCode()).isZero();
    assertNoFileNamesAnyone(data.resolve("checkpoints"), data.resolve("logs"));
    DataLayout.delete(data.resolve("checkpoints"));
    up();
    awaitCount(ERASED, 10);
    assertThat(left(GOES)).isZero();
    assertThat(rowsOf(STAYS)).isEqualTo(others);
    assertNoTableNamesAnyone();

    // While the stack is down the tables are cleaned, and the next start clears the state.
    assertThat(trustlift("down", "--data", data.toString()).exitCode()).isZero();
    CommandLine offline = trustlift("erase", "--viewer", STAYS, "--data", data.toString());
    assertThat(offline.said()).containsPattern("all tables +[1-9][0-9]* +0");
    Path waiting = new DataLayout(data).waitingErasures();
    assertThat(waiting).exists();
    up();
    assertThat(waiting).doesNotExist();
    awaitCount("SELECT count() FROM trust.erasures WHERE state_cleared_at > erased_at", 2);
    assertThat(left(STAYS)).isZero();
  }

  @Test
  void aRunOfTheSameFilesBringsNothingBack() throws Exception {
    Path place = folder.resolve("batch");
    Path input = Files.createDirectories(folder.resolve("input"));
    List<String> records = records(1_780_000_000_000L);
    write(
        input,
        "viewer-events.jsonl",
        records.stream().filter(r -> !r.contains("order_id")).toList());
    write(input, "orders.jsonl", records.stream().filter(r -> r.contains("order_id")).toList());
    for (String empty : List.of("overlay-displays", "experiment-assignments", "credentials")) {
      write(input, empty + ".jsonl", List.of());
    }
    List<String> run =
        List.of("run", "--input", input.toString(), "--output", folder.resolve("out").toString());
    assertThat(trustlift(run, place).exitCode()).isZero();
    List<String> before = Files.readAllLines(folder.resolve("out/visits.jsonl"));
    assertThat(before).hasSize(2).noneMatch(ErasureIT::namesAnyone);

    CommandLine unknown = trustlift(List.of("erase", "--viewer", "nobody"), place);
    assertThat(unknown.exitCode()).isZero();
    assertThat(unknown.said()).contains("No table knew of nobody");
    CommandLine erased = trustlift(List.of("erase", "--viewer", GOES), place);
    assertThat(erased.exitCode()).as(erased.said()).isZero();
    assertThat(erased.said()).containsPattern("all tables +[1-9][0-9]* +0");

    CommandLine again = trustlift(run, place);
    assertThat(again.said()).contains("+ 5 erased");
    String goes = secret().apply(GOES);
    assertThat(Files.readAllLines(folder.resolve("out/visits.jsonl")))
        .isEqualTo(before.stream().filter(row -> !row.contains(goes)).toList())
        .hasSize(1);
    assertThat(Files.readString(folder.resolve("out/rejected_events.jsonl"))).doesNotContain(goes);
    assertNoFileNamesAnyone(place);
  }

  private static final String ERASED =
      "SELECT toInt64(sum(events)) FROM trust.event_counts WHERE disposition = 'erased'";

  /**
   * A visit with a question, which is over, and an order of each viewer, and a record of each that
   * cannot be used.
   */
  private static List<String> records(long time) {
    List<String> records = new ArrayList<>();
    for (String viewer : List.of(GOES, STAYS)) {
      records.add(viewerEvent(viewer, "join", time - 4_000));
      records.add(viewerEvent(viewer, "question", time - 3_000));
      records.add(viewerEvent(viewer, "leave", time - 2_500));
      records.add(order(viewer, time - 2_000));
      records.add(viewerEvent(viewer, "dance", time - 1_000));
    }
    return records;
  }

  private static String viewerEvent(String viewer, String type, long time) {
    return "{\"event_id\":\"%s-%d\",\"event_time\":%d,\"event_type\":\"%s\",\"stream_id\":\"s1\",\"viewer_id\":\"%s\",\"market\":\"DE\"}"
        .formatted(type, Math.floorMod(viewer.hashCode(), 1_000), time, type, viewer);
  }

  private static String order(String viewer, long time) {
    return "{\"event_id\":\"o%1$d\",\"event_time\":%2$d,\"order_id\":\"order%1$d\",\"status\":\"paid\",\"viewer_id\":\"%3$s\",\"market\":\"DE\",\"amount\":\"9.90\",\"currency\":\"EUR\"}"
        .formatted(Math.floorMod(viewer.hashCode(), 1_000), time, viewer);
  }

  private static void send(StackFile stack, List<String> records) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafka()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String json : records) {
        String viewer = json.contains(GOES) ? GOES : STAYS;
        String topic = json.contains("order_id") ? "live.orders" : "live.viewer-events";
        producer.send(new ProducerRecord<>(topic, utf8(viewer), utf8(json))).get();
      }
      // Cut off: the id is in there, but cannot be found for certain.
      String cut = viewerEvent("raw-viewer", "join", 5).replace("}", "");
      producer
          .send(new ProducerRecord<>("live.viewer-events", utf8("raw-viewer"), utf8(cut)))
          .get();
      producer.send(new ProducerRecord<>("live.overlay-displays", utf8("s1"), utf8(cut))).get();
    }
  }

  private static List<String> deadLetters(StackFile stack) {
    List<String> letters = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafka()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all = List.of(new TopicPartition(JobConfig.DEAD_LETTER_TOPIC, 0));
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () -> {
                for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(Duration.ofSeconds(1))) {
                  letters.add(text(letter.key()) + " " + text(letter.value()) + letter.headers());
                }
                return letters.size() >= 4;
              });
    }
    return letters;
  }

  private StackFile up() throws Exception {
    CommandLine up = trustlift("up", "--data", data.toString());
    assertThat(up.exitCode()).as(up.said()).isZero();
    return StackFile.find(new DataLayout(data)).orElseThrow();
  }

  private CommandLine trustlift(List<String> words, Path place) throws Exception {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--data", place.toString()));
    return trustlift(all.toArray());
  }

  private CommandLine trustlift(Object... words) throws Exception {
    return CommandLine.runWithSecret(folder, SECRET, words);
  }

  private static ViewerIdSecret secret() {
    return ViewerIdSecret.of(SECRET, "the test");
  }

  private Connection connect() throws IOException, SQLException {
    return ClickHouseUrl.loopback(
            StackFile.find(new DataLayout(data)).orElseThrow().clickHousePort())
        .connect();
  }

  private void awaitCount(String sql, long count) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(count(sql)).as(sql).isEqualTo(count));
  }

  private long count(String sql) throws IOException, SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private long left(String viewer) throws IOException, SQLException {
    try (Connection connection = connect()) {
      return new ErasedRows(connection, secret().apply(viewer))
          .count().values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private void assertNoTableNamesAnyone() throws IOException, SQLException {
    try (Connection connection = connect()) {
      for (String raw : RAW) {
        assertThat(new ErasedRows(connection, raw).count())
            .isNotEmpty()
            .allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
      }
    }
  }

  private String rowsOf(String viewer) throws IOException, SQLException {
    String of = " WHERE viewer_id = '" + secret().apply(viewer) + "'";
    StringBuilder rows = new StringBuilder();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("visits", "outcomes")) {
        try (ResultSet row =
            statement.executeQuery(
                "SELECT arraySort(groupArray(toString(tuple(*)))) FROM trust." + table + of)) {
          row.next();
          rows.append(row.getString(1));
        }
      }
    }
    return rows.toString();
  }

  private static boolean namesAnyone(String text) {
    return RAW.stream().anyMatch(text::contains);
  }

  private static void assertNoFileNamesAnyone(Path... folders) throws IOException {
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        assertThat(files.filter(Files::isRegularFile).toList())
            .isNotEmpty()
            .allSatisfy(
                file ->
                    assertThat(
                            namesAnyone(
                                new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)))
                        .as("%s", file)
                        .isFalse());
      }
    }
  }

  private static void write(Path folder, String file, List<String> lines) throws IOException {
    Files.write(folder.resolve(file), lines);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }
}

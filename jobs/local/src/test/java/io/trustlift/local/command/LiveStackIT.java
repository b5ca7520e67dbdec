package io.trustlift.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trustlift.local.stack.DataLayout;
import io.trustlift.local.stack.StackFile;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack as a service, over a stop and a start in the middle of a visit. */
class LiveStackIT {

  /** The watermark's bound and a batch, with a slow machine in mind. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @AfterEach
  void down() {
    CommandLine.run("down", "--data", folder);
  }

  @Test
  void goesOnWhereItWasStopped() throws Exception {
    StackFile stack = up();
    assertThat(get("http://127.0.0.1:" + stack.clickHousePort() + "/ping")).isEqualTo("Ok.\n");
    assertThat(get(stack.web() + "/jobs/overview")).contains("RUNNING");

    long joined = System.currentTimeMillis();
    send(stack, "trust.credentials", "c1", credential("c1", joined - 1_000));
    send(stack, "live.overlay-displays", "s1", display("show", joined));
    send(stack, "live.viewer-events", "v1", viewerEvent("join", "e1", joined));
    send(stack, "live.viewer-events", "v1", viewerEvent("question", "e2", joined + 3_000));

    // The visit is open, and its rows are there.
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(row("outcomes").get("seen")).hasSize(1));
    assertThat(row("visits").get("watch_ms").asLong()).isLessThanOrEqualTo(3_000);
    assertThat(row("displays").get("end_reason").asText()).isEmpty();
    assertThat(row("displays").get("validity").asText()).isEqualTo("valid");

    anUnknownCredentialIsToldBeforeItIsSettled(stack);

    assertThat(CommandLine.run("down", "--data", folder).exitCode()).isZero();
    stack = up();

    long left = System.currentTimeMillis();
    send(stack, "live.viewer-events", "v1", viewerEvent("leave", "e3", left));
    send(stack, "live.viewer-events", "v1", viewerEvent("join", "e1", joined));
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(row("visits").get("watch_ms").asLong()).isEqualTo(left - joined));
    assertThat(row("visits").get("questions").asLong()).isEqualTo(1);
    assertThat(row("visits").get("exposed_ms").asLong()).isEqualTo(left - joined);
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        ask("SELECT sum(events) AS n FROM event_counts WHERE disposition = 'duplicate'")
                            .get("n")
                            .asLong())
                    .isEqualTo(1));
  }

  /** The watermark has not passed the show when the violation is there: no wait for lateness. */
  private static void anUnknownCredentialIsToldBeforeItIsSettled(StackFile stack) throws Exception {
    long shown = System.currentTimeMillis();
    String displayed =
        """
        {"event_id": "d9", "event_time": %d, "display_id": "d9", "stream_id": "s1", "action": "show", "credential_id": "nobody-knows"}"""
            .formatted(shown);
    send(stack, "live.overlay-displays", "s1", displayed);
    String found =
        Awaitility.await()
            .pollInterval(Duration.ofMillis(50))
            .atMost(PATIENCE)
            .until(
                () ->
                    query(
                        stack,
                        """
                        SELECT reason, toUnixTimestamp(since), (SELECT count() FROM trust.displays WHERE display_id = 'd9')
                        FROM trust.on_air_violations(at = %.3f)
                        WHERE display_id = 'd9' AND live
                        """
                            .formatted(System.currentTimeMillis() / 1e3)),
                rows -> !rows.isEmpty());
    System.out.printf("told %d ms after the show%n", System.currentTimeMillis() - shown);
    assertThat(found).isEqualTo("unknown\t" + shown / 1_000 + "\t0\n");
  }

  private static String query(StackFile stack, String sql) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            "http://127.0.0.1:"
                                + stack.clickHousePort()
                                + "/?query="
                                + URLEncoder.encode(sql, StandardCharsets.UTF_8)))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private StackFile up() throws Exception {
    CommandLine up = CommandLine.run("up", "--data", folder);
    assertThat(up.exitCode()).as(up.err()).isZero();
    StackFile stack = StackFile.find(new DataLayout(folder)).orElseThrow();
    assertThat(up.out()).contains(stack.kafka(), stack.web());
    return stack;
  }

  /** The only row of a table; fails while there is none. */
  private JsonNode row(String table) throws Exception {
    return ask("SELECT * FROM " + table);
  }

  private JsonNode ask(String sql) throws Exception {
    CommandLine asked = CommandLine.run("sql", sql, "--format", "JSONEachRow", "--data", folder);
    assertThat(asked.exitCode()).as(asked.err()).isZero();
    assertThat(asked.out()).hasLineCount(1);
    return JSON.readTree(asked.out());
  }

  private static String viewerEvent(String type, String id, long time) {
    return """
        {"event_id": "%s", "event_time": %d, "event_type": "%s", "stream_id": "s1", "viewer_id": "v1", "market": "DE"}"""
        .formatted(id, time, type);
  }

  private static String display(String action, long time) {
    return """
        {"event_id": "d1", "event_time": %d, "display_id": "d1", "stream_id": "s1", "action": "%s", "credential_id": "c1"}"""
        .formatted(time, action);
  }

  private static String credential(String id, long time) {
    return """
        {"event_id": "c1", "event_time": %d, "credential_id": "%s", "type": "authority", "kind": "ce", "title": "CE", "status": "active"}"""
        .formatted(time, id);
  }

  private static void send(StackFile stack, String topic, String key, String value)
      throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafka()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  topic,
                  key.getBytes(StandardCharsets.UTF_8),
                  value.getBytes(StandardCharsets.UTF_8)))
          .get();
    }
  }

  private static String get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}

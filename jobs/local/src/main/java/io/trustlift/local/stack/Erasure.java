package io.trustlift.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trustlift.attribution.ViewerIdSecret;
import io.trustlift.clickhouse.Erasures;
import io.trustlift.local.process.Polling;
import io.trustlift.local.process.StartException;
import io.trustlift.model.Topic;
import io.trustlift.model.ViewerHash;
import io.trustlift.model.row.ErasureRow;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Forgets one viewer, and proves it.
 *
 * <p>Why nothing comes back, with a running stack: (1) the erasure goes through Kafka, and the job
 * writes the ledger's row only after the viewer's state and timers are gone, so that no row is made
 * after it but of events that are dropped. (2) Rows that were made before may still wait in a sink:
 * the tables are cleaned at once, and again after a checkpoint that began after the ledger's row
 * was seen, for a sink writes all that it holds before it takes part in a checkpoint. (3) A failure
 * after that falls back to this checkpoint or a later one, whose state knows nothing of the viewer.
 */
public final class Erasure {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What was found and what is left.
   *
   * @param before rows of each table that named the viewer
   * @param now the same after it
   */
  public record Proof(Map<String, Long> before, Map<String, Long> now) {

    /** Rows of all tables before. */
    public long found() {
      return before.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Rows of all tables that are left. */
    public long left() {
      return now.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private Erasure() {}

  /**
   * Erases a viewer from the stack that is up on a folder, or else from its tables.
   *
   * @param viewerId as the producers know it
   * @throws StartException when it cannot be done, with the reason
   */
  public static Proof erase(
      DataLayout data, String viewerId, ViewerIdSecret secret, Console console) throws IOException {
    checkId(viewerId);
    data.checkViewerIds(secret);
    Optional<StackFile> stack = StackFile.find(data).filter(found -> !found.kafka().isEmpty());
    try (Tables tables = Tables.open(data);
        Connection connection = tables.connect()) {
      ErasedRows rows = new ErasedRows(connection, secret.apply(viewerId));
      Map<String, Long> before = rows.count();
      long now = System.currentTimeMillis();
      byte[] event = event(viewerId, now);
      if (stack.isPresent()) {
        send(stack.get().kafka(), viewerId, event);
        console.line("Sent to " + Topic.ERASURES.topicName() + "; waiting for the job ...");
        await("The job did not take the erasure", () -> rows.isInLedger(now));
        rows.delete();
        console.line("The job has forgotten; waiting for a checkpoint after it ...");
        awaitCheckpointSince(stack.get().web(), System.currentTimeMillis());
      } else {
        if (data.contents() == DataLayout.Contents.LIVE) {
          keepForNextStart(data, event);
        }
        Erasures.write(connection, new ErasureRow(ViewerHash.of(secret.apply(viewerId)), now, now));
      }
      rows.delete();
      return new Proof(before, rows.count());
    } catch (SQLException e) {
      throw new StartException("The tables could not be cleaned: " + e.getMessage(), e);
    }
  }

  private static void checkId(String viewerId) {
    if (viewerId.isBlank() || viewerId.indexOf('|') >= 0) {
      throw new StartException(
          "«" + viewerId + "» is no viewer id: an id is text that is not empty and has no |.");
    }
  }

  private static byte[] event(String viewerId, long time) throws IOException {
    return JSON.writeValueAsBytes(
        JSON.createObjectNode()
            .put("event_id", UUID.randomUUID().toString())
            .put("event_time", time)
            .put("viewer_id", viewerId));
  }

  private static void send(String kafka, String viewerId, byte[] event) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka, ProducerConfig.ACKS_CONFIG, "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      byte[] key = viewerId.getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(Topic.ERASURES.topicName(), key, event)).get();
    } catch (ExecutionException e) {
      throw new StartException("Kafka did not take the erasure: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("Sending the erasure was interrupted.", e);
    }
  }

  /**
   * Checkpoints of a stack that is down still hold the viewer's state, which only an event with the
   * id itself can clear: it waits, readable by the owner alone, for the next start.
   */
  private static void keepForNextStart(DataLayout data, byte[] event) throws IOException {
    Path file = data.waitingErasures();
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    byte[] line =
        (new String(event, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
    Files.write(file, line, StandardOpenOption.APPEND);
  }

  /** Sends the erasures that waited for the stack to start, and lets go of them. */
  static void sendWaiting(DataLayout data, String kafka) throws IOException {
    if (!Files.exists(data.waitingErasures())) {
      return;
    }
    List<String> lines = Files.readAllLines(data.waitingErasures());
    for (String line : lines) {
      JsonNode event = JSON.readTree(line);
      send(kafka, event.get("viewer_id").textValue(), line.getBytes(StandardCharsets.UTF_8));
    }
    Files.delete(data.waitingErasures());
  }

  private static void await(String complaint, Polling.Condition condition)
      throws IOException, SQLException {
    if (!Polling.until(PATIENCE, condition)) {
      throw new StartException(
          complaint + " within " + PATIENCE.toMinutes() + " minutes: see the logs, and try again.");
    }
  }

  private static void awaitCheckpointSince(String web, long since)
      throws IOException, SQLException {
    HttpClient http = HttpClient.newHttpClient();
    await(
        "No checkpoint of the job was completed",
        () -> {
          for (JsonNode job : get(http, web + "/jobs/overview").path("jobs")) {
            JsonNode latest =
                get(http, web + "/jobs/" + job.path("jid").asText() + "/checkpoints")
                    .path("latest")
                    .path("completed");
            if (job.path("state").asText().equals("RUNNING")
                && latest.path("trigger_timestamp").asLong() > since) {
              return true;
            }
          }
          return false;
        });
  }

  private static JsonNode get(HttpClient http, String url) throws IOException {
    try {
      return JSON.readTree(
          http.send(
                  HttpRequest.newBuilder(URI.create(url)).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("Waiting was interrupted: erase again.", e);
    }
  }
}

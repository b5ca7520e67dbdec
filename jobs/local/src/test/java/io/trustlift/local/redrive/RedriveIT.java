package io.trustlift.local.redrive;

import static io.trustlift.local.redrive.Letters.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.attribution.JobConfig;
import io.trustlift.attribution.ViewerIdSecret;
import io.trustlift.local.command.CommandLine;
import io.trustlift.local.stack.EventCounts;
import io.trustlift.model.Parameters;
import io.trustlift.model.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dead letters from their rejection to their rows, with a real Kafka, job and ClickHouse. The story
 * of «alpha» comes right at first; that of «bravo» is the same, with records that are broken, then
 * repaired: at the end the rows of both are the same.
 */
class RedriveIT {

  private static final String STATUSES =
      "SELECT reason, status, toInt64(count()) FROM trust.dead_letters GROUP BY ALL ORDER BY ALL";

  @TempDir private Path folder;

  private long read;

  /** A record of the story, right and as bravo's producer broke it. */
  private record Told(Topic topic, String key, String right, byte[] broken) {}

  @Test
  void repairedRecordsCountAsIfTheyHadBeenRightAtFirstAndOnce() throws Exception {
    try (UpStack stack = new UpStack(folder, "")) {
      // Ahead, so that all is told and repaired before the watermark comes to it, on a busy machine
      // too.
      long start = System.currentTimeMillis() + Math.max(20_000, 2 * stack.startMillis());
      for (Told told : story("alpha", start)) {
        send(stack, told.topic(), told.key(), utf8(told.right()));
      }
      List<Told> bravo = story("bravo", start);
      for (Told told : bravo) {
        send(stack, told.topic(), told.key(), told.broken());
      }
      // Bravo's join stands there already, and comes once more, cut; the question comes broken
      // twice.
      Told join = bravo.get(2);
      send(stack, join.topic(), join.key(), utf8(join.right().replace("}", "")));
      Told question = bravo.get(3);
      send(stack, question.topic(), question.key(), question.broken());
      long comes = System.currentTimeMillis() + Parameters.MAX_AHEAD + 10_000;
      String ahead = schedule("charlie", comes, "1");
      send(stack, Topic.SCHEDULE, "charlie", utf8(ahead));
      stack.awaitRows(STATUSES, "future waiting 1", "invalid waiting 4", "malformed waiting 4");
      theBytesAreKept(stack, question.broken());

      nothingIsSentByLooking(stack);
      Path file = exported(stack, "invalid", 4, "invalid");
      Files.write(
          file,
          Files.readAllLines(exported(stack, "malformed", 4, "malformed")),
          StandardOpenOption.APPEND);
      oneBadLineKeepsAWholeFileBack(stack, file);

      CommandLine done = repaired(stack, file, bravo);
      // The second question is the first one's event.
      assertThat(done.said())
          .contains(
              "its event is that of", "7 sent, and read by the job: 7 taken, 0 rejected again.");
      assertThat(done.exitCode()).as(done.said()).isZero();
      read += 7;
      Awaitility.await()
          .atMost(UpStack.PATIENCE)
          .until(() -> System.currentTimeMillis() >= comes - Parameters.MAX_AHEAD);
      CommandLine future = stack.trustlift("redrive", "--reason", "future");
      assertThat(future.said()).contains("1 sent, and read by the job: 1 taken");
      assertThat(future.exitCode()).isZero();
      read++;
      String redriven =
          "future redriven 1,invalid redriven 4,malformed duplicate 1,malformed redriven 3";
      stack.awaitRows(STATUSES, redriven.split(","));

      nothingIsSentTwice(stack, file);
      aRunThatBrokeOffIsSettledByTheNextAndLateIsLate(stack);

      for (String table :
          List.of(
              "credentials",
              "displays",
              "exposure_time",
              "outcomes",
              "quality_minutes",
              "replies",
              "schedule",
              "visits")) {
        theRowsAreTheSame(stack, table);
      }
      everythingIsAccountedFor(stack);
      assertThat(
              stack.rows(
                  "SELECT toInt64(count()) FROM trust.redrives_versions WHERE position(toString(tuple(*)), 'viewer-bravo') > 0"))
          .containsExactly("0");
    }
  }

  private void send(UpStack stack, Topic topic, String key, byte[] value) throws Exception {
    stack.send(topic, key, value);
    read++;
  }

  private static List<Told> story(String name, long start) {
    String viewer = "viewer-" + name;
    List<Told> story = new ArrayList<>();
    String credential =
        "{\"event_id\":\"c-%1$s\",\"event_time\":%2$d,\"credential_id\":\"credential-%1$s\",\"type\":\"authority\",\"kind\":\"ce\",\"title\":\"CE\",\"status\":\"active\"}"
            .formatted(name, start - 5_000);
    story.add(
        told(Topic.CREDENTIALS, "credential-" + name, credential, credential.substring(0, 60)));
    String show =
        "{\"event_id\":\"s-%1$s\",\"event_time\":%2$d,\"display_id\":\"display-%1$s\",\"stream_id\":\"stream-%1$s\",\"action\":\"show\",\"credential_id\":\"credential-%1$s\"}"
            .formatted(name, start);
    story.add(told(Topic.OVERLAY_DISPLAYS, "stream-" + name, show, show.replace("show", "shwo")));
    story.add(viewer(name, "join", start + 1_000, ""));
    Told question = viewer(name, "question", start + 3_000, ",\"latency_ms\":900,\"topic\":\"?\"");
    byte[] noUtf8 = utf8(question.right());
    noUtf8[question.right().indexOf('?')] = (byte) 0xe9;
    story.add(new Told(question.topic(), viewer, question.right(), noUtf8));
    Told reply = viewer(name, "reply", start + 4_000, ",\"in_reply_to\":\"question-" + name + "\"");
    story.add(
        told(reply.topic(), viewer, reply.right(), reply.right().replace("in_reply_to", "re")));
    String order =
        "{\"event_id\":\"%3$s-%1$s\",\"event_time\":%2$d,\"order_id\":\"order-%1$s\",\"status\":\"%3$s\",\"viewer_id\":\"viewer-%1$s\",\"market\":\"DE\",\"amount\":9.90,\"currency\":\"EUR\"}";
    String placed = order.formatted(name, start + 4_500, "placed");
    story.add(told(Topic.ORDERS, viewer, placed, placed.replace("EUR", "eur")));
    String paid = order.formatted(name, start + 4_600, "paid");
    story.add(told(Topic.ORDERS, viewer, paid, paid));
    story.add(viewer(name, "leave", start + 5_000, ""));
    String hide =
        show.replace("show", "hide").replace("s-", "h-").replace("" + start, "" + (start + 6_000));
    story.add(told(Topic.OVERLAY_DISPLAYS, "stream-" + name, hide, hide));
    String planned = schedule("stream-" + name, start, "" + start);
    story.add(
        told(
            Topic.SCHEDULE,
            "stream-" + name,
            planned,
            planned.replace("\"planned_start\":", "\"planned_start\":-")));
    return story;
  }

  private static Told told(Topic topic, String key, String right, String broken) {
    return new Told(topic, key, right, utf8(broken));
  }

  private static Told viewer(String name, String type, long time, String more) {
    String right =
        "{\"event_id\":\"%3$s-%1$s\",\"event_time\":%2$d,\"event_type\":\"%3$s\",\"stream_id\":\"stream-%1$s\",\"viewer_id\":\"viewer-%1$s\",\"market\":\"DE\"%4$s}"
            .formatted(name, time, type, more);
    return told(Topic.VIEWER_EVENTS, "viewer-" + name, right, right);
  }

  private static String schedule(String stream, long time, String start) {
    return "{\"event_id\":\"p-%1$s\",\"event_time\":%2$d,\"stream_id\":\"%1$s\",\"planned_start\":%3$s}"
        .formatted(stream, time, start);
  }

  /** In the topic and in the table, with where it stood and why. */
  private static void theBytesAreKept(UpStack stack, byte[] bytes) throws Exception {
    List<ConsumerRecord<byte[], byte[]>> kept = new ArrayList<>();
    Awaitility.await()
        .atMost(UpStack.PATIENCE)
        .untilAsserted(
            () -> {
              kept.clear();
              stack.records(JobConfig.DEAD_LETTER_TOPIC).stream()
                  .filter(one -> Arrays.equals(one.value(), bytes))
                  .forEach(kept::add);
              assertThat(kept).hasSize(2);
            });
    ConsumerRecord<byte[], byte[]> first = kept.get(0);
    assertThat(first.key()).asString().isEqualTo("viewer-bravo");
    String at =
        " WHERE topic = '%s' AND partition = %s AND offset = %s"
            .formatted(header(first, "topic"), header(first, "partition"), header(first, "offset"));
    assertThat(header(first, "topic")).isEqualTo("live.viewer-events");
    assertThat(header(first, "reason")).isEqualTo("malformed");
    assertThat(stack.rows("SELECT lower(hex(payload)), key, detail FROM trust.dead_letters" + at))
        .containsExactly(
            java.util.HexFormat.of().formatHex(bytes) + " viewer-bravo " + header(first, "detail"));
  }

  private static String header(ConsumerRecord<byte[], byte[]> one, String name) {
    return new String(one.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static void nothingIsSentByLooking(UpStack stack) throws Exception {
    CommandLine look = stack.trustlift("redrive", "--reason", "invalid", "--dry-run");
    assertThat(look.said())
        .contains(
            "4 dead letters wait with the reason invalid.", "currency", "0 would be sent, 4 left.");
    assertThat(look.exitCode()).isEqualTo(1);
    CommandLine orders =
        stack.trustlift(
            "redrive",
            "--reason",
            "invalid",
            "--topic",
            "live.orders",
            "--since",
            "2026-01-01",
            "--dry-run");
    assertThat(orders.said())
        .contains("1 dead letter waits with the reason invalid in live.orders.");
    CommandLine before = stack.trustlift("redrive", "--reason", "invalid", "--until", "2026-01-01");
    assertThat(before.said()).isEqualTo("No dead letter waits with the reason invalid.\n");
    assertThat(before.exitCode()).isZero();
    assertThat(stack.rows("SELECT toInt64(count()) FROM trust.redrives")).containsExactly("0");
  }

  private Path exported(UpStack stack, String reason, int letters, String name) throws Exception {
    Path file = folder.resolve(name + ".jsonl");
    CommandLine done = stack.trustlift("redrive", "--reason", reason, "--export", file);
    assertThat(done.exitCode()).as(done.said()).isZero();
    assertThat(Files.readAllLines(file)).hasSize(letters);
    return file;
  }

  private static void oneBadLineKeepsAWholeFileBack(UpStack stack, Path file) throws Exception {
    CommandLine done = stack.trustlift("redrive", "--from", file);
    assertThat(done.said()).contains("line 1, left: it would be", "Nothing was sent: repair");
    assertThat(done.exitCode()).isEqualTo(1);
    assertThat(stack.rows("SELECT toInt64(count()) FROM trust.redrives")).containsExactly("0");
  }

  /** Puts the right records in the places of the broken ones, as a person would, and sends them. */
  private static CommandLine repaired(UpStack stack, Path file, List<Told> story) throws Exception {
    List<String> lines = new ArrayList<>();
    for (Repair repair : RepairFile.read(file)) {
      String broken = new String(repair.value(), StandardCharsets.ISO_8859_1);
      String id = broken.substring(0, broken.indexOf(','));
      Told told =
          story.stream().filter(one -> one.right().startsWith(id)).findFirst().orElseThrow();
      assertThat(told.topic()).isEqualTo(repair.position().topic());
      // The object itself, which is one of the forms that a value may have.
      lines.add(
          "{\"topic\":\"%s\",\"partition\":%d,\"offset\":%d,\"value\":%s}"
              .formatted(
                  told.topic().topicName(),
                  repair.position().partition(),
                  repair.position().offset(),
                  told.right()));
    }
    Files.write(file, lines);
    return stack.trustlift("redrive", "--from", file);
  }

  private static void nothingIsSentTwice(UpStack stack, Path file) throws Exception {
    CommandLine again = stack.trustlift("redrive", "--from", file);
    assertThat(again.said()).contains("it was sent in before", "Nothing was sent.");
    assertThat(again.exitCode()).as(again.said()).isZero();
    CommandLine asTheyAre = stack.trustlift("redrive", "--reason", "future");
    assertThat(asTheyAre.said())
        .isEqualTo("No dead letter waits with the reason future; 1 redriven.\n");
    assertThat(
            stack.records(Topic.SCHEDULE.topicName()).stream()
                .filter(one -> !RedriveHeader.on(one.headers()).isEmpty()))
        .hasSize(2);
  }

  /**
   * One run ended between the commit and the ledger, another between the send and the commit: of
   * the first nothing is sent again, of the second everything. An order that was placed a minute
   * ago belongs to rows that are final.
   */
  private void aRunThatBrokeOffIsSettledByTheNextAndLateIsLate(UpStack stack) throws Exception {
    for (String stream : List.of("delta", "echo")) {
      send(stack, Topic.SCHEDULE, stream, utf8(schedule(stream, 1_000, "-1")));
    }
    String order =
        Letters.order("late", "placed", System.currentTimeMillis() - 60_000, "viewer-late");
    send(stack, Topic.ORDERS, "viewer-late", utf8(order.replace("\"DE\"", "\"-1\"")));
    String statuses =
        "SELECT key, reason, status FROM trust.dead_letters"
            + " WHERE key IN ('delta', 'echo', 'viewer-late') ORDER BY ALL";
    stack.awaitRows(
        statuses, "delta invalid waiting", "echo invalid waiting", "viewer-late invalid waiting");
    Path file = exported(stack, "invalid", 3, "broke-off");
    Files.writeString(
        file, Files.readString(file).replace("\\\"-1\\\"", "\\\"DE\\\"").replace("-1", "1"));
    runsBreakOff(stack, file);
    assertThat(stack.rows(statuses))
        .containsExactly(
            "delta invalid in_doubt", "echo invalid in_doubt", "viewer-late invalid waiting");

    CommandLine done = stack.trustlift("redrive", "--from", file);
    assertThat(done.said())
        .contains(
            "left: it was sent in before",
            "2 sent, and read by the job: 1 taken, 1 rejected again.",
            "1 as late: the rows");
    assertThat(done.exitCode()).isEqualTo(1);
    read += 2;
    assertThat(stack.rows(statuses))
        .containsExactly(
            "delta invalid redriven",
            "echo invalid redriven",
            "viewer-late invalid rejected_again",
            "viewer-late late waiting");
    assertThat(
            stack.rows(
                "SELECT redrive_id, state FROM trust.redrives WHERE redrive_id LIKE 'run-%' ORDER BY ALL"))
        .containsExactly("run-1 sent", "run-2 aborted");
    assertThat(
            stack.rows(
                "SELECT stream_id FROM trust.schedule WHERE stream_id IN ('delta', 'echo') ORDER BY ALL"))
        .containsExactly("delta", "echo");

    CommandLine late = stack.trustlift("redrive", "--reason", "late");
    assertThat(late.said())
        .contains("1 dead letter waits with the reason late.", "are final", "Nothing was sent.");
    assertThat(late.exitCode()).isEqualTo(1);
  }

  /** Delta's run ends after the commit, echo's before it, with its transaction open. */
  private void runsBreakOff(UpStack stack, Path file) throws Exception {
    List<Outgoing> outgoing = new ArrayList<>();
    for (String stream : List.of("delta", "echo")) {
      for (Repair repair : RepairFile.read(file)) {
        if (new String(repair.value(), StandardCharsets.UTF_8).contains(stream)) {
          outgoing.add(
              new Outgoing(
                  repair.position(), null, utf8(stream), repair.value(), false, "of " + stream));
        }
      }
    }
    try (Connection connection = stack.connect();
        SentRecords topics = new SentRecords(stack.kafka())) {
      List<Long> ends = topics.ends(Topic.SCHEDULE);
      new RedriveLedger(connection)
          .write(
              List.of(
                  LedgerRow.sending(outgoing.get(0), "run-1", ends),
                  LedgerRow.sending(outgoing.get(1), "run-2", ends)));
    }
    try (RedriveProducer producer = RedriveProducer.open(stack.kafka())) {
      producer.send(List.of(outgoing.get(0)), "run-1", ViewerIdSecret.NONE);
    }
    read++;
    KafkaProducer<byte[], byte[]> killed =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                stack.kafka(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                RedriveProducer.TRANSACTIONAL_ID),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    killed.initTransactions();
    killed.beginTransaction();
    Outgoing echo = outgoing.get(1);
    ProducerRecord<byte[], byte[]> half =
        new ProducerRecord<>("trust.schedule", echo.key(), echo.value());
    half.headers().add(RedriveHeader.NAME, RedriveHeader.of("run-2", echo.letter()));
    killed.send(half).get();
    // Closed like this it does not end its transaction.
    killed.close(Duration.ZERO);
  }

  private static void theRowsAreTheSame(UpStack stack, String table) {
    Awaitility.await()
        .atMost(UpStack.PATIENCE)
        .untilAsserted(
            () -> {
              List<String> alpha = rowsOf(stack, table, "alpha");
              assertThat(alpha).as(table).isNotEmpty();
              assertThat(rowsOf(stack, table, "bravo"))
                  .as(table)
                  .containsExactlyElementsOf(
                      alpha.stream().map(row -> row.replace("alpha", "bravo")).toList());
            });
  }

  private static List<String> rowsOf(UpStack stack, String table, String name) throws Exception {
    return stack.rows(
        "SELECT formatRow('JSONEachRow', *) AS line FROM trust.%s WHERE position(line, '%s') > 0 ORDER BY line"
            .formatted(table, name));
  }

  private void everythingIsAccountedFor(UpStack stack) throws Exception {
    Awaitility.await()
        .atMost(UpStack.PATIENCE)
        .untilAsserted(
            () -> {
              EventCounts counts;
              try (Connection connection = stack.connect()) {
                counts = EventCounts.of(connection);
              }
              assertThat(counts.read()).isEqualTo(read);
              assertThat(counts.addUp()).as("%s", counts).isTrue();
              // Bravo's join, repaired, though it had been used.
              assertThat(counts.duplicate()).isEqualTo(1);
              assertThat(counts.rejected())
                  .isEqualTo(
                      Long.parseLong(
                          stack.rows("SELECT toInt64(count()) FROM trust.dead_letters").get(0)));
            });
    assertThat(stack.rows(STATUSES))
        .containsExactly(
            "future redriven 1",
            "invalid redriven 6",
            "invalid rejected_again 1",
            "late waiting 1",
            "malformed duplicate 1",
            "malformed redriven 3");
  }
}

package io.trustlift.local.redrive;

import static io.trustlift.local.redrive.Letters.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.attribution.JobConfig;
import io.trustlift.attribution.ViewerIdSecret;
import io.trustlift.local.command.CommandLine;
import io.trustlift.model.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where viewer ids are pseudonyms they stay so on the way through the dead letters and back. */
@Tag("chaos") // the long form of RedriveIT
class RedrivePseudonymsIT {

  private static final String SECRET = "a secret for this test alone";
  private static final String VIEWER = "raw-viewer-one";

  @TempDir private Path folder;

  @Test
  void oneViewerStaysOneAndCanBeErased() throws Exception {
    String pseudonym = ViewerIdSecret.of(SECRET, "the test").apply(VIEWER);
    try (UpStack stack = new UpStack(folder, SECRET)) {
      long start = System.currentTimeMillis() + 5_000;
      String cut = Letters.viewerEvent("e3", "question", start + 2_000, VIEWER);
      for (String value :
          List.of(
              Letters.viewerEvent("e1", "join", start, VIEWER),
              Letters.viewerEvent("e2", "qestion", start + 1_000, VIEWER),
              cut.replace("}", ""),
              Letters.viewerEvent("e4", "heartbeat", start + 4_000, VIEWER))) {
        stack.send(Topic.VIEWER_EVENTS, VIEWER, utf8(value));
      }
      stack.awaitRows(
          "SELECT reason, status FROM trust.dead_letters ORDER BY ALL",
          "invalid waiting",
          "malformed waiting");

      // One keeps its pseudonym; of the other nothing was kept, and its producer knows the raw id.
      Path file = folder.resolve("letters.jsonl");
      Path malformed = folder.resolve("malformed.jsonl");
      stack.trustlift("redrive", "--reason", "invalid", "--export", file);
      stack.trustlift("redrive", "--reason", "malformed", "--export", malformed);
      String invalid = Files.readString(file);
      assertThat(invalid).contains(pseudonym).doesNotContain(VIEWER);
      assertThat(Files.readString(malformed)).contains("sha256").doesNotContain(VIEWER);
      assertThat(stack.trustlift("redrive", "--reason", "malformed").said())
          .contains("its bytes were not kept", "Nothing was sent.");
      Repair lost = RepairFile.read(malformed).get(0);
      Files.writeString(
          file,
          invalid.replace("qestion", "question")
              + "{\"topic\":\"live.viewer-events\",\"partition\":%d,\"offset\":%d,\"value\":%s}\n"
                  .formatted(lost.position().partition(), lost.position().offset(), cut));
      CommandLine done = stack.trustlift("redrive", "--from", file);
      assertThat(done.said()).contains("2 sent, and read by the job: 2 taken, 0 rejected again.");

      stack.awaitRows("SELECT viewer_id, toInt64(questions) FROM trust.visits", pseudonym + " 2");
      stack.awaitRows("SELECT DISTINCT viewer_id FROM trust.outcomes", pseudonym);
      for (ConsumerRecord<byte[], byte[]> letter : stack.records(JobConfig.DEAD_LETTER_TOPIC)) {
        assertThat(text(letter.key()) + text(letter.value())).doesNotContain(VIEWER);
      }
      List<String> redriven = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> one : stack.records("live.viewer-events")) {
        if (!RedriveHeader.on(one.headers()).isEmpty()) {
          redriven.add(text(one.key()));
        }
      }
      assertThat(redriven).containsExactlyInAnyOrder(pseudonym, VIEWER);

      CommandLine erased = stack.trustlift("erase", "--viewer", VIEWER);
      assertThat(erased.exitCode()).as(erased.said()).isZero();
      assertThat(erased.said())
          .containsPattern("redrives_versions +0 +0")
          .containsPattern("rejected_events_versions +2 +0")
          .containsPattern("all tables +[1-9][0-9]* +0");
      CommandLine gone = stack.trustlift("redrive", "--from", file);
      assertThat(gone.said()).contains("there is no such dead letter", "Nothing was sent");
      assertThat(gone.exitCode()).isEqualTo(1);
    }
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }
}

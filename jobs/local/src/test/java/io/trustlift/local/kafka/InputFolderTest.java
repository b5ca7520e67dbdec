package io.trustlift.local.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trustlift.local.process.StartException;
import io.trustlift.model.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFolderTest {

  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    for (Topic topic : Topic.values()) {
      Files.writeString(folder.resolve(topic.fileName()), "a\n \t\nb");
    }
  }

  @Test
  void recordsAreTheLinesThatHoldSomething() throws IOException {
    assertThat(records(Topic.EXPERIMENTS)).containsExactly("a", "b");
    assertThat(InputFolder.of(folder).bytes()).isEqualTo(6L * Topic.values().length);
  }

  @Test
  void experimentsThePlanAndErasuresMayBeLeftOut() throws IOException {
    Files.delete(folder.resolve("experiments.jsonl"));
    Files.delete(folder.resolve("schedule.jsonl"));
    Files.delete(folder.resolve("erasures.jsonl"));
    assertThat(records(Topic.EXPERIMENTS)).isEmpty();
    assertThat(InputFolder.of(folder).bytes()).isEqualTo(6L * (Topic.values().length - 3));

    for (Topic topic : Topic.values()) {
      Path file = folder.resolve(topic.fileName());
      if (topic != Topic.EXPERIMENTS && topic != Topic.SCHEDULE && topic != Topic.ERASURES) {
        Files.delete(file);
        assertThatThrownBy(() -> InputFolder.of(folder))
            .isInstanceOf(StartException.class)
            .hasMessageContaining(topic.fileName())
            .hasMessageNotContaining("experiments.jsonl");
        Files.writeString(file, "");
      }
    }
  }

  private List<String> records(Topic topic) throws IOException {
    List<String> records = new ArrayList<>();
    InputFolder.of(folder).forEach(topic, value -> records.add(new String(value, UTF_8)));
    return records;
  }
}

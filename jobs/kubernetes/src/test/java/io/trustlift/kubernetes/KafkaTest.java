package io.trustlift.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trustlift.attribution.JobConfig;
import io.trustlift.local.kafka.Topics;
import io.trustlift.model.Topic;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.junit.jupiter.api.Test;

/** Topics as everywhere else, and no more rights to them than are needed. */
class KafkaTest {

  private static final Set<String> INPUT =
      Arrays.stream(Topic.values()).map(Topic::topicName).collect(Collectors.toSet());

  @Test
  void everyTopicIsThereAndKeptAsElsewhere() {
    Map<String, JsonNode> topics = new TreeMap<>();
    Manifest.ofKind("KafkaTopic")
        .forEach(topic -> topics.put(topic.name(), topic.body().path("spec")));
    Set<String> wanted = new TreeSet<>(INPUT);
    wanted.add(JobConfig.DEAD_LETTER_TOPIC);
    assertThat(topics.keySet()).isEqualTo(wanted);
    topics.forEach(
        (name, spec) -> {
          Map<String, String> config = new TreeMap<>();
          spec.path("config")
              .fields()
              .forEachRemaining(entry -> config.put(entry.getKey(), entry.getValue().asText()));
          assertThat(LogConfig.configNames()).as(name).containsAll(config.keySet());
          config.keySet().removeAll(Set.of("min.insync.replicas", "max.message.bytes"));
          assertThat(config)
              .as(name)
              .isEqualTo(Topics.settings(name, TimestampType.LOG_APPEND_TIME));
        });
  }

  @Test
  void theJobReadsItsInputAndWritesDeadLetters() throws IOException {
    Map<String, Set<String>> rights = rights("trustlift-job");
    INPUT.forEach(
        topic -> assertThat(rights.remove("topic " + topic)).containsOnly("Read", "Describe"));
    assertThat(rights)
        .isEqualTo(
            Map.of(
                "topic " + JobConfig.DEAD_LETTER_TOPIC,
                Set.of("Write", "Describe"),
                "group trustlift",
                Set.of("Read")));
    assertThat(Manifest.properties("job.properties")).doesNotContainKey("kafka.consumer.group");
  }

  @Test
  void whatSendsTicksWritesAndNoMore() {
    Map<String, Set<String>> rights = rights("trustlift-keep");
    INPUT.forEach(
        topic -> assertThat(rights.remove("topic " + topic)).containsOnly("Write", "Describe"));
    assertThat(rights).isEmpty();
  }

  private static Map<String, Set<String>> rights(String user) {
    JsonNode spec = Manifest.named("KafkaUser", user).path("spec");
    assertThat(spec.at("/authentication/type").asText()).isEqualTo("scram-sha-512");
    Map<String, Set<String>> rights = new TreeMap<>();
    spec.at("/authorization/acls")
        .forEach(
            acl -> {
              assertThat(acl.at("/resource/patternType").asText()).isEqualTo("literal");
              Set<String> operations = new TreeSet<>();
              acl.path("operations").forEach(operation -> operations.add(operation.asText()));
              rights.put(
                  acl.at("/resource/type").asText() + " " + acl.at("/resource/name").asText(),
                  operations);
            });
    return rights;
  }
}

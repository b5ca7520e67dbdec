package io.trustlift.local.kafka;

import io.trustlift.attribution.JobConfig;
import io.trustlift.attribution.KafkaSecurity;
import io.trustlift.model.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.record.TimestampType;

/** The job's topics in the embedded Kafka. */
public final class Topics {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Topics() {}

  /**
   * Creates the input topics and the one for dead letters, those that are not there.
   *
   * @param recordTime whether record times are the broker's ({@code LOG_APPEND_TIME}), which a
   *     producer's fast clock cannot move, or the producer's
   */
  public static void create(String bootstrapServers, int partitions, TimestampType recordTime) {
    create(bootstrapServers, KafkaSecurity.NONE, partitions, recordTime);
  }

  /** The same in a Kafka that wants to know who comes. */
  public static void create(
      String bootstrapServers, KafkaSecurity security, int partitions, TimestampType recordTime) {
    try (Admin admin = Admin.create(security.client(bootstrapServers))) {
      Set<String> there = admin.listTopics().names().get();
      List<NewTopic> missing = new ArrayList<>();
      for (Topic topic : Topic.values()) {
        if (!there.contains(topic.topicName())) {
          missing.add(topic(topic.topicName(), partitions, recordTime));
        }
      }
      if (!there.contains(JobConfig.DEAD_LETTER_TOPIC)) {
        missing.add(topic(JobConfig.DEAD_LETTER_TOPIC, 1, TimestampType.LOG_APPEND_TIME));
      }
      admin.createTopics(missing).all().get();
      awaitLeaders(admin, missing);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The topics cannot be created: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Creating the topics was interrupted", e);
    }
  }

  /** Only the leader of a partition can tell its offsets: when it does, it takes records too. */
  private static void awaitLeaders(Admin admin, List<NewTopic> topics)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (NewTopic topic : topics) {
      for (int partition = 0; partition < topic.numPartitions(); partition++) {
        latest.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    long patience = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        admin.listOffsets(latest).all().get();
        return;
      } catch (ExecutionException e) {
        // A broker that has not heard of a topic yet says so at once; the client asks no second
        // time.
        boolean notYet = e.getCause() instanceof UnknownTopicOrPartitionException;
        if (!notYet || System.nanoTime() - patience > 0) {
          throw e;
        }
      }
    }
  }

  /**
   * How a topic is kept, by Kafka's own names: everything for ever, but of a plan only the latest
   * entry, which is all that counts.
   */
  public static Map<String, String> settings(String topic, TimestampType recordTime) {
    Map<String, String> settings = new HashMap<>();
    settings.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, recordTime.name);
    if (topic.equals(Topic.SCHEDULE.topicName())) {
      settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    }
    return settings;
  }

  private static NewTopic topic(String name, int partitions, TimestampType recordTime) {
    return new NewTopic(name, partitions, (short) 1).configs(settings(name, recordTime));
  }
}

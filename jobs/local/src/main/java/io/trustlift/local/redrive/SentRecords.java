package io.trustlift.local.redrive;

import io.trustlift.local.process.StartException;
import io.trustlift.model.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks into the topics: where they end, what was sent in again, and how far the job has read. */
final class SentRecords implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Admin admin;
  private final KafkaConsumer<byte[], byte[]> committed;

  SentRecords(String bootstrapServers) {
    Properties settings = new Properties();
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    admin = Admin.create(settings);
    committed =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Where each partition of a topic ends, also with what is not committed, by partition. */
  List<Long> ends(Topic topic) {
    return new ArrayList<>(ends(partitions(topic)).values());
  }

  private List<TopicPartition> partitions(Topic topic) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo info : committed.partitionsFor(topic.topicName())) {
      partitions.add(new TopicPartition(topic.topicName(), info.partition()));
    }
    return partitions;
  }

  private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends =
        new TreeMap<>(java.util.Comparator.comparingInt(TopicPartition::partition));
    try {
      admin
          .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
      return ends;
    } catch (ExecutionException e) {
      throw new StartException("Kafka does not tell where topics end: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * The committed records of a topic that were sent in again, by their {@link RedriveHeader}.
   *
   * @param from where each partition is read from; one that is not in the list from its beginning
   * @return null where a partition no longer has all records from there on, so that nothing can be
   *     said of what is not found
   * @throws StartException when somebody's transaction stays open, behind which nothing can be seen
   */
  Map<String, Place> since(Topic topic, List<Long> from) {
    List<TopicPartition> partitions = partitions(topic);
    Map<TopicPartition, Long> ends = ends(partitions);
    Map<TopicPartition, Long> beginnings = committed.beginningOffsets(partitions);
    committed.assign(partitions);
    for (TopicPartition partition : partitions) {
      long start = partition.partition() < from.size() ? from.get(partition.partition()) : 0;
      if (beginnings.get(partition) > start) {
        return null;
      }
      committed.seek(partition, start);
    }
    Map<String, Place> found = new HashMap<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!partitions.stream().allMatch(one -> committed.position(one) >= ends.get(one))) {
      if (System.nanoTime() > deadline) {
        throw new StartException(
            "A transaction in "
                + topic.topicName()
                + " stays open, and what was sent behind it cannot be seen: try again when it is over.");
      }
      for (ConsumerRecord<byte[], byte[]> one : committed.poll(POLL)) {
        String header = RedriveHeader.on(one.headers());
        if (!header.isEmpty()) {
          found.put(header, new Place(one.partition(), one.offset()));
        }
      }
    }
    return found;
  }

  /**
   * Whether a consumer group has read all of these and taken a checkpoint after that, which is when
   * it commits its offsets.
   */
  boolean areRead(Map<Position, Place> sent, String group) {
    Map<TopicPartition, OffsetAndMetadata> read;
    try {
      read = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    } catch (ExecutionException notYet) {
      return false;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    return sent.entrySet().stream()
        .allMatch(
            one -> {
              OffsetAndMetadata upTo =
                  read.get(
                      new TopicPartition(
                          one.getKey().topic().topicName(), one.getValue().partition()));
              return upTo != null && upTo.offset() > one.getValue().offset();
            });
  }

  private static StartException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new StartException("Waiting for Kafka was interrupted: redrive again.", e);
  }

  @Override
  public void close() {
    committed.close();
    admin.close(Duration.ofSeconds(5));
  }
}

package io.trustlift.local.kafka;

import io.trustlift.attribution.KafkaSecurity;
import io.trustlift.local.process.StartException;
import io.trustlift.model.Topic;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends the records of a folder to their topics, keyed as the contract asks, each topic in the
 * order of its file.
 */
public final class TopicLoader {

  private TopicLoader() {}

  /**
   * Sends everything and waits until Kafka has it.
   *
   * @param progress told the bytes sent so far
   * @return the number of records of each topic
   */
  public static Map<Topic, Long> load(
      InputFolder input, String bootstrapServers, LongConsumer progress) throws IOException {
    return load(input, bootstrapServers, KafkaSecurity.NONE, progress);
  }

  /** The same to a Kafka that wants to know who comes. */
  public static Map<Topic, Long> load(
      InputFolder input, String bootstrapServers, KafkaSecurity security, LongConsumer progress)
      throws IOException {
    Map<Topic, Long> records = new EnumMap<>(Topic.class);
    AtomicReference<Exception> failure = new AtomicReference<>();
    long[] bytes = {0};
    try (KafkaProducer<byte[], byte[]> producer = producer(bootstrapServers, security)) {
      for (Topic topic : Topic.values()) {
        records.put(topic, 0L);
        input.forEach(
            topic,
            value -> {
              producer.send(
                  new ProducerRecord<>(topic.topicName(), RecordKeys.keyOf(topic, value), value),
                  (metadata, exception) -> failure.compareAndSet(null, exception));
              records.merge(topic, 1L, Long::sum);
              bytes[0] += value.length + 1;
              progress.accept(bytes[0]);
            });
      }
      producer.flush();
    }
    if (failure.get() != null) {
      throw new StartException(
          "Kafka did not take all records: " + failure.get().getMessage(), failure.get());
    }
    return records;
  }

  private static KafkaProducer<byte[], byte[]> producer(
      String bootstrapServers, KafkaSecurity security) {
    Map<String, Object> settings = security.client(bootstrapServers);
    settings.putAll(
        Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            // One at a time: a leader that has only just been elected may refuse a batch and take
            // the next.
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            "1",
            ProducerConfig.LINGER_MS_CONFIG,
            "20",
            ProducerConfig.BATCH_SIZE_CONFIG,
            Integer.toString(256 * 1024),
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            Integer.toString(KafkaProcess.MAX_RECORD_BYTES),
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            Integer.toString(2 * KafkaProcess.MAX_RECORD_BYTES)));
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}

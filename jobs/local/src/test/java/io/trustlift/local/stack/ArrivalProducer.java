package io.trustlift.local.stack;

import io.trustlift.attribution.intake.Ticks;
import io.trustlift.local.chaos.World.Arrival;
import io.trustlift.local.kafka.KafkaProcess;
import io.trustlift.model.Topic;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends arrivals to chosen partitions, and ticks beside them. */
final class ArrivalProducer implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;

  ArrivalProducer(KafkaProcess kafka) {
    producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** The partition that a key belongs to, of so many. */
  static int byKey(Arrival arrival, int partitions) {
    return Math.floorMod(Arrays.hashCode(arrival.key()), partitions);
  }

  void send(Arrival arrival, int partition) {
    producer.send(
        new ProducerRecord<>(
            arrival.topic().topicName(), partition, arrival.key(), arrival.value()));
  }

  /** Tells the first partitions of each topic what time it is, and waits until all is sent. */
  void tick(long time, int partitions) {
    for (Topic topic : Topic.values()) {
      for (int partition = 0; partition < partitions; partition++) {
        producer.send(Ticks.tick(topic.topicName(), partition, time));
      }
    }
    producer.flush();
  }

  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}

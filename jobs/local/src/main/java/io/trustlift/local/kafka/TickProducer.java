package io.trustlift.local.kafka;

import io.trustlift.attribution.KafkaSecurity;
import io.trustlift.attribution.intake.Ticks;
import io.trustlift.model.Topic;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a tick to every partition of the input topics, four times a second, so that a silent one
 * does not hold the watermark back.
 */
public final class TickProducer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TickProducer.class);
  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final KafkaProducer<byte[], byte[]> producer;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "ticks");
            thread.setDaemon(true);
            return thread;
          });

  private TickProducer(KafkaProducer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /** Begins to send. */
  public static TickProducer start(String bootstrapServers) {
    return start(bootstrapServers, KafkaSecurity.NONE);
  }

  /** The same to a Kafka that wants to know who comes. */
  public static TickProducer start(String bootstrapServers, KafkaSecurity security) {
    TickProducer ticks =
        new TickProducer(
            new KafkaProducer<>(
                security.client(bootstrapServers),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
    ticks.executor.scheduleAtFixedRate(ticks::tick, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return ticks;
  }

  private void tick() {
    try {
      long now = System.currentTimeMillis();
      for (Topic topic : Topic.values()) {
        for (PartitionInfo partition : producer.partitionsFor(topic.topicName())) {
          producer.send(Ticks.tick(topic.topicName(), partition.partition(), now));
        }
      }
    } catch (RuntimeException e) {
      // The next one tries again; meanwhile silent partitions become idle.
      LOG.warn("Ticks could not be sent", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    producer.close(Duration.ofSeconds(5));
  }
}

package io.trustlift.bench.growth;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends a crowd's events to Kafka, each at its time, until it is closed. */
final class LiveCrowd implements AutoCloseable {

  private static final long PAUSE = 5;

  private final Crowd crowd;
  private final KafkaProducer<byte[], byte[]> producer;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<?> work;
  private volatile boolean closed;
  private volatile long sent;

  private LiveCrowd(Crowd crowd, String bootstrapServers) {
    this.crowd = crowd;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                5),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    long start = System.currentTimeMillis();
    this.work =
        thread.submit(
            () -> {
              send(start);
              return null;
            });
  }

  static LiveCrowd start(Crowd crowd, String bootstrapServers) {
    return new LiveCrowd(crowd, bootstrapServers);
  }

  private void send(long start) throws JsonProcessingException, InterruptedException {
    while (!closed) {
      long due = crowd.due(System.currentTimeMillis() - start);
      for (long number = sent; number < due; number++) {
        producer.send(CrowdJson.of(crowd.event(number, start)));
        sent = number + 1;
      }
      Thread.sleep(PAUSE);
    }
  }

  /** How many events are with the producer. */
  long sent() {
    return sent;
  }

  /** Stops sending, and tells what went wrong meanwhile. */
  @Override
  public void close() throws Exception {
    closed = true;
    try {
      work.get();
    } finally {
      thread.shutdown();
      producer.close();
    }
  }
}

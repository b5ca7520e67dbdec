package io.trustlift.local.chaos;

import io.trustlift.attribution.intake.Ticks;
import io.trustlift.local.chaos.World.Arrival;
import io.trustlift.model.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends what was released of a world to Kafka bit by bit, whatever happens to Kafka meanwhile, with
 * a tick to every partition after each bit; the rest at once when there is no more time to fill.
 */
final class Feed implements AutoCloseable {

  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration DELIVERY = Duration.ofMinutes(10);

  private final KafkaProducer<byte[], byte[]> producer;
  private final int partitions;
  private final World world;
  private final int recordsPerStep;
  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicInteger released = new AtomicInteger();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private int next;

  private Feed(
      KafkaProducer<byte[], byte[]> producer, int partitions, World world, int recordsPerStep) {
    this.producer = producer;
    this.partitions = partitions;
    this.world = world;
    this.recordsPerStep = recordsPerStep;
  }

  /** Begins to send what will be released. */
  static Feed start(String bootstrapServers, int partitions, World world, int recordsPerSecond) {
    int perStep = Math.max(1, recordsPerSecond * (int) STEP.toMillis() / 1000);
    Feed feed = new Feed(producer(bootstrapServers), partitions, world, perStep);
    feed.executor.scheduleAtFixedRate(() -> feed.step(), 0, STEP.toMillis(), TimeUnit.MILLISECONDS);
    return feed;
  }

  private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.ACKS_CONFIG,
            "all",
            // A broker that is down comes back: until then everything waits, and nothing is sent
            // twice.
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            "true",
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            Long.toString(DELIVERY.toMillis()),
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            Long.toString(DELIVERY.toMillis())),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** Lets so many more records be sent. */
  void release(int records) {
    released.addAndGet(records);
  }

  /** How many records may be sent so far. */
  int released() {
    return released.get();
  }

  /** Sends what is left and tells every partition that the world is long over. */
  void finish() throws InterruptedException {
    released.set(world.arrivals().size());
    executor.execute(
        () -> {
          while (next < world.arrivals().size() && failure.get() == null) {
            send(1000);
          }
          tick(world.longAfter());
          producer.flush();
          end.countDown();
        });
    end.await();
    requireTaken();
  }

  private void step() {
    try {
      send(Math.min(recordsPerStep, released.get() - next));
    } catch (Throwable e) {
      failure.compareAndSet(null, new IllegalStateException(e));
      throw e;
    }
  }

  /**
   * How many records were handed to Kafka's client.
   *
   * @throws IllegalStateException when Kafka did not take one
   */
  long sent() {
    requireTaken();
    return sent.get();
  }

  private void requireTaken() {
    if (failure.get() != null) {
      throw new IllegalStateException("Kafka did not take all records", failure.get());
    }
  }

  private void send(int records) {
    List<Arrival> arrivals = world.arrivals();
    int to = Math.min(arrivals.size(), next + records);
    if (to == next) {
      return;
    }
    for (Arrival arrival : arrivals.subList(next, to)) {
      producer.send(
          new ProducerRecord<>(
              arrival.topic().topicName(), null, arrival.clock(), arrival.key(), arrival.value()),
          (metadata, exception) -> failure.compareAndSet(null, exception));
      sent.incrementAndGet();
    }
    next = to;
    tick(arrivals.get(to - 1).clock());
  }

  private void tick(long clock) {
    for (Topic topic : Topic.values()) {
      for (int partition = 0; partition < partitions; partition++) {
        producer.send(
            Ticks.tick(topic.topicName(), partition, clock),
            (metadata, exception) -> failure.compareAndSet(null, exception));
      }
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    producer.close(Duration.ZERO);
  }
}

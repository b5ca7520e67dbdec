package io.trustlift.local.redrive;

import io.trustlift.attribution.ViewerIdSecret;
import io.trustlift.attribution.intake.PseudonymSeal;
import io.trustlift.local.kafka.KafkaProcess;
import io.trustlift.local.process.StartException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records to their topics in one transaction: all of them or none. There is one redrive at a
 * time on a Kafka: who comes later ends the transaction of who came before.
 */
final class RedriveProducer implements AutoCloseable {

  static final String TRANSACTIONAL_ID = "trustlift-redrive";

  /**
   * After it Kafka ends a transaction by itself, which until then holds back whoever reads only
   * what is committed.
   */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(30);

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final KafkaProducer<byte[], byte[]> producer;

  private RedriveProducer(KafkaProducer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /**
   * Opens one. When it returns, no transaction of an earlier redrive can be committed any more:
   * each has been, or never will be.
   */
  static RedriveProducer open(String bootstrapServers) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
    settings.put(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(TRANSACTION_TIMEOUT.toMillis()));
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, KafkaProcess.MAX_RECORD_BYTES);
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
    } catch (KafkaException e) {
      producer.close(CLOSE_TIMEOUT);
      throw new StartException(
          "Kafka on " + bootstrapServers + " opens no transaction: " + e.getMessage(), e);
    }
    return new RedriveProducer(producer);
  }

  /**
   * Sends records and commits.
   *
   * @return where each stands, by its dead letter
   * @throws NotSentException when it is certain that nothing was sent
   * @throws StartException when that is not certain
   */
  Map<Position, Place> send(List<Outgoing> records, String redriveId, ViewerIdSecret secret)
      throws NotSentException {
    Map<Position, Future<RecordMetadata>> acknowledged = new LinkedHashMap<>();
    Map<Position, Place> places = new LinkedHashMap<>();
    try {
      producer.beginTransaction();
      for (Outgoing outgoing : records) {
        acknowledged.put(
            outgoing.letter(), producer.send(kafkaRecord(outgoing, redriveId, secret)));
      }
      producer.flush();
      for (Map.Entry<Position, Future<RecordMetadata>> one : acknowledged.entrySet()) {
        RecordMetadata metadata = one.getValue().get();
        places.put(one.getKey(), new Place(metadata.partition(), metadata.offset()));
      }
    } catch (ExecutionException | KafkaException e) {
      abort();
      throw new NotSentException(e);
    } catch (InterruptedException e) {
      abort();
      Thread.currentThread().interrupt();
      throw new NotSentException(e);
    }
    try {
      producer.commitTransaction();
    } catch (KafkaException e) {
      // Not even another redrive's taking over makes it certain: Kafka may have committed before.
      throw new StartException(
          "Kafka did not say whether it took the dead letters ("
              + e.getMessage()
              + "): redrive again, which finds out first.",
          e);
    }
    return places;
  }

  private static ProducerRecord<byte[], byte[]> kafkaRecord(
      Outgoing outgoing, String redriveId, ViewerIdSecret secret) {
    String topic = outgoing.letter().topic().topicName();
    ProducerRecord<byte[], byte[]> kafkaRecord =
        new ProducerRecord<>(topic, outgoing.partition(), outgoing.key(), outgoing.value());
    kafkaRecord.headers().add(RedriveHeader.NAME, RedriveHeader.of(redriveId, outgoing.letter()));
    if (outgoing.pseudonymous()) {
      kafkaRecord
          .headers()
          .add(PseudonymSeal.HEADER, new PseudonymSeal(secret).of(topic, outgoing.value()));
    }
    return kafkaRecord;
  }

  private void abort() {
    try {
      producer.abortTransaction();
    } catch (KafkaException alreadyOver) {
      // Another redrive has ended it, or Kafka will when the transaction times out.
    }
  }

  /** Nothing was sent. */
  static final class NotSentException extends Exception {
    private static final long serialVersionUID = 1L;

    NotSentException(Exception cause) {
      super(cause);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}

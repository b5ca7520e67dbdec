package io.trustlift.attribution;

import io.trustlift.model.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * The dead-letter topic: every record that could not be used, byte for byte, with where it stood
 * and why in its headers {@code topic}, {@code partition}, {@code offset}, {@code reason} and
 * {@code detail}.
 */
final class DeadLetters {

  /**
   * The largest record that Kafka is asked to take, in bytes: what is too long to be used is a dead
   * letter all the same.
   */
  private static final int MAX_REQUEST_BYTES = 64 * 1024 * 1024;

  private DeadLetters() {}

  static KafkaSink<Rejected> sink(JobConfig config) {
    String topic = config.deadLetterTopic();
    Properties security = new Properties();
    security.putAll(config.kafkaSecurity().clientSettings());
    KafkaRecordSerializationSchema<Rejected> serializer =
        (rejected, context, timestamp) -> kafkaRecord(topic, rejected);
    return KafkaSink.<Rejected>builder()
        .setKafkaProducerConfig(security)
        .setBootstrapServers(config.bootstrapServers())
        .setRecordSerializer(serializer)
        .setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(MAX_REQUEST_BYTES))
        .setProperty(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(2 * MAX_REQUEST_BYTES))
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }

  private static ProducerRecord<byte[], byte[]> kafkaRecord(String topic, Rejected rejected) {
    byte[] key = rejected.key().length == 0 ? null : rejected.key();
    ProducerRecord<byte[], byte[]> kafkaRecord =
        new ProducerRecord<>(topic, null, key, rejected.payload());
    Headers headers = kafkaRecord.headers();
    headers.add("topic", utf8(rejected.topic().topicName()));
    headers.add("partition", utf8(Integer.toString(rejected.partition())));
    headers.add("offset", utf8(Long.toString(rejected.offset())));
    headers.add("reason", utf8(rejected.reason().text()));
    headers.add("detail", utf8(rejected.detail()));
    return kafkaRecord;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

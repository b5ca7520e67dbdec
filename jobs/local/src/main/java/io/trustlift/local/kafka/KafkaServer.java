package io.trustlift.local.kafka;

import io.trustlift.local.process.ParentWatch;
import kafka.Kafka;

/**
 * The broker's process: Kafka itself, ended with the process that started it. Takes the properties
 * file.
 */
public final class KafkaServer {

  private KafkaServer() {}

  public static void main(String[] arguments) {
    ParentWatch.start();
    Kafka.main(arguments);
  }
}

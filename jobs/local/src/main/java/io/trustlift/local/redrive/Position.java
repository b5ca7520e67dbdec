package io.trustlift.local.redrive;

import io.trustlift.model.Topic;

/** Where a record stands in Kafka, which is what a dead letter is known by. */
public record Position(Topic topic, int partition, long offset) {

  @Override
  public String toString() {
    return topic.topicName() + ", partition " + partition + ", offset " + offset;
  }
}

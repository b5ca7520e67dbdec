package io.trustlift.reference;

/** The five input topics ("Input topics"). */
public enum Topic {
  VIEWER_EVENTS("live.viewer-events", "viewer-events.jsonl"),
  OVERLAY_DISPLAYS("live.overlay-displays", "overlay-displays.jsonl"),
  ORDERS("live.orders", "orders.jsonl"),
  EXPERIMENT_ASSIGNMENTS("live.experiment-assignments", "experiment-assignments.jsonl"),
  CREDENTIALS("trust.credentials", "credentials.jsonl");

  private final String topicName;
  private final String fileName;

  Topic(String topicName, String fileName) {
    this.topicName = topicName;
    this.fileName = fileName;
  }

  /** The Kafka topic's name, as in {@code rejected_events.topic}. */
  public String topicName() {
    return topicName;
  }

  /** The file that holds the topic's records, one a line. */
  public String fileName() {
    return fileName;
  }

  public static Topic named(String topicName) {
    for (Topic topic : values()) {
      if (topic.topicName.equals(topicName)) {
        return topic;
      }
    }
    throw new IllegalArgumentException("no such topic: " + topicName);
  }
}

package io.trustlift.model;

/** The input topics and the fields that their records are keyed by. */
public enum Topic {
  VIEWER_EVENTS("live.viewer-events", "viewer-events.jsonl", "viewer_id"),
  OVERLAY_DISPLAYS("live.overlay-displays", "overlay-displays.jsonl", "stream_id"),
  ORDERS("live.orders", "orders.jsonl", "viewer_id"),
  EXPERIMENT_ASSIGNMENTS(
      "live.experiment-assignments", "experiment-assignments.jsonl", "viewer_id"),
  CREDENTIALS("trust.credentials", "credentials.jsonl", "credential_id"),
  EXPERIMENTS("trust.experiments", "experiments.jsonl", "experiment_id"),
  SCHEDULE("trust.schedule", "schedule.jsonl", "stream_id"),
  ERASURES("trust.erasures", "erasures.jsonl", "viewer_id");

  private static final Topic[] ALL = values();

  private final String topicName;
  private final String fileName;
  private final String keyField;

  Topic(String topicName, String fileName, String keyField) {
    this.topicName = topicName;
    this.fileName = fileName;
    this.keyField = keyField;
  }

  /** The Kafka topic. */
  public String topicName() {
    return topicName;
  }

  /** The file that holds the topic's records where they come from a folder, one a line. */
  public String fileName() {
    return fileName;
  }

  /** The JSON field whose value is the Kafka record key. */
  public String keyField() {
    return keyField;
  }

  /** Whether each record is of one viewer, whose id it is keyed by. */
  public boolean isOfViewers() {
    return keyField.equals("viewer_id");
  }

  /**
   * The topic of that Kafka name.
   *
   * @throws IllegalArgumentException when it is none of them
   */
  public static Topic ofName(String topicName) {
    for (Topic topic : ALL) {
      if (topic.topicName.equals(topicName)) {
        return topic;
      }
    }
    throw new IllegalArgumentException("Not an input topic: " + topicName);
  }
}

package io.trustlift.simulator;

/** The input topics. */
enum Topic {
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

  String topicName() {
    return topicName;
  }

  String fileName() {
    return fileName;
  }
}

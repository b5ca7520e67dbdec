package io.trustlift.simulator;

/** The input topics. */
enum Topic {
  VIEWER_EVENTS("live.viewer-events", "viewer-events.jsonl", 1),
  OVERLAY_DISPLAYS("live.overlay-displays", "overlay-displays.jsonl", 2),
  ORDERS("live.orders", "orders.jsonl", 3),
  EXPERIMENT_ASSIGNMENTS("live.experiment-assignments", "experiment-assignments.jsonl", 4),
  CREDENTIALS("trust.credentials", "credentials.jsonl", 5),
  EXPERIMENTS("trust.experiments", "experiments.jsonl", 6),
  SCHEDULE("trust.schedule", "schedule.jsonl", 7);

  private final String topicName;
  private final String fileName;
  private final int number;

  Topic(String topicName, String fileName, int number) {
    this.topicName = topicName;
    this.fileName = fileName;
    this.number = number;
  }

  /** Tells the topics' random numbers apart. */
  int number() {
    return number;
  }

  String topicName() {
    return topicName;
  }

  String fileName() {
    return fileName;
  }
}

package io.trustlift.local.chaos;

/** What can happen to the stack. */
enum Fault {
  TASK_MANAGER_KILLED("a TaskManager killed (-9), another started"),
  JOB_MANAGER_KILLED(
      "the JobManager killed (-9), started again, job resubmitted from its last checkpoint"),
  KAFKA_KILLED("Kafka killed (-9) and started again"),
  CLICK_HOUSE_KILLED("ClickHouse killed (-9) and started again"),
  FROZEN("a process frozen (SIGSTOP, SIGCONT)"),
  SINK_ERRORS("inserts answered by errors, cut off in the middle, or their answers lost"),
  RESCALED("stopped with a savepoint, resumed with another parallelism (2, 3)");

  private final String text;

  Fault(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}

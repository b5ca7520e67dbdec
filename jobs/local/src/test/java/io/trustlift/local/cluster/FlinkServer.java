package io.trustlift.local.cluster;

import io.trustlift.local.process.ParentWatch;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.flink.client.cli.DefaultCLI;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/**
 * A part of a Flink cluster: Flink's own process, ended with the one that started it. Takes what it
 * is to be, then {@code --configDir} and Flink's own arguments.
 */
public final class FlinkServer {

  static final String JOB_MANAGER = "jobmanager";
  static final String TASK_MANAGER = "taskmanager";

  /** Flink's command line. */
  static final String CLIENT = "client";

  private FlinkServer() {}

  public static void main(String[] arguments) throws Exception {
    ParentWatch.start();
    String[] ofFlink = Arrays.copyOfRange(arguments, 1, arguments.length);
    switch (arguments[0]) {
      case JOB_MANAGER -> StandaloneSessionClusterEntrypoint.main(ofFlink);
      case TASK_MANAGER -> TaskManagerRunner.main(ofFlink);
      case CLIENT -> System.exit(run(ofFlink[1], Arrays.copyOfRange(ofFlink, 2, ofFlink.length)));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /** What {@code flink} does, whose own main method wants to be told by environment variables. */
  private static int run(String configDir, String[] command) {
    return new CliFrontend(
            GlobalConfiguration.loadConfiguration(configDir), List.of(new DefaultCLI()))
        .parseAndRun(command);
  }
}

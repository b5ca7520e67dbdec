package io.trustlift.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trustlift.attribution.AttributionJob;
import io.trustlift.local.flink.LatestCheckpoint;
import io.trustlift.local.process.ChildJvm;
import io.trustlift.local.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.awaitility.Awaitility;

/**
 * A standalone Flink cluster of processes on 127.0.0.1, with one slot in each TaskManager, for one
 * job at a time: the one that Flink's command line submits to it, or that its REST interface is
 * given as one jar.
 */
public final class FlinkCluster implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What Flink's own scripts start its processes with. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.net",
          "java.base/java.io",
          "java.base/java.nio",
          "java.base/java.text",
          "java.base/java.time",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/java.util.concurrent.locks",
          "java.base/sun.nio.ch",
          "java.base/sun.net.util");

  private final ClusterClassPath classPath = ClusterClassPath.ofThisProcess();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder;
  private final Configuration settings;
  private final int restPort;
  private final List<ChildJvm> taskManagers = new ArrayList<>();
  private ChildJvm jobManager;
  private JobID job;
  private int started;

  private FlinkCluster(Path folder, Configuration settings, int restPort) {
    this.folder = folder;
    this.settings = settings;
    this.restPort = restPort;
  }

  /** Starts a JobManager and some TaskManagers. */
  public static FlinkCluster start(Path folder, int taskManagers) throws IOException {
    Files.createDirectories(folder);
    int restPort = Ports.free();
    Configuration settings = settings(folder, restPort);
    Files.writeString(
        folder.resolve("config.yaml"),
        new TreeMap<>(settings.toMap())
            .entrySet().stream()
                .map(setting -> setting.getKey() + ": \"" + setting.getValue() + "\"\n")
                .collect(Collectors.joining()));
    FlinkCluster cluster = new FlinkCluster(folder, settings, restPort);
    cluster.startJobManager();
    for (int i = 0; i < taskManagers; i++) {
      cluster.startTaskManager();
    }
    return cluster;
  }

  private static Configuration settings(Path folder, int restPort) {
    return Configuration.fromMap(
        Map.ofEntries(
            Map.entry("jobmanager.rpc.address", "127.0.0.1"),
            Map.entry("jobmanager.bind-host", "127.0.0.1"),
            Map.entry("jobmanager.rpc.port", Integer.toString(Ports.free())),
            Map.entry("rest.address", "127.0.0.1"),
            Map.entry("rest.bind-address", "127.0.0.1"),
            Map.entry("rest.port", Integer.toString(restPort)),
            Map.entry("taskmanager.host", "127.0.0.1"),
            Map.entry("taskmanager.bind-host", "127.0.0.1"),
            Map.entry("taskmanager.numberOfTaskSlots", "1"),
            // What Flink's scripts work out of the size of the process.
            Map.entry("taskmanager.cpu.cores", "1"),
            Map.entry("taskmanager.memory.framework.heap.size", "128m"),
            Map.entry("taskmanager.memory.framework.off-heap.size", "128m"),
            Map.entry("taskmanager.memory.jvm-metaspace.size", "256m"),
            Map.entry("taskmanager.memory.jvm-overhead.min", "192m"),
            Map.entry("taskmanager.memory.jvm-overhead.max", "192m"),
            Map.entry("taskmanager.memory.task.heap.size", "320m"),
            Map.entry("taskmanager.memory.task.off-heap.size", "0m"),
            Map.entry("taskmanager.memory.managed.size", "16m"),
            Map.entry("taskmanager.memory.network.min", "128m"),
            Map.entry("taskmanager.memory.network.max", "128m"),
            // A process that answers nothing for so long counts as gone.
            Map.entry("heartbeat.interval", "1 s"),
            Map.entry("heartbeat.timeout", "8 s"),
            Map.entry("slot.idle.timeout", "5 s"),
            Map.entry("io.tmp.dirs", folder.resolve("tmp").toString()),
            Map.entry("execution.checkpointing.interval", "2 s"),
            Map.entry("execution.checkpointing.timeout", "60 s"),
            Map.entry("execution.checkpointing.tolerable-failed-checkpoints", "100"),
            Map.entry("execution.checkpointing.dir", checkpoints(folder).toUri().toString()),
            Map.entry(
                "execution.checkpointing.externalized-checkpoint-retention",
                "RETAIN_ON_CANCELLATION"),
            Map.entry("restart-strategy.type", "fixed-delay"),
            Map.entry("restart-strategy.fixed-delay.attempts", "2147483647"),
            Map.entry("restart-strategy.fixed-delay.delay", "1 s")));
  }

  private static Path checkpoints(Path folder) {
    return folder.resolve("checkpoints");
  }

  public void startJobManager() throws IOException {
    jobManager = start(FlinkServer.JOB_MANAGER, "-Xmx384m", List.of());
    await("a JobManager that answers", () -> !ask("/overview").isMissingNode());
  }

  public void startTaskManager() throws IOException {
    taskManagers.add(start(FlinkServer.TASK_MANAGER, "-Xmx448m", List.of()));
  }

  private ChildJvm start(String part, String heap, List<String> more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(part, "--configDir", folder.toString()));
    arguments.addAll(more);
    started++;
    Path log = folder.resolve(part + "-" + started + ".log");
    List<String> flags = new ArrayList<>();
    flags.add(heap);
    // Processes come and go: what the better compiler costs at every start would not pay off.
    flags.add("-XX:TieredStopAtLevel=1");
    flags.add("-XX:+UseSerialGC");
    flags.add("-Dtrustlift.log=" + log);
    OPENED.forEach(opened -> flags.add("--add-opens=" + opened + "=ALL-UNNAMED"));
    return ChildJvm.start(classPath.ofProcesses(), FlinkServer.class, flags, arguments, log);
  }

  public ChildJvm jobManager() {
    return jobManager;
  }

  /** The TaskManagers that were not killed, in the order of their start. */
  public List<ChildJvm> taskManagers() {
    return taskManagers;
  }

  /** Kills a TaskManager as a crash would. */
  public void killTaskManager(int index) {
    taskManagers.remove(index).kill();
  }

  /**
   * Submits the job by its main class, as soon as there is a slot for each subtask.
   *
   * @param from checkpoint or savepoint that it goes on from; null for none
   */
  public void submit(Path jobConfig, int parallelism, String from) throws IOException {
    awaitSlots(parallelism);
    List<String> arguments =
        new ArrayList<>(List.of("run", "-d", "-p", Integer.toString(parallelism)));
    if (from != null) {
      arguments.addAll(List.of("-s", from));
    }
    arguments.addAll(List.of("-c", AttributionJob.class.getName()));
    classPath.urls().forEach(url -> arguments.addAll(List.of("-C", url.toString())));
    arguments.addAll(List.of(classPath.jobJar().toString(), jobConfig.toString()));
    List<String> before = jobs();
    try (ChildJvm client = start(FlinkServer.CLIENT, "-Xmx256m", arguments)) {
      client.awaitEnd(PATIENCE);
      if (client.isAlive() || client.exitValue() != 0) {
        throw new IllegalStateException(
            "The job was not taken:\n" + String.join("\n", client.lastLines()));
      }
    }
    List<String> now = new ArrayList<>(jobs());
    now.removeAll(before);
    job = JobID.fromHexString(now.get(0));
  }

  /**
   * Submits a jar by way of the REST interface, as soon as there is a slot for each subtask. The
   * main class is the one that its manifest names.
   */
  public void submitJar(Path jar, Path jobConfig, int parallelism) throws IOException {
    awaitSlots(parallelism);
    JobSubmission rest = new JobSubmission(http, URI.create("http://127.0.0.1:" + restPort));
    job = JobID.fromHexString(rest.run(rest.upload(jar), jobConfig, parallelism));
  }

  /**
   * Waits for the job to end.
   *
   * @return the state that it ended in, as Flink names it
   */
  public String awaitEnd() {
    JsonNode[] ended = new JsonNode[1];
    await(
        "the end of the job",
        () -> {
          ended[0] = ask("/jobs/" + job).path("state");
          return !ended[0].isMissingNode()
              && JobStatus.valueOf(ended[0].asText()).isGloballyTerminalState();
        });
    return ended[0].asText();
  }

  private void awaitSlots(int slots) {
    await("slots for " + slots, () -> ask("/overview").path("slots-available").asInt() >= slots);
  }

  private List<String> jobs() {
    List<String> ids = new ArrayList<>();
    ask("/jobs").path("jobs").forEach(one -> ids.add(one.path("id").asText()));
    return ids;
  }

  /** Stops the job with a savepoint and tells where that is. */
  public String stop() throws Exception {
    try (RestClusterClient<StandaloneClusterId> client =
        new RestClusterClient<>(settings, StandaloneClusterId.getInstance())) {
      return client
          .stopWithSavepoint(
              job,
              false,
              checkpoints(folder).resolve("savepoints").toUri().toString(),
              SavepointFormatType.CANONICAL)
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** The checkpoint that a new cluster goes on from. */
  public String latestCheckpoint() throws IOException {
    return LatestCheckpoint.in(checkpoints(folder)).orElseThrow().toUri().toString();
  }

  /**
   * Waits for a checkpoint that was begun after now: all tasks run then, and all that they had been
   * given before stands in the tables.
   *
   * @return when it was complete, epoch milliseconds
   */
  public long awaitCheckpoint() {
    long now = System.currentTimeMillis();
    long[] completed = new long[1];
    await(
        "a checkpoint",
        () -> {
          JsonNode latest = ask("/jobs/" + job + "/checkpoints").path("latest").path("completed");
          completed[0] = latest.path("latest_ack_timestamp").asLong();
          return latest.path("trigger_timestamp").asLong() > now;
        });
    return completed[0];
  }

  /** How often the job went on from a checkpoint since it was submitted, that one included. */
  public long restored() {
    return ask("/jobs/" + job + "/checkpoints").path("counts").path("restored").asLong();
  }

  /** What the JobManager says; missing where it says nothing. */
  private JsonNode ask(String path) {
    try {
      HttpResponse<byte[]> answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + restPort + path))
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.missingNode();
    } catch (IOException notYet) {
      return JSON.missingNode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void await(String what, BooleanSupplier condition) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(
            () -> {
              requireAlive(jobManager);
              for (ChildJvm taskManager : taskManagers) {
                requireAlive(taskManager);
              }
              return condition.getAsBoolean();
            });
  }

  /** Nobody but the faults may end a process. */
  private static void requireAlive(ChildJvm process) throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "A process of Flink's is gone; its last words:\n"
              + String.join("\n", process.lastLines()));
    }
  }

  @Override
  public void close() {
    taskManagers.forEach(ChildJvm::kill);
    jobManager.kill();
  }
}

package io.trustlift.local.flink;

import io.trustlift.attribution.AttributionJob;
import io.trustlift.attribution.JobConfig;
import io.trustlift.attribution.operator.ErasureLedger;
import io.trustlift.local.process.Ports;
import io.trustlift.local.process.StartException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster in this process, bound to 127.0.0.1, for one job at a time. */
public final class LocalFlink implements AutoCloseable {

  /**
   * How it runs.
   *
   * @param parallelism of the job
   * @param webPort of the web page; 0 for a free one
   * @param checkpoints folder for checkpoints and savepoints
   * @param checkpointInterval time from one checkpoint to the next
   * @param restarts how often a job that failed is started again from its last checkpoint before it
   *     is given up
   */
  public record Options(
      int parallelism, int webPort, Path checkpoints, Duration checkpointInterval, int restarts) {}

  private static final Duration RESTART_DELAY = Duration.ofSeconds(1);

  private final MiniCluster cluster;
  private final Options options;

  private LocalFlink(MiniCluster cluster, Options options) {
    this.cluster = cluster;
    this.options = options;
  }

  /**
   * Starts the cluster.
   *
   * @throws StartException with the reason
   */
  public static LocalFlink start(Options options) {
    Configuration settings = new Configuration();
    settings.set(JobManagerOptions.ADDRESS, "127.0.0.1");
    settings.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
    settings.set(TaskManagerOptions.HOST, "127.0.0.1");
    settings.set(TaskManagerOptions.BIND_HOST, "127.0.0.1");
    settings.set(RestOptions.ADDRESS, "127.0.0.1");
    settings.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    int webPort = Ports.wantedOrFree(options.webPort(), "Flink's web page");
    settings.set(RestOptions.BIND_PORT, Integer.toString(webPort));
    settings.set(RestOptions.PORT, webPort);
    // The page is for looking: no page of another origin may talk to it, and nobody may send it
    // code.
    settings.set(WebOptions.SUBMIT_ENABLE, false);
    settings.set(WebOptions.CANCEL_ENABLE, false);
    settings.set(WebOptions.RESCALE_ENABLE, false);
    settings.set(WebOptions.ACCESS_CONTROL_ALLOW_ORIGIN, "http://127.0.0.1:" + webPort);
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(256));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(256));
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(options.parallelism())
                .build());
    try {
      cluster.start();
    } catch (Exception e) {
      throw new StartException("Flink cannot be started: " + e.getMessage(), e);
    }
    return new LocalFlink(cluster, options);
  }

  /** The web page. */
  public String webUrl() {
    return get(cluster.getRestAddress()).toString();
  }

  /** Starts the job from the beginning of its input. */
  public JobID submit(JobConfig config) {
    return submit(config, ErasureLedger.EMPTY);
  }

  /** The same, with the erasures that are known at the start. */
  public JobID submit(JobConfig config, ErasureLedger ledger) {
    return submit(config, ledger, SavepointRestoreSettings.none());
  }

  /** Starts the job from a checkpoint or savepoint. */
  public JobID restore(JobConfig config, String checkpoint) {
    return restore(config, ErasureLedger.EMPTY, checkpoint);
  }

  /** The same, with the erasures that are known at the start. */
  public JobID restore(JobConfig config, ErasureLedger ledger, String checkpoint) {
    return submit(config, ledger, SavepointRestoreSettings.forPath(checkpoint, false));
  }

  /** Starts any job of bounded input, with the checkpoints and restarts of every other. */
  public JobID submitBounded(Consumer<StreamExecutionEnvironment> job) {
    return submit(true, job, SavepointRestoreSettings.none());
  }

  private JobID submit(JobConfig config, ErasureLedger ledger, SavepointRestoreSettings from) {
    return submit(config.bounded(), env -> AttributionJob.define(env, config, ledger), from);
  }

  private JobID submit(
      boolean bounded, Consumer<StreamExecutionEnvironment> job, SavepointRestoreSettings from) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(jobSettings(bounded));
    env.setParallelism(options.parallelism());
    job.accept(env);
    JobGraph graph = env.getStreamGraph().getJobGraph();
    graph.setSavepointRestoreSettings(from);
    return get(cluster.submitJob(graph)).getJobID();
  }

  private Configuration jobSettings(boolean bounded) {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.NAME, "trustlift");
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, options.checkpointInterval());
    settings.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, options.checkpoints().toUri().toString());
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    // At the end of bounded input every sink has written what it holds: a last checkpoint would
    // only be waited for.
    settings.set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, !bounded);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, options.restarts());
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, RESTART_DELAY);
    return settings;
  }

  /** Whether the job is past its beginnings, and not between a failure and its restart. */
  public boolean isRunning(JobID job) {
    return get(cluster.getJobStatus(job)) == JobStatus.RUNNING;
  }

  /** Waits for the end of a bounded job. */
  public JobResult await(JobID job) {
    return get(cluster.requestJobResult(job));
  }

  /** Takes a checkpoint now and tells where it is. */
  public String checkpoint(JobID job) {
    return get(cluster.triggerCheckpoint(job));
  }

  /** Takes a savepoint, ends the job, and tells where the savepoint is. */
  public String stop(JobID job) {
    return get(
        cluster.stopWithSavepoint(
            job,
            options.checkpoints().resolve("savepoints").toUri().toString(),
            false,
            SavepointFormatType.CANONICAL));
  }

  /** Ends the job where it stands. */
  public void cancel(JobID job) {
    get(cluster.cancelJob(job));
    get(cluster.requestJobResult(job));
  }

  private static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Flink said: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Waiting for Flink was interrupted", e);
    }
  }

  @Override
  public void close() {
    get(cluster.closeAsync());
  }
}

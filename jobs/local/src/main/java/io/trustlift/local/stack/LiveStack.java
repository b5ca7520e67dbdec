package io.trustlift.local.stack;

import io.trustlift.adapters.SourceFormats;
import io.trustlift.attribution.JobConfig;
import io.trustlift.attribution.operator.ErasureLedger;
import io.trustlift.clickhouse.Erasures;
import io.trustlift.clickhouse.Migrations;
import io.trustlift.local.clickhouse.ClickHouseProcess;
import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.flink.LatestCheckpoint;
import io.trustlift.local.flink.LocalFlink;
import io.trustlift.local.kafka.KafkaProcess;
import io.trustlift.local.kafka.TickProducer;
import io.trustlift.local.kafka.Topics;
import io.trustlift.local.process.Polling;
import io.trustlift.local.process.StartException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.common.record.TimestampType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stack as a service: the job on live topics, from its last checkpoint on, until it is told to
 * stop.
 */
public final class LiveStack implements AutoCloseable {

  /**
   * How it runs.
   *
   * @param kafkaPort 0 for a free one, as the others
   * @param partitions of topics that are not there yet
   * @param formats what the records of viewers and orders look like
   * @param grafana to show it; empty for none
   */
  public record Options(
      int kafkaPort,
      int clickHousePort,
      int webPort,
      int parallelism,
      int partitions,
      SourceFormats formats,
      Optional<GrafanaProcess.Options> grafana) {}

  /** Begins the line in which the process says why it did not start. */
  public static final String FAILURE = "The stack did not come up: ";

  private static final Logger LOG = LoggerFactory.getLogger(LiveStack.class);

  /** From one checkpoint to the next. */
  public static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  private static final Duration JOB_PATIENCE = Duration.ofMinutes(2);

  private final DataLayout data;
  private final ClickHouseProcess clickHouse;
  private final KafkaProcess kafka;
  private final TickProducer ticks;
  private final LiftTermsKeeper liftTerms;
  private final LocalFlink flink;
  private final JobID job;
  private final Optional<GrafanaProcess> grafana;

  private LiveStack(
      DataLayout data,
      ClickHouseProcess clickHouse,
      KafkaProcess kafka,
      TickProducer ticks,
      LiftTermsKeeper liftTerms,
      LocalFlink flink,
      JobID job,
      Optional<GrafanaProcess> grafana) {
    this.data = data;
    this.clickHouse = clickHouse;
    this.kafka = kafka;
    this.ticks = ticks;
    this.liftTerms = liftTerms;
    this.flink = flink;
    this.job = job;
    this.grafana = grafana;
  }

  /** Starts everything; what was started is stopped again when a later part does not start. */
  public static LiveStack start(Path home, DataLayout data, Options options, Console console)
      throws Exception {
    data.create();
    Undo undo = new Undo();
    try {
      ClickHouseProcess clickHouse =
          undo.with(
              ClickHouseProcess.start(
                  home, data.clickHouse(), options.clickHousePort(), console::line));
      if (data.contents() == DataLayout.Contents.BATCH) {
        throw new StartException(
            "The tables in "
                + data.root()
                + " are those of a run over files: give another folder with --data, or delete this one.");
      }
      data.checkViewerIds(ViewerIdSecrets.ofEnvironment());
      data.setViewerIds(ViewerIdSecrets.ofEnvironment());
      ErasureLedger ledger;
      try (Connection connection = clickHouse.url().connect()) {
        Migrations.ofClassPath().apply(connection);
        ledger = ErasureLedger.of(Erasures.read(connection));
      }
      KafkaProcess kafka =
          undo.with(KafkaProcess.start(data.kafka(), options.kafkaPort(), data.log("kafka")));
      Topics.create(kafka.bootstrapServers(), options.partitions(), TimestampType.LOG_APPEND_TIME);
      Erasure.sendWaiting(data, kafka.bootstrapServers());
      TickProducer ticks = undo.with(TickProducer.start(kafka.bootstrapServers()));
      LiftTermsKeeper liftTerms = undo.with(LiftTermsKeeper.start(clickHouse.url()));
      LocalFlink flink =
          undo.with(
              LocalFlink.start(
                  new LocalFlink.Options(
                      options.parallelism(),
                      options.webPort(),
                      data.checkpoints(),
                      CHECKPOINT_INTERVAL,
                      Integer.MAX_VALUE)));
      JobID job = submit(flink, config(kafka, clickHouse, options.formats()), ledger, data);
      if (!Polling.until(JOB_PATIENCE, () -> flink.isRunning(job))) {
        throw new StartException(
            "The job does not run after " + JOB_PATIENCE.toMinutes() + " minutes.");
      }
      Optional<GrafanaProcess> grafana = Optional.empty();
      if (options.grafana().isPresent()) {
        grafana =
            Optional.of(
                undo.with(
                    GrafanaProcess.start(options.grafana().get(), home, data, clickHouse.port())));
      }
      LiveStack stack =
          new LiveStack(data, clickHouse, kafka, ticks, liftTerms, flink, job, grafana);
      data.setContents(DataLayout.Contents.LIVE);
      stack.describe().write(data);
      return stack;
    } catch (Exception e) {
      undo.run();
      throw e;
    }
  }

  private static JobID submit(
      LocalFlink flink, JobConfig config, ErasureLedger ledger, DataLayout data)
      throws IOException {
    Optional<Path> latest = LatestCheckpoint.in(data.checkpoints());
    if (latest.isEmpty()) {
      return flink.submit(config, ledger);
    }
    LOG.info("going on from {}", latest.get());
    return flink.restore(config, ledger, latest.get().toUri().toString());
  }

  private static JobConfig config(
      KafkaProcess kafka, ClickHouseProcess clickHouse, SourceFormats formats) {
    return JobConfig.defaults(
        kafka.bootstrapServers(),
        clickHouse.url(),
        false,
        formats,
        ViewerIdSecrets.ofEnvironment());
  }

  /** Where it can be reached. */
  public StackFile describe() {
    return StackFile.ofThisProcess(
        clickHouse.port(),
        kafka.bootstrapServers(),
        flink.webUrl(),
        grafana.map(GrafanaProcess::url).orElse(""));
  }

  /**
   * Stops the job with a savepoint, from which the next start goes on, and then everything else.
   */
  @Override
  public void close() throws IOException {
    StackFile.remove(data);
    grafana.ifPresent(GrafanaProcess::close);
    try {
      LOG.info("stopped at {}", flink.stop(job));
    } catch (RuntimeException e) {
      LOG.warn("No savepoint could be taken: the next start goes on from the last checkpoint", e);
    }
    flink.close();
    liftTerms.close();
    ticks.close();
    kafka.close();
    clickHouse.close();
  }

  /**
   * The process that holds the stack.
   *
   * @param arguments the data folder, then the options in the order of {@link Options}; of a
   *     Grafana its folder and its port
   */
  public static void main(String[] arguments) throws Exception {
    DataLayout data = new DataLayout(Path.of(arguments[0]));
    Options options =
        new Options(
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            Integer.parseInt(arguments[4]),
            Integer.parseInt(arguments[5]),
            SourceFormats.of(arguments[6]),
            arguments.length < 9
                ? Optional.empty()
                : Optional.of(
                    GrafanaProcess.Options.of(
                        Path.of(arguments[7]), Integer.parseInt(arguments[8]), System.getenv())));
    Path home = EngineLibrary.findHome();
    try {
      LiveStack stack = start(home, data, options, Console.standard());
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack, stopped), "stop"));
      stopped.await();
    } catch (Exception e) {
      LOG.error("The stack does not start", e);
      System.err.println(FAILURE + e.getMessage());
      System.exit(1);
    }
  }

  private static void stop(LiveStack stack, CountDownLatch stopped) {
    try {
      stack.close();
    } catch (IOException e) {
      LOG.warn("The stack did not stop cleanly", e);
    } finally {
      stopped.countDown();
    }
  }
}

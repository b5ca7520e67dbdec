package io.trustlift.local.stack;

import io.trustlift.adapters.SourceFormats;
import io.trustlift.attribution.JobConfig;
import io.trustlift.attribution.ViewerIdSecret;
import io.trustlift.attribution.operator.ErasureLedger;
import io.trustlift.clickhouse.ClickHouseUrl;
import io.trustlift.clickhouse.Erasures;
import io.trustlift.clickhouse.LiftTerms;
import io.trustlift.clickhouse.Migrations;
import io.trustlift.local.flink.LocalFlink;
import io.trustlift.local.kafka.InputFolder;
import io.trustlift.local.kafka.KafkaProcess;
import io.trustlift.local.kafka.TopicLoader;
import io.trustlift.local.kafka.Topics;
import io.trustlift.local.process.Ports;
import io.trustlift.local.process.StartException;
import io.trustlift.model.Parameters;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.Topic;
import io.trustlift.model.ViewerHash;
import io.trustlift.model.json.EventParser;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.kafka.common.record.TimestampType;

/**
 * From the files of a folder through Kafka and the job into ClickHouse, until everything is
 * processed.
 */
public final class Batch {

  /**
   * How a batch runs.
   *
   * @param partitions of every topic
   * @param webPort of Flink's web page; 0 for a free one
   * @param sumLiftTerms whether to sum up the terms of lift at the end, which makes wide ranges
   *     fast; answers are the same without
   * @param formats what the records of viewers and orders look like
   */
  public record Options(
      int parallelism, int partitions, int webPort, boolean sumLiftTerms, SourceFormats formats) {

    /** A batch of records of the contract. */
    public Options(int parallelism, int partitions, int webPort, boolean sumLiftTerms) {
      this(parallelism, partitions, webPort, sumLiftTerms, SourceFormats.CONTRACT);
    }

    /** The same over records that look otherwise. */
    public Options of(SourceFormats otherFormats) {
      return new Options(parallelism, partitions, webPort, sumLiftTerms, otherFormats);
    }

    /** The same, without summing up the terms of lift: for many short ranges over many days. */
    public Options withoutLiftTerms() {
      return new Options(parallelism, partitions, webPort, false, formats);
    }
  }

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(20);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final int RESTARTS = 2;
  private static final String LEDGER = "erasures_versions";

  private Batch() {}

  /**
   * Replaces the tables by those of the input.
   *
   * @return what became of the records
   * @throws StartException when a part cannot be started or the job fails, with the reason
   */
  public static EventCounts run(
      InputFolder input,
      DataLayout data,
      ClickHouseUrl clickHouse,
      Options options,
      Console console)
      throws IOException {
    check(data, options);
    Optional<Path> rateFile = input.exchangeRates();
    FxRates rates = rateFile.isPresent() ? FxRates.read(rateFile.get()) : null;
    ViewerIdSecret secret = ViewerIdSecrets.ofEnvironment();
    checkLedger(data, clickHouse, secret);
    data.setContents(DataLayout.Contents.INCOMPLETE);
    data.setViewerIds(secret);
    DataLayout.delete(data.batchKafka());
    DataLayout.delete(data.batchCheckpoints());
    emptyTables(clickHouse, rates);
    try (KafkaProcess kafka = KafkaProcess.start(data.batchKafka(), 0, data.log("kafka"))) {
      Topics.create(kafka.bootstrapServers(), options.partitions(), TimestampType.CREATE_TIME);
      long records;
      try (Console.Progress progress = console.progress("Into Kafka", input.bytes(), "bytes")) {
        records =
            TopicLoader.load(input, kafka.bootstrapServers(), progress::at).values().stream()
                .mapToLong(Long::longValue)
                .sum();
      }
      ErasureLedger ledger = ledger(input, clickHouse, secret);
      EventCounts counts = process(records, kafka, ledger, data, clickHouse, options, console);
      if (!counts.addUp() || counts.read() != records) {
        throw new StartException(
            "The accounting does not add up: " + records + " records sent, but " + counts);
      }
      data.setContents(DataLayout.Contents.BATCH);
      return counts;
    } finally {
      DataLayout.delete(data.batchKafka());
      DataLayout.delete(data.batchCheckpoints());
    }
  }

  /**
   * What can be known before anything is replaced.
   *
   * @throws StartException when the tables are not a batch's to replace, or a port is taken
   */
  public static void check(DataLayout data, Options options) throws IOException {
    ViewerIdSecrets.ofEnvironment();
    if (data.contents() == DataLayout.Contents.LIVE) {
      throw new StartException(
          "The tables in "
              + data.root()
              + " are those of a live stack, which files cannot bring back: give another folder with --data.");
    }
    Ports.wantedOrFree(options.webPort(), "Flink's web page");
  }

  /**
   * Whom the ledger forbids has to be recognised.
   *
   * @throws StartException when viewer ids will not stand as they do in the ledger
   */
  private static void checkLedger(DataLayout data, ClickHouseUrl clickHouse, ViewerIdSecret secret)
      throws IOException {
    if (data.areViewerIdsBy(secret)) {
      return;
    }
    try (Connection connection = clickHouse.connect();
        Statement statement = connection.createStatement()) {
      if (loadedTables(statement, "trust").contains(LEDGER)
          || loadedTables(statement, "kept").contains(LEDGER)) {
        data.checkViewerIds(secret);
      }
    } catch (SQLException e) {
      throw new StartException(
          "ClickHouse (" + clickHouse + ") does not answer: see its log, and start again.", e);
    }
  }

  /**
   * Who was erased before or is in this input: all is known before the first event, so that no row
   * depends on which topic is read faster.
   */
  private static ErasureLedger ledger(
      InputFolder input, ClickHouseUrl clickHouse, ViewerIdSecret secret) throws IOException {
    Map<String, Long> erasedAt;
    try (Connection connection = clickHouse.connect()) {
      erasedAt = Erasures.read(connection);
    } catch (SQLException e) {
      throw new StartException("The ledger of erasures cannot be read: " + e.getMessage(), e);
    }
    EventParser parser = new EventParser();
    long latest = System.currentTimeMillis() + Parameters.MAX_AHEAD;
    input.forEach(
        Topic.ERASURES,
        value -> {
          if (parser.parse(Topic.ERASURES, value) instanceof ParsedRecord.Valid valid
              && valid.event().eventTime() <= latest) {
            String hash = ViewerHash.of(secret.apply(valid.event().key()));
            erasedAt.merge(hash, valid.event().eventTime(), Math::max);
          }
        });
    return ErasureLedger.complete(erasedAt);
  }

  private static void emptyTables(ClickHouseUrl clickHouse, FxRates rates) {
    try (Connection connection = clickHouse.connect();
        Statement statement = connection.createStatement()) {
      List<String> kept = setAside(statement);
      statement.execute("DROP DATABASE IF EXISTS trust SYNC");
      Migrations.ofClassPath().apply(connection);
      for (String table : kept) {
        statement.execute("INSERT INTO trust.%1$s SELECT * FROM kept.%1$s".formatted(table));
      }
      statement.execute("DROP DATABASE IF EXISTS kept SYNC");
      if (rates != null) {
        rates.load(connection, null);
      }
    } catch (SQLException e) {
      throw new StartException(
          "ClickHouse (" + clickHouse + ") does not answer: see its log, and start again.", e);
    }
  }

  /**
   * Copies what a person has loaded, and no input brings back, out of the way of the new tables.
   *
   * @return names of the tables that are now in the database {@code kept}
   */
  private static List<String> setAside(Statement statement) throws SQLException {
    // What a run that broke off has left there is the only copy, unless the tables are back.
    statement.execute("CREATE DATABASE IF NOT EXISTS kept");
    for (String table : loadedTables(statement, "trust")) {
      statement.execute("DROP TABLE IF EXISTS kept.%s SYNC".formatted(table));
      statement.execute(
          "CREATE TABLE kept.%1$s ENGINE = MergeTree ORDER BY tuple() AS SELECT * FROM trust.%1$s"
              .formatted(table));
    }
    return loadedTables(statement, "kept");
  }

  private static List<String> loadedTables(Statement statement, String database)
      throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet found =
        statement.executeQuery(
            "SELECT name FROM system.tables WHERE database = '%s'".formatted(database)
                + " AND name IN ('fx_rates_versions', 'settings_versions', 'erasures_versions') AND total_rows > 0")) {
      while (found.next()) {
        tables.add(found.getString(1));
      }
    }
    return tables;
  }

  private static EventCounts process(
      long records,
      KafkaProcess kafka,
      ErasureLedger ledger,
      DataLayout data,
      ClickHouseUrl clickHouse,
      Options options,
      Console console) {
    LocalFlink.Options flinkOptions =
        new LocalFlink.Options(
            options.parallelism(),
            options.webPort(),
            data.batchCheckpoints(),
            CHECKPOINT_INTERVAL,
            RESTARTS);
    try (LocalFlink flink = LocalFlink.start(flinkOptions);
        Connection connection = clickHouse.connect();
        Console.Progress progress = console.progress("Through the job", records, "records")) {
      JobID job = flink.submit(config(kafka, clickHouse, options.formats()), ledger);
      CompletableFuture<JobResult> end = CompletableFuture.supplyAsync(() -> flink.await(job));
      while (!ends(end)) {
        progress.at(EventCounts.of(connection).read());
      }
      requireSuccess(end.join());
      EventCounts counts = EventCounts.of(connection);
      progress.at(counts.read());
      if (options.sumLiftTerms()) {
        LiftTerms.refresh(connection, Duration.ZERO);
      }
      return counts;
    } catch (SQLException e) {
      throw new StartException(
          "ClickHouse (" + clickHouse + ") does not answer any more: see its log, and start again.",
          e);
    }
  }

  private static JobConfig config(
      KafkaProcess kafka, ClickHouseUrl clickHouse, SourceFormats formats) {
    return JobConfig.defaults(
        kafka.bootstrapServers(), clickHouse, true, formats, ViewerIdSecrets.ofEnvironment());
  }

  private static boolean ends(CompletableFuture<JobResult> end) {
    try {
      end.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    } catch (ExecutionException e) {
      throw new StartException("The job broke off: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("Waiting for the job was interrupted.", e);
    }
  }

  private static void requireSuccess(JobResult result) {
    result
        .getSerializedThrowable()
        .ifPresent(
            failure -> {
              throw new StartException("The job failed: " + rootCause(failure), failure);
            });
  }

  private static String rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage();
  }
}

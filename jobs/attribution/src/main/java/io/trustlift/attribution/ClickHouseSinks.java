package io.trustlift.attribution;

import io.trustlift.attribution.sink.ClickHouseSink;
import io.trustlift.clickhouse.ClickHouseUrl;
import io.trustlift.clickhouse.RowWriter;
import io.trustlift.clickhouse.RowWriters;
import io.trustlift.model.Rejected;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;

/**
 * The sinks into ClickHouse, over JDBC in batches. They write at least once; deterministic keys and
 * versions make that exact. A batch is sent when it is full, when it is old, and before every
 * checkpoint.
 */
final class ClickHouseSinks {

  /** Rows of rejected events hold whole records, which can be long. */
  private static final int REJECTED_ROWS = 200;

  /** How far a job has come is told by its counts, also where no other row is waited for. */
  private static final Duration COUNTS_INTERVAL = Duration.ofSeconds(2);

  private ClickHouseSinks() {}

  static Sinks of(ClickHouseUrl url, JobConfig.Batches batches, Sink<Rejected> deadLetters) {
    return new Sinks(
        sink(RowWriters.EXPOSURE_TIME, url, batches),
        sink(RowWriters.VISITS, url, batches),
        sink(RowWriters.OUTCOMES, url, batches),
        sink(RowWriters.REPLIES, url, batches),
        sink(RowWriters.DISPLAYS, url, batches),
        sink(RowWriters.SHOWS, url, batches),
        sink(RowWriters.EXPERIMENT_ASSIGNMENTS, url, batches),
        sink(RowWriters.EXPERIMENT_TRIGGERS, url, batches),
        sink(RowWriters.RATE_MONITOR, url, batches),
        sink(RowWriters.QUALITY, url, batches),
        sink(RowWriters.CREDENTIALS, url, batches),
        sink(RowWriters.EXPERIMENTS, url, batches),
        sink(RowWriters.SCHEDULE, url, batches),
        sink(RowWriters.ERASURES, url, batches),
        sink(RowWriters.REJECTED_EVENTS, url, batches.ofAtMost(REJECTED_ROWS)),
        sink(RowWriters.EVENT_COUNTS, url, batches.sentWithin(COUNTS_INTERVAL)),
        deadLetters);
  }

  private static <R> Sink<R> sink(
      RowWriter<R> writer, ClickHouseUrl url, JobConfig.Batches batches) {
    JdbcConnectionOptions.JdbcConnectionOptionsBuilder connection =
        new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
            .withDriverName(ClickHouseUrl.DRIVER)
            .withUrl(url.url());
    url.properties()
        .forEach((name, value) -> connection.withProperty((String) name, (String) value));
    return new ClickHouseSink<>(
        writer,
        connection.build(),
        JdbcExecutionOptions.builder()
            .withBatchSize(batches.rows())
            .withBatchIntervalMs(batches.interval().toMillis())
            .withMaxRetries(batches.retries())
            .build());
  }
}

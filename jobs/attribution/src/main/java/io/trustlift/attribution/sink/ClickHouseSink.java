package io.trustlift.attribution.sink;

import io.trustlift.clickhouse.RowWriter;
import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.apache.flink.connector.jdbc.datasource.connections.SimpleJdbcConnectionProvider;
import org.apache.flink.connector.jdbc.internal.JdbcOutputFormat;
import org.apache.flink.connector.jdbc.internal.JdbcOutputSerializer;
import org.apache.flink.connector.jdbc.internal.executor.JdbcBatchStatementExecutor;

/**
 * Rows of one table over the JDBC connector: in batches, each tried again after a growing pause,
 * and then the job fails with the reason, so that nothing is dropped. At least once: everything
 * that was taken, but for versions that a later one replaces, is sent before a checkpoint. It
 * differs from the connector's own sink in that its batches go in binary form and hold each row
 * once, see {@link LatestRows}, and are measured, see {@link SinkMeter}.
 *
 * @param <R> the row
 */
public final class ClickHouseSink<R> implements Sink<R> {

  private static final long serialVersionUID = 1L;

  private final RowWriter<R> rows;
  private final JdbcConnectionOptions connection;
  private final JdbcExecutionOptions batches;

  public ClickHouseSink(
      RowWriter<R> rows, JdbcConnectionOptions connection, JdbcExecutionOptions batches) {
    this.rows = rows;
    this.connection = connection;
    this.batches = batches;
  }

  /** Connects. */
  @Override
  public SinkWriter<R> createWriter(WriterInitContext context) throws IOException {
    SinkMeter meter = new SinkMeter(context.metricGroup());
    JdbcConnectionProvider connections = new SimpleJdbcConnectionProvider(connection);
    JdbcOutputFormat<R, R, JdbcBatchStatementExecutor<R>> output =
        new JdbcOutputFormat<>(connections, batches, () -> new LatestRows<>(rows, meter));
    // Rows are immutable: none has to be copied before it waits for its batch.
    output.open(JdbcOutputSerializer.of(context.createInputSerializer(), false));
    return new ClickHouseWriter<>(output, connections);
  }
}

package io.trustlift.attribution.sink;

import java.io.IOException;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.apache.flink.connector.jdbc.internal.JdbcOutputFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of one subtask on their way to a table.
 *
 * @param <R> the row
 * @param connections that {@code output} writes through
 */
record ClickHouseWriter<R>(JdbcOutputFormat<R, R, ?> output, JdbcConnectionProvider connections)
    implements SinkWriter<R> {

  private static final Logger LOG = LoggerFactory.getLogger(ClickHouseWriter.class);

  @Override
  public void write(R row, Context context) throws IOException {
    output.writeRecord(row);
  }

  /** Before every checkpoint, and at the end. */
  @Override
  public void flush(boolean endOfInput) throws IOException {
    output.flush();
    output.checkFlushException();
  }

  /**
   * Never fails: to Flink an error while cleaning up is one of the whole TaskManager, which would
   * end with every other task on it. What could not be written by now is written again after the
   * recovery, since no checkpoint counts it.
   */
  @Override
  public void close() {
    try {
      output.close();
    } catch (RuntimeException e) {
      LOG.warn("Rows that no checkpoint counts could not be written at the end", e);
    } finally {
      // The output lets go of its connection only where all was written.
      connections.closeConnection();
    }
  }
}

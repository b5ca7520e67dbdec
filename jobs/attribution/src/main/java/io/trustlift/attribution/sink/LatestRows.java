package io.trustlift.attribution.sink;

import io.trustlift.clickhouse.RowInsert;
import io.trustlift.clickhouse.RowWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.connector.jdbc.internal.executor.JdbcBatchStatementExecutor;

/**
 * A batch that holds of every row the latest version only, since no reader would see the others,
 * and is measured when it is sent. It is kept until it has been sent, so that it can be tried
 * again.
 *
 * @param <R> the row
 */
final class LatestRows<R> implements JdbcBatchStatementExecutor<R> {

  /**
   * Sends a batch.
   *
   * @param <R> the row
   */
  @FunctionalInterface
  interface Send<R> {
    void send(Collection<R> rows) throws SQLException;
  }

  /**
   * Makes a connection ready.
   *
   * @param <R> the row
   */
  @FunctionalInterface
  interface Prepare<R> {
    Send<R> prepare(Connection connection) throws SQLException;
  }

  private final RowWriter<R> writer;
  private final Prepare<R> prepare;
  private final SinkMeter meter;
  private final Map<Object, R> rows = new LinkedHashMap<>();
  private Send<R> table;

  LatestRows(RowWriter<R> writer, SinkMeter meter) {
    this(writer, connection -> RowInsert.prepare(connection, writer)::send, meter);
  }

  LatestRows(RowWriter<R> writer, Prepare<R> prepare, SinkMeter meter) {
    this.writer = writer;
    this.prepare = prepare;
    this.meter = meter;
  }

  @Override
  public void prepareStatements(Connection connection) throws SQLException {
    table = prepare.prepare(connection);
  }

  @Override
  public void addToBatch(R row) {
    rows.merge(
        writer.key(row),
        row,
        (earlier, later) -> writer.isNoOlder(later, earlier) ? later : earlier);
  }

  @Override
  public void executeBatch() throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    long begun = System.nanoTime();
    try {
      table.send(new ArrayList<>(rows.values()));
    } catch (SQLException e) {
      meter.failed();
      throw e;
    }
    meter.sent(rows.size(), Duration.ofNanos(System.nanoTime() - begun));
    rows.clear();
  }

  @Override
  public void closeStatements() {
    table = null;
  }
}

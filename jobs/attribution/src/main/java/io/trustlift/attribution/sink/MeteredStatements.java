package io.trustlift.attribution.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.flink.connector.jdbc.internal.executor.JdbcBatchStatementExecutor;

/** Statements whose batches are measured; rows cost nothing more. */
final class MeteredStatements<R> implements JdbcBatchStatementExecutor<R> {

  private final JdbcBatchStatementExecutor<R> statements;
  private final SinkMeter meter;
  private int batch;

  MeteredStatements(JdbcBatchStatementExecutor<R> statements, SinkMeter meter) {
    this.statements = statements;
    this.meter = meter;
  }

  @Override
  public void prepareStatements(Connection connection) throws SQLException {
    statements.prepareStatements(connection);
  }

  @Override
  public void addToBatch(R row) throws SQLException {
    statements.addToBatch(row);
    batch++;
  }

  @Override
  public void executeBatch() throws SQLException {
    if (batch == 0) {
      return;
    }
    long begun = System.nanoTime();
    try {
      statements.executeBatch();
    } catch (SQLException e) {
      meter.failed();
      throw e;
    }
    meter.sent(batch, Duration.ofNanos(System.nanoTime() - begun));
    batch = 0;
  }

  @Override
  public void closeStatements() throws SQLException {
    statements.closeStatements();
  }
}

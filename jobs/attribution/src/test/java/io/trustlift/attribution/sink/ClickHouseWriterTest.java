package io.trustlift.attribution.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.apache.flink.connector.jdbc.internal.JdbcOutputFormat;
import org.apache.flink.connector.jdbc.internal.JdbcOutputSerializer;
import org.apache.flink.connector.jdbc.internal.executor.JdbcBatchStatementExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that is gone fails the task, by its flush, and not the process, by its close. */
class ClickHouseWriterTest {

  private final Connections connections = new Connections();
  private ClickHouseWriter<String> writer;

  @BeforeEach
  void writeARow() throws IOException {
    JdbcOutputFormat<String, String, JdbcBatchStatementExecutor<String>> output =
        new JdbcOutputFormat<>(
            connections,
            JdbcExecutionOptions.builder().withMaxRetries(0).withBatchIntervalMs(0).build(),
            NeverWrites::new);
    output.open(JdbcOutputSerializer.of(StringSerializer.INSTANCE, true));
    writer = new ClickHouseWriter<>(output, connections);
    writer.write("a row", null);
  }

  @Test
  void aFlushTellsOfTheFailure() {
    assertThatThrownBy(() -> writer.flush(false)).isInstanceOf(IOException.class);
  }

  @Test
  void closingDoesNotFailAndLetsGoOfTheConnection() {
    assertThatCode(writer::close).doesNotThrowAnyException();
    assertThat(connections.closed).isPositive();
  }

  private static final class NeverWrites implements JdbcBatchStatementExecutor<String> {
    @Override
    public void prepareStatements(Connection connection) {}

    @Override
    public void addToBatch(String row) {}

    @Override
    public void executeBatch() throws SQLException {
      throw new SQLException("gone");
    }

    @Override
    public void closeStatements() {}
  }

  private static final class Connections implements JdbcConnectionProvider {
    private int closed;

    @Override
    public Connection getConnection() {
      return (Connection)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {Connection.class},
              (connection, method, arguments) -> null);
    }

    @Override
    public boolean isConnectionValid() {
      return true;
    }

    @Override
    public Connection getOrEstablishConnection() {
      return getConnection();
    }

    @Override
    public void closeConnection() {
      closed++;
    }

    @Override
    public Connection reestablishConnection() {
      return getConnection();
    }
  }
}

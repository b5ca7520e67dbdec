package io.trustlift.attribution.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.jdbc.internal.executor.JdbcBatchStatementExecutor;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.MetricsGroupTestUtils;
import org.junit.jupiter.api.Test;

class MeteredStatementsTest {

  private final MetricListener metrics = new MetricListener();
  private final SinkWriterMetricGroup group =
      MetricsGroupTestUtils.mockWriterMetricGroup(metrics.getMetricGroup());
  private final FailsAtFirst table = new FailsAtFirst();
  private final MeteredStatements<String> statements =
      new MeteredStatements<>(table, new SinkMeter(group));

  @Test
  void aBatchThatIsTriedAgainCountsOnceAndItsFailureToo() throws SQLException {
    statements.addToBatch("a");
    statements.addToBatch("b");
    assertThatThrownBy(statements::executeBatch).isInstanceOf(SQLException.class);
    assertThat(group.getNumRecordsSendCounter().getCount()).isZero();
    statements.executeBatch();
    assertThat(table.rows).containsExactly("a", "b");
    assertThat(group.getNumRecordsSendCounter().getCount()).isEqualTo(2);
    assertThat(metrics.getCounter(SinkMeter.FAILURES).orElseThrow().getCount()).isEqualTo(1);
    assertThat(metrics.getHistogram(SinkMeter.LATENCY).orElseThrow().getCount()).isEqualTo(1);
  }

  @Test
  void nothingToSendIsNoBatch() throws SQLException {
    statements.executeBatch();
    assertThat(table.attempts).isZero();
    assertThat(metrics.getHistogram(SinkMeter.LATENCY).orElseThrow().getCount()).isZero();
  }

  /** Keeps its batch over a failure, as the connector's own do. */
  private static final class FailsAtFirst implements JdbcBatchStatementExecutor<String> {
    private final List<String> rows = new ArrayList<>();
    private int attempts;

    @Override
    public void prepareStatements(Connection connection) {}

    @Override
    public void addToBatch(String row) {
      rows.add(row);
    }

    @Override
    public void executeBatch() throws SQLException {
      attempts++;
      if (attempts == 1) {
        throw new SQLException("not now");
      }
    }

    @Override
    public void closeStatements() {}
  }
}

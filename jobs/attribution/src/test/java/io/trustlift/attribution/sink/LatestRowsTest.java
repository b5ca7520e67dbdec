package io.trustlift.attribution.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trustlift.clickhouse.RowWriters;
import io.trustlift.model.row.AssignmentRow;
import io.trustlift.model.row.EventCountRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.MetricsGroupTestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LatestRowsTest {

  private final MetricListener metrics = new MetricListener();
  private final SinkWriterMetricGroup group =
      MetricsGroupTestUtils.mockWriterMetricGroup(metrics.getMetricGroup());
  private final Table<EventCountRow> table = new Table<>();
  private final LatestRows<EventCountRow> batch =
      new LatestRows<>(RowWriters.EVENT_COUNTS, connection -> table::send, new SinkMeter(group));

  @BeforeEach
  void connect() throws SQLException {
    batch.prepareStatements(null);
  }

  @Test
  void ofEveryRowTheLatestVersionIsSent() throws SQLException {
    batch.addToBatch(count("a", 1));
    batch.addToBatch(count("b", 7));
    batch.addToBatch(count("a", 3));
    batch.executeBatch();
    assertThat(table.batches).containsExactly(List.of(count("a", 3), count("b", 7)));
    assertThat(group.getNumRecordsSendCounter().getCount()).isEqualTo(2);
  }

  @Test
  void anOlderVersionThatComesLaterIsNotSent() throws SQLException {
    Table<AssignmentRow> assignments = new Table<>();
    LatestRows<AssignmentRow> rows =
        new LatestRows<>(
            RowWriters.EXPERIMENT_ASSIGNMENTS,
            connection -> assignments::send,
            new SinkMeter(MetricsGroupTestUtils.mockWriterMetricGroup()));
    rows.prepareStatements(null);
    AssignmentRow earliest = new AssignmentRow("x", "v", "a", 5);
    rows.addToBatch(earliest);
    rows.addToBatch(new AssignmentRow("x", "v", "a", 9));
    rows.executeBatch();
    assertThat(assignments.batches).containsExactly(List.of(earliest));
  }

  @Test
  void aBatchThatFailedIsSentAgainWithWhatCameSince() throws SQLException {
    table.failures = 1;
    batch.addToBatch(count("a", 1));
    batch.addToBatch(count("b", 1));
    assertThatThrownBy(batch::executeBatch).isInstanceOf(SQLException.class);
    assertThat(group.getNumRecordsSendCounter().getCount()).isZero();
    batch.addToBatch(count("b", 2));
    batch.executeBatch();
    assertThat(table.batches).containsExactly(List.of(count("a", 1), count("b", 2)));
    assertThat(group.getNumRecordsSendCounter().getCount()).isEqualTo(2);
    assertThat(metrics.getCounter(SinkMeter.FAILURES).orElseThrow().getCount()).isEqualTo(1);
    assertThat(metrics.getHistogram(SinkMeter.LATENCY).orElseThrow().getCount()).isEqualTo(1);
  }

  @Test
  void whatWasSentIsNotSentAgain() throws SQLException {
    batch.addToBatch(count("a", 1));
    batch.executeBatch();
    batch.executeBatch();
    assertThat(table.batches).hasSize(1);
  }

  @Test
  void nothingToSendIsNoBatch() throws SQLException {
    batch.executeBatch();
    assertThat(table.batches).isEmpty();
    assertThat(metrics.getHistogram(SinkMeter.LATENCY).orElseThrow().getCount()).isZero();
  }

  private static EventCountRow count(String topic, long events) {
    return new EventCountRow(topic, 0, "read", "", events);
  }

  private static final class Table<R> {
    private final List<List<R>> batches = new ArrayList<>();
    private int failures;

    void send(Collection<R> rows) throws SQLException {
      if (failures > 0) {
        failures--;
        throw new SQLException("not now");
      }
      batches.add(List.copyOf(rows));
    }
  }
}

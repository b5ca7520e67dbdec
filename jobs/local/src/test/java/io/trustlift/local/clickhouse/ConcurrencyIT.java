package io.trustlift.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.clickhouse.RowInsert;
import io.trustlift.clickhouse.RowWriters;
import io.trustlift.model.row.EventCountRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two writers and four readers at once: nothing is lost, and no reader sees the state of another's
 * request.
 */
class ConcurrencyIT {

  @RegisterExtension static final EmbeddedClickHouse CLICKHOUSE = new EmbeddedClickHouse();

  private static final int WRITERS = 2;
  private static final int READERS = 4;
  private static final int BATCHES = 20;
  private static final int ROWS_PER_BATCH = 5_000;

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void writersAndReadersDoNotDisturbEachOther() throws Exception {
    AtomicInteger writing = new AtomicInteger(WRITERS);
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS);
    List<Future<Long>> writers = new ArrayList<>();
    List<Future<Long>> readers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      String topic = "topic-" + i;
      writers.add(threads.submit(() -> write(topic, writing)));
    }
    for (int i = 0; i < READERS; i++) {
      int number = i;
      readers.add(threads.submit((Callable<Long>) () -> read(number, writing)));
    }
    threads.shutdown();

    long written = 0;
    for (Future<Long> writer : writers) {
      written += writer.get();
    }
    for (Future<Long> reader : readers) {
      assertThat(reader.get()).as("reads of one reader").isPositive();
    }
    assertThat(CLICKHOUSE.column("SELECT count() FROM trust.event_counts"))
        .containsExactly(Long.toString(written));
    assertThat(written).isEqualTo((long) WRITERS * BATCHES * ROWS_PER_BATCH);
  }

  private static long write(String topic, AtomicInteger writing) throws SQLException {
    long written = 0;
    try (Connection connection = CLICKHOUSE.connect()) {
      RowInsert<EventCountRow> insert = RowInsert.prepare(connection, RowWriters.EVENT_COUNTS);
      for (int batch = 0; batch < BATCHES; batch++) {
        List<EventCountRow> rows = new ArrayList<>();
        for (int i = 0; i < ROWS_PER_BATCH; i++) {
          rows.add(new EventCountRow(topic, (written + i) * 60_000L, "used", "", 1));
        }
        insert.send(rows);
        written += rows.size();
      }
    } finally {
      writing.decrementAndGet();
    }
    return written;
  }

  private static long read(int number, AtomicInteger writing) throws SQLException {
    long reads = 0;
    try (Connection connection = CLICKHOUSE.connect();
        Statement statement = connection.createStatement()) {
      long before = 0;
      do {
        String sql =
            "SELECT count() AS c, getSetting('max_block_size') AS s FROM trust.event_counts SETTINGS max_block_size = "
                + (1_000 + number);
        try (ResultSet rows = statement.executeQuery(sql)) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getLong("c")).as("rows do not go away").isGreaterThanOrEqualTo(before);
          before = rows.getLong("c");
          assertThat(rows.getInt("s")).isEqualTo(1_000 + number);
        }
        reads++;
      } while (writing.get() > 0);
    }
    return reads;
  }
}

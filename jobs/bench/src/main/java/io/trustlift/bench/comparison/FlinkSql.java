package io.trustlift.bench.comparison;

import io.trustlift.local.flink.LocalFlink;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.config.AggregatePhaseStrategy;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.table.api.config.OptimizerConfigOptions;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/**
 * The question as one would write it in Flink SQL, over the same topics: stretches of visits by
 * LAG, displays by an interval join of show and hide, both met by another, and sums in mini-batches
 * of two phases. The numbers go into the memory of this process, which costs next to nothing.
 */
final class FlinkSql implements Contender {

  private static final String MILLIS =
      """
      CASE
          WHEN event_time LIKE '%Z' THEN
            UNIX_TIMESTAMP(SUBSTRING(event_time FROM 1 FOR 19), 'yyyy-MM-dd''T''HH:mm:ss') * 1000
              + CAST(SUBSTRING(event_time FROM 21 FOR 3) AS BIGINT)
          ELSE CAST(event_time AS BIGINT)
        END\
      """
          .strip();

  private static final String KAFKA =
      """
      'connector' = 'kafka',
        'properties.bootstrap.servers' = '%s',
        'properties.group.id' = 'flink-sql',
        'scan.startup.mode' = 'earliest-offset',
        'scan.bounded.mode' = 'latest-offset',
        'format' = 'json',
        'json.ignore-parse-errors' = 'true'\
      """
          .strip();

  /** Where the sink of the one job that runs writes to. */
  private static final Map<Cell, Long> SUMS = new ConcurrentHashMap<>();

  private final BenchStack stack;
  private LocalFlink flink;

  FlinkSql(BenchStack stack) {
    this.stack = stack;
  }

  @Override
  public String name() {
    return "flink-sql";
  }

  @Override
  public void prepare() throws Exception {
    SUMS.clear();
    flink = stack.flink();
  }

  @Override
  public Map<String, Double> run() {
    BenchStack.run(flink, this::define);
    return Map.of();
  }

  private void define(StreamExecutionEnvironment env) {
    // REUSE
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    tables.getConfig().set("table.local-time-zone", "UTC");
    tables.getConfig().set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_ENABLED, true);
    tables
        .getConfig()
        .set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_ALLOW_LATENCY, Duration.ofSeconds(1));
    tables.getConfig().set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_SIZE, 20_000L);
    tables
        .getConfig()
        .set(
            OptimizerConfigOptions.TABLE_OPTIMIZER_AGG_PHASE_STRATEGY,
            AggregatePhaseStrategy.TWO_PHASE);
    Map<String, String> values =
        Map.of("millis", MILLIS, "kafka", KAFKA.formatted(stack.bootstrapServers()));
    SqlText.statements("flink-tables.sql", values).forEach(tables::executeSql);
    tables
        .toChangelogStream(tables.sqlQuery(SqlText.text("flink-question.sql", Map.of())))
        .sinkTo(new Memory());
  }

  @Override
  public void finish() {
    flink.close();
  }

  @Override
  public Map<Cell, Long> answer() {
    return new HashMap<>(SUMS);
  }

  /** Keeps the latest sum of each cell. */
  private static final class Memory implements Sink<Row> {

    private static final long serialVersionUID = 1L;

    @Override
    public SinkWriter<Row> createWriter(WriterInitContext context) {
      return new Writer();
    }

    private static final class Writer implements SinkWriter<Row> {

      @Override
      public void write(Row row, Context context) {
        if (row.getKind() == RowKind.INSERT || row.getKind() == RowKind.UPDATE_AFTER) {
          Cell cell =
              new Cell(
                  row.getFieldAs(0), row.<Long>getFieldAs(1), row.getFieldAs(2), row.getFieldAs(3));
          SUMS.put(cell, row.<Long>getFieldAs(4));
        }
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    }
  }
}

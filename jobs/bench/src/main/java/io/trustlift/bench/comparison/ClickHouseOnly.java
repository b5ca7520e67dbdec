package io.trustlift.bench.comparison;

import io.trustlift.model.Topic;
import java.sql.Connection;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Raw events into ClickHouse, by a plain consumer in large batches of JSON as it stands in the
 * topics, and the question in SQL over them.
 */
final class ClickHouseOnly implements Contender {

  private final BenchStack stack;
  private Map<Cell, Long> answer = Map.of();

  ClickHouseOnly(BenchStack stack) {
    this.stack = stack;
  }

  @Override
  public String name() {
    return "clickhouse-only";
  }

  @Override
  public void prepare() throws Exception {
    try (Connection connection = stack.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS raw SYNC");
      for (String sql : SqlText.statements("clickhouse-tables.sql", Map.of())) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public Map<String, Double> run() throws Exception {
    Stopwatch loading = Stopwatch.start();
    RawLoad.run(stack, List.of(Topic.VIEWER_EVENTS, Topic.OVERLAY_DISPLAYS));
    Map<String, Double> phases = new LinkedHashMap<>();
    phases.put("load", loading.seconds());
    Stopwatch answering = Stopwatch.start();
    try (Connection connection = stack.connect()) {
      answer = Answers.read(connection, SqlText.text("clickhouse-question.sql", Map.of()));
    }
    phases.put("answer", answering.seconds());
    return phases;
  }

  @Override
  public void finish() throws Exception {
    try (Connection connection = stack.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE raw SYNC");
    }
  }

  @Override
  public Map<Cell, Long> answer() {
    return answer;
  }
}

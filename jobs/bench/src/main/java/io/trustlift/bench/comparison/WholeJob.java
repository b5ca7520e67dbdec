package io.trustlift.bench.comparison;

import io.trustlift.attribution.AttributionJob;
import io.trustlift.attribution.operator.ErasureLedger;
import io.trustlift.local.flink.LocalFlink;
import io.trustlift.local.process.StartException;
import io.trustlift.local.stack.EventCounts;
import java.sql.Connection;
import java.util.Map;

/** The whole job: every table of the contract. */
final class WholeJob implements Contender {

  private static final String ANSWER =
      """
      SELECT 'viewer_ms' AS measure, toUnixTimestamp(minute) * 1000 AS at, market, arrayJoin(on_screen) AS credential,
          toInt64(sum(viewer_ms)) AS amount
      FROM trust.exposure_time
      WHERE mode = 'live'
      GROUP BY at, market, credential
      UNION ALL
      SELECT 'inquiries', toUnixTimestamp(toStartOfMinute(occurred_at)) * 1000 AS at, market, arrayJoin(on_screen) AS credential,
          toInt64(count())
      FROM trust.outcomes
      WHERE mode = 'live' AND kind = 'inquiry'
      GROUP BY at, market, credential
      """;

  private final BenchStack stack;
  private final boolean discarding;
  private final long records;
  private LocalFlink flink;
  private Map<Cell, Long> answer = Map.of();

  /**
   * The job into ClickHouse, or into nothing.
   *
   * @param records in the topics, all of which have to be accounted for
   */
  WholeJob(BenchStack stack, boolean discarding, long records) {
    this.stack = stack;
    this.discarding = discarding;
    this.records = records;
  }

  @Override
  public String name() {
    return discarding ? "trustlift-discarding" : "trustlift";
  }

  @Override
  public void prepare() throws Exception {
    stack.emptyTables();
    flink = stack.flink();
  }

  @Override
  public Map<String, Double> run() throws Exception {
    BenchStack.run(
        flink,
        env -> {
          if (discarding) {
            AttributionJob.define(
                env, stack.jobConfig(), ErasureLedger.EMPTY, DiscardingSinks.all());
          } else {
            AttributionJob.define(env, stack.jobConfig());
          }
        });
    if (discarding) {
      return Map.of();
    }
    try (Connection connection = stack.connect()) {
      Stopwatch answering = Stopwatch.start();
      answer = Answers.read(connection, ANSWER);
      double seconds = answering.seconds();
      EventCounts counts = EventCounts.of(connection);
      if (!counts.addUp() || counts.read() != records) {
        throw new StartException(
            "The accounting does not add up: " + records + " records sent, but " + counts);
      }
      return Map.of("answer", seconds);
    }
  }

  @Override
  public void finish() {
    flink.close();
  }

  @Override
  public Map<Cell, Long> answer() {
    return answer;
  }
}

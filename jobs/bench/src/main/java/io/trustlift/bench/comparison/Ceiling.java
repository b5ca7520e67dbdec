package io.trustlift.bench.comparison;

import io.trustlift.attribution.AttributionJob;
import io.trustlift.local.flink.LocalFlink;
import java.util.Map;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** What the source, with parsing and validation, takes alone: nothing can be faster. */
final class Ceiling implements Contender {

  private final BenchStack stack;
  private LocalFlink flink;

  Ceiling(BenchStack stack) {
    this.stack = stack;
  }

  @Override
  public String name() {
    return "ceiling";
  }

  @Override
  public void prepare() throws Exception {
    flink = stack.flink();
  }

  @Override
  public Map<String, Double> run() {
    BenchStack.run(
        flink, env -> AttributionJob.read(env, stack.jobConfig()).sinkTo(new DiscardingSink<>()));
    return Map.of();
  }

  @Override
  public void finish() {
    flink.close();
  }

  @Override
  public Map<Cell, Long> answer() {
    return Map.of();
  }
}

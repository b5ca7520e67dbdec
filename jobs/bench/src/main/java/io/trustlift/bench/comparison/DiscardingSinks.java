package io.trustlift.bench.comparison;

import io.trustlift.attribution.Sinks;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Sinks that take every row and keep none. */
public final class DiscardingSinks {

  private DiscardingSinks() {}

  /** One for each table, and one for the dead letters. */
  public static Sinks all() {
    return new Sinks(
        sink(), sink(), sink(), sink(), sink(), sink(), sink(), sink(), sink(), sink(), sink(),
        sink(), sink(), sink(), sink(), sink(), sink());
  }

  private static <R> Sink<R> sink() {
    return new DiscardingSink<>();
  }
}

package io.trustlift.bench.comparison;

import java.util.Map;

/**
 * A way to get from the topics to the answer. Before each run it is prepared, after it finished.
 */
interface Contender {

  /** What stands in tables and JSON, such as {@code flink-sql}. */
  String name();

  /** Brings everything to the state before the first event; not measured. */
  void prepare() throws Exception;

  /**
   * Does all of it, from the first event to the last number.
   *
   * @return seconds of its parts by name
   */
  Map<String, Double> run() throws Exception;

  /** Stops what was started for the run; not measured. */
  void finish() throws Exception;

  /** The numbers that the last run gave; empty for one that gives none. */
  Map<Cell, Long> answer() throws Exception;
}

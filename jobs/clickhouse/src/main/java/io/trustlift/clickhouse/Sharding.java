package io.trustlift.clickhouse;

import java.util.Map;
import java.util.Optional;

/**
 * Which tables of a cluster are cut into shards, and by what. Two things decide:
 *
 * <ul>
 *   <li>Views read with {@code FINAL}, which merges the versions of a row on each shard by itself.
 *       All versions of a row therefore have to lie on one shard: the key is a function of the
 *       columns that the table is ordered by.
 *   <li>What is asked of one viewer's visits, outcomes, answers and experiments is joined by
 *       viewer. A room may hold half of all viewers, while ids of viewers spread evenly. Hence
 *       viewers where there are any, and rooms for viewer-time and quality, whose rows are sums: a
 *       room has few of them however many are in it.
 * </ul>
 *
 * <p>Every other table is small and stands whole on every server, so that it can be joined where
 * the rows of the large ones are. A table that is forgotten here is one of those: right, but not
 * spread.
 */
final class Sharding {

  private static final String VIEWER = "cityHash64(viewer_id)";
  private static final String ROOM = "cityHash64(stream_id)";

  private static final Map<String, String> KEYS =
      Map.of(
          "exposure_time_versions", ROOM,
          "quality_minutes_versions", ROOM,
          "visits_versions", VIEWER,
          "outcomes_versions", VIEWER,
          "replies_versions", VIEWER,
          "experiment_assignments_versions", VIEWER,
          "experiment_triggers_versions", VIEWER,
          "rejected_events_versions", "cityHash64(topic, partition)");

  private Sharding() {}

  /** The sharding key of a table in {@code trust}; empty where the table is whole everywhere. */
  static Optional<String> keyOf(String table) {
    return Optional.ofNullable(KEYS.get(table));
  }

  /** All that are cut, with their keys. */
  static Map<String, String> keys() {
    return KEYS;
  }
}

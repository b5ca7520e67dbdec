package io.trustlift.reference;

import java.util.Map;

/**
 * What became of a topic's records: "every event that was read is in exactly one of the counts
 * used, duplicate, bot, rejected"; {@code rejected} is by reason.
 */
public record TopicCounts(
    long read, long used, long duplicate, long bot, Map<String, Long> rejected) {

  public TopicCounts {
    rejected = Map.copyOf(rejected);
  }

  public long rejectedTotal() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }
}

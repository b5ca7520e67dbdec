package io.trustlift.reference;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every history. */
final class Invariants {
  private Invariants() {}

  static void check(History history, Tables tables) {
    assertThat(tables.sum("exposure_time", "viewer_ms"))
        .as("viewer_ms is watch_ms")
        .isEqualTo(tables.sum("visits", "watch_ms"));
    assertThat(tables.rows("exposure_time"))
        .allSatisfy(row -> assertThat((Long) row.get("viewer_ms")).isPositive());
    for (Topic topic : Topic.values()) {
      TopicCounts counts = tables.counts().get(topic);
      assertThat(counts.read()).as("read from %s", topic).isEqualTo(history.records(topic).size());
      assertThat(counts.used() + counts.duplicate() + counts.bot() + counts.rejectedTotal())
          .as("every record of %s is in one count", topic)
          .isEqualTo(counts.read());
    }
    assertThat(tables.counts().values().stream().mapToLong(TopicCounts::rejectedTotal).sum())
        .isEqualTo(tables.rows("rejected_events").size());
  }
}

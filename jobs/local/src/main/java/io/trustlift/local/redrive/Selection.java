package io.trustlift.local.redrive;

import io.trustlift.model.Reason;
import io.trustlift.model.Topic;
import java.time.Instant;
import java.util.Optional;

/**
 * Which dead letters are meant.
 *
 * @param topic of one topic alone; empty for all
 * @param since rejected then or after
 * @param until rejected before
 * @param limit how many at most, by topic, partition and offset
 */
public record Selection(
    Reason reason, Optional<Topic> topic, Instant since, Instant until, int limit) {

  /** All of a reason, up to a number. */
  public static Selection of(Reason reason, int limit) {
    return new Selection(
        reason, Optional.empty(), Instant.EPOCH, Instant.parse("2200-01-01T00:00:00Z"), limit);
  }
}

package io.trustlift.model;

import java.util.List;

/**
 * An experiment as it was declared: its arms, what it is judged by, and when it runs. Of the
 * entries of one experiment the latest counts.
 *
 * @param name what people call it; empty where not stated
 * @param control the variant that the others are compared with; one of {@code variants}
 * @param variants at least two, in the order of their code points
 * @param shares planned share of each variant, in the order of {@code variants}; they add up to 1
 * @param primaryMetric a metric of the experiment's lift, {@code order_rate} where not stated
 * @param plannedEffect the relative lift that it is meant to find, above 0; null where not stated
 * @param startedAt epoch milliseconds; the entry's own time where not stated
 * @param endedAt epoch milliseconds, after {@code startedAt}; {@link Event#NO_TIME} while open
 */
public record ExperimentEvent(
    String eventId,
    long eventTime,
    String experimentId,
    String name,
    String control,
    List<String> variants,
    List<Double> shares,
    String primaryMetric,
    Double plannedEffect,
    long startedAt,
    long endedAt)
    implements Event {

  @Override
  public Topic topic() {
    return Topic.EXPERIMENTS;
  }

  @Override
  public String key() {
    return experimentId;
  }
}

package io.trustlift.model.json;

import io.trustlift.model.Event;
import io.trustlift.model.ExperimentEvent;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.ParsedRecord.Valid;
import io.trustlift.model.json.Field.InvalidField;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Reads an {@code experiments} record. */
final class ExperimentEventReader extends EventReader {

  private static final Map<String, String> METRICS =
      itself(
          "order_rate",
          "revenue_per_viewer",
          "inquiry_rate",
          "orders_per_inquirer",
          "refund_rate",
          "stall_share",
          "watch_minutes");
  private static final String DEFAULT_METRIC = "order_rate";

  private final Field experimentId = field("experiment_id");
  private final Field name = field("name");
  private final Field control = field("control");
  private final Field shares = field("shares");
  private final Field primaryMetric = field("primary_metric");
  private final Field plannedEffect = field("planned_effect");
  private final Field startedAt = field("started_at");
  private final Field endedAt = field("ended_at");

  @Override
  ParsedRecord record() throws InvalidField {
    String id = eventId.requiredId();
    long time = eventTime.requiredTime();
    String experiment = experimentId.requiredId();
    String controlVariant = control.requiredId();
    SortedMap<String, Double> variants = shares.requiredShares();
    if (!variants.containsKey(controlVariant)) {
      throw new InvalidField("control", "is none of the variants in shares");
    }
    long start = startedAt.time();
    start = start == Event.NO_TIME ? time : start;
    long end = endedAt.time();
    if (end != Event.NO_TIME && end <= start) {
      throw new InvalidField("ended_at", "is not after started_at, which is event_time if absent");
    }
    return new Valid(
        new ExperimentEvent(
            id,
            time,
            experiment,
            name.text(),
            controlVariant,
            List.copyOf(variants.keySet()),
            List.copyOf(variants.values()),
            primaryMetric.oneOf(METRICS, DEFAULT_METRIC),
            plannedEffect.positive(),
            start,
            end));
  }
}

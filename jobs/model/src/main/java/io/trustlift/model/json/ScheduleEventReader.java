package io.trustlift.model.json;

import io.trustlift.model.ParsedRecord;
import io.trustlift.model.ParsedRecord.Valid;
import io.trustlift.model.ScheduleEvent;
import io.trustlift.model.json.Field.InvalidField;
import java.util.Map;

/** Reads a {@code schedule} record. */
final class ScheduleEventReader extends EventReader {

  private static final Map<String, Boolean> PLANS = Map.of("planned", false, "cancelled", true);

  private final Field streamId = field("stream_id");
  private final Field plannedStart = field("planned_start");
  private final Field series = field("series");
  private final Field status = field("status");

  @Override
  ParsedRecord record() throws InvalidField {
    return new Valid(
        new ScheduleEvent(
            eventId.requiredId(),
            eventTime.requiredTime(),
            streamId.requiredId(),
            plannedStart.requiredTime(),
            series.text(),
            status.oneOf(PLANS, false)));
  }
}

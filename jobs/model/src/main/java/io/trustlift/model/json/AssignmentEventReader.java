package io.trustlift.model.json;

import io.trustlift.model.AssignmentEvent;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.ParsedRecord.Valid;
import io.trustlift.model.json.Field.InvalidField;

/** Reads an {@code experiment-assignments} record. */
final class AssignmentEventReader extends EventReader {

  private final Field experimentId = field("experiment_id");
  private final Field viewerId = field("viewer_id");
  private final Field variant = field("variant");

  @Override
  ParsedRecord record() throws InvalidField {
    return new Valid(
        new AssignmentEvent(
            eventId.requiredId(),
            eventTime.requiredTime(),
            experimentId.requiredId(),
            viewerId.requiredId(),
            variant.requiredId()));
  }
}

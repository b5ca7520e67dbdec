package io.trustlift.model.json;

import io.trustlift.model.ErasureEvent;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.ParsedRecord.Valid;
import io.trustlift.model.json.Field.InvalidField;

/** Reads an {@code erasures} record. */
final class ErasureEventReader extends EventReader {

  private final Field viewerId = field("viewer_id");

  @Override
  ParsedRecord record() throws InvalidField {
    return new Valid(
        new ErasureEvent(eventId.requiredId(), eventTime.requiredTime(), viewerId.requiredId()));
  }
}

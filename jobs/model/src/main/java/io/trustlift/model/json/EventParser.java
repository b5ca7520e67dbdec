package io.trustlift.model.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.trustlift.model.Event;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.ParsedRecord.Unusable;
import io.trustlift.model.Reason;
import io.trustlift.model.Topic;
import io.trustlift.model.json.Field.InvalidField;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * Reads a record of an input topic: strict JSON, then every listed field by its type and allowed
 * values. One pass over the bytes by a streaming parser. Not thread-safe: one parser per reader.
 */
public final class EventParser {

  /** The longest record that is read, in bytes. */
  public static final int MAX_BYTES = 64 * 1024;

  /** The deepest nesting that is read, the outer object being level 1. */
  static final int MAX_DEPTH = 64;

  private final JsonFactory json =
      JsonFactory.builder()
          .recyclerPool(new OwnBuffers())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_BYTES)
                  .maxNameLength(MAX_BYTES)
                  .maxStringLength(MAX_BYTES)
                  .build())
          .build();

  private final Map<Topic, EventReader> readers = new EnumMap<>(Topic.class);

  /** A parser for the records of whatever topic. */
  public EventParser() {
    for (Topic topic : Topic.values()) {
      readers.put(topic, readerOf(topic));
    }
  }

  /**
   * Reads one record.
   *
   * @param value the record's value; null counts as malformed
   */
  public ParsedRecord parse(Topic topic, byte[] value) {
    if (value == null) {
      return malformed("has no value");
    }
    if (value.length > MAX_BYTES) {
      return malformed("is over " + MAX_BYTES + " bytes");
    }
    String complaint = StrictText.complaint(value);
    if (complaint != null) {
      return malformed(complaint);
    }
    EventReader reader = readers.get(topic);
    try (JsonParser parser = json.createParser(value)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return malformed("is not a JSON object");
      }
      reader.readFields(parser);
      if (parser.nextToken() != null) {
        return malformed("goes on after the JSON object");
      }
    } catch (IOException e) {
      return malformed("is not JSON that can be read");
    }
    try {
      return reader.record();
    } catch (InvalidField e) {
      return new Unusable(Reason.INVALID, e.getMessage(), reader.readableTime());
    }
  }

  private static EventReader readerOf(Topic topic) {
    return switch (topic) {
      case VIEWER_EVENTS -> new ViewerEventReader();
      case OVERLAY_DISPLAYS -> new DisplayEventReader();
      case ORDERS -> new OrderEventReader();
      case EXPERIMENT_ASSIGNMENTS -> new AssignmentEventReader();
      case CREDENTIALS -> new CredentialEventReader();
      case EXPERIMENTS -> new ExperimentEventReader();
      case SCHEDULE -> new ScheduleEventReader();
      case ERASURES -> new ErasureEventReader();
    };
  }

  private static Unusable malformed(String detail) {
    return new Unusable(Reason.MALFORMED, "the record " + detail, Event.NO_TIME);
  }
}

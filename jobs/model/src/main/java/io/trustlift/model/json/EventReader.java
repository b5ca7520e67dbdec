package io.trustlift.model.json;

import com.fasterxml.jackson.core.JsonParser;
import io.trustlift.model.Event;
import io.trustlift.model.ParsedRecord;
import io.trustlift.model.json.Field.InvalidField;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the records of one topic, one after the other: what is JSON already, field by field. */
abstract class EventReader {

  private final Fields fields = new Fields();

  final Field eventId = field("event_id");
  final Field eventTime = field("event_time");

  /** Lists a field of the topic's records. */
  final Field field(String name) {
    return fields.add(name);
  }

  /** Reads the object that {@code json} has just entered, to its end. */
  final void readFields(JsonParser json) throws IOException {
    fields.read(json);
  }

  /** What the fields that were read make. */
  abstract ParsedRecord record() throws InvalidField;

  /** The record's event time as far as it can be read, {@link Event#NO_TIME} where it cannot. */
  final long readableTime() {
    try {
      return eventTime.time();
    } catch (InvalidField e) {
      return Event.NO_TIME;
    }
  }

  /** Allowed values of a field, by what stands for them. */
  static <T> Map<String, T> named(T[] values, Function<T, String> name) {
    return Arrays.stream(values).collect(Collectors.toUnmodifiableMap(name, Function.identity()));
  }

  /** Allowed values that stand for themselves. */
  static Map<String, String> itself(String... values) {
    return named(values, Function.identity());
  }
}

package io.trustlift.reference;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A valid event before it is written down. Values are {@link String}, {@link Long}, {@link
 * Boolean}, {@link Time} and {@link Raw}; a field that is absent is not in the map.
 */
record Draft(Topic topic, long time, Map<String, Object> fields) {
  /** A time, to be written in one of the ways there are. */
  record Time(long millis) {}

  /** Text that goes into the JSON as it is. */
  record Raw(String json) {}

  Draft {
    fields = new LinkedHashMap<>(fields);
  }

  String text(String name) {
    return (String) fields.get(name);
  }

  boolean has(String name, Object value) {
    return value.equals(fields.get(name));
  }

  /** The same event with one field replaced. */
  Draft with(String name, Object value) {
    Draft copy = new Draft(topic, time, fields);
    copy.fields.put(name, value);
    return copy;
  }

  Draft without(String name) {
    Draft copy = new Draft(topic, time, fields);
    copy.fields.remove(name);
    return copy;
  }
}

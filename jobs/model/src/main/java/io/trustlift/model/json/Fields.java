package io.trustlift.model.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The listed fields of a topic's records, from one record to the next. */
final class Fields {

  private final Map<String, Field> byName = new HashMap<>();
  private final List<Field> listed = new ArrayList<>();

  /** Stands before the first field of a record. */
  private final Field start = new Field("");

  /** Lists a field, which is expected after those that are listed already. */
  Field add(String name) {
    Field field = new Field(name);
    Field last = listed.isEmpty() ? start : listed.get(listed.size() - 1);
    last.expectNext(field);
    listed.add(field);
    byName.put(name, field);
    return field;
  }

  /**
   * Reads the object that {@code json} has just entered, to its end. Records of a topic mostly have
   * the same fields in the same order: a name is compared with the one that came there the last
   * time before it is looked up.
   */
  void read(JsonParser json) throws IOException {
    listed.forEach(Field::clear);
    Field last = start;
    while (true) {
      Field field = last.expectedNext();
      if (!json.nextFieldName(field.writtenName())) {
        if (json.currentToken() == JsonToken.END_OBJECT) {
          return;
        }
        field = byName.get(json.currentName());
      }
      if (field == null) {
        json.nextToken();
        json.skipChildren();
      } else {
        field.read(json);
        last.expectNext(field);
        last = field;
      }
    }
  }
}

package io.trustlift.local.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trustlift.model.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The Kafka key of a record that comes from a file: the value of the field that its topic is keyed
 * by.
 */
public final class RecordKeys {

  private static final JsonFactory JSON = new JsonFactory();

  private static final byte[] NONE = {};

  private RecordKeys() {}

  /**
   * The key in UTF-8. Where the record has none that can be read: null, or an empty one for the
   * compacted topic, which takes no record without a key.
   */
  public static byte[] keyOf(Topic topic, byte[] value) {
    byte[] key = readKey(topic, value);
    return key == null && topic == Topic.SCHEDULE ? NONE : key;
  }

  private static byte[] readKey(Topic topic, byte[] value) {
    String key = null;
    try (JsonParser json = JSON.createParser(value)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        JsonToken token = json.nextToken();
        if (!name.equals(topic.keyField())) {
          json.skipChildren();
        } else if (token == JsonToken.VALUE_STRING) {
          key = json.getText();
        }
      }
    } catch (IOException notJson) {
      return null;
    }
    return key == null ? null : key.getBytes(StandardCharsets.UTF_8);
  }
}

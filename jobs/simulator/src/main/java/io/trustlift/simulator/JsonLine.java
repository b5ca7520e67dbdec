package io.trustlift.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Writes one JSON object after the other, each to bytes of its own that end in a line feed. A field
 * whose value is null is left out.
 */
final class JsonLine {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().rootValueSeparator("").build();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
  private final JsonGenerator json;
  private final char[] timeText = new char[Timestamps.LENGTH];
  private long timesWritten;

  JsonLine() {
    try {
      json = FACTORY.createGenerator(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins an event. */
  JsonLine start(String eventId, long eventTime) {
    try {
      json.writeStartObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text("event_id", eventId).time("event_time", eventTime);
  }

  JsonLine text(String name, String value) {
    if (value == null) {
      return this;
    }
    try {
      json.writeFieldName(name);
      json.writeString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  JsonLine number(String name, long value) {
    try {
      json.writeFieldName(name);
      json.writeNumber(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** A number whose digits are given. */
  JsonLine plainNumber(String name, String digits) {
    try {
      json.writeFieldName(name);
      json.writeNumber(digits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  JsonLine flag(String name, Boolean value) {
    if (value == null) {
      return this;
    }
    try {
      json.writeFieldName(name);
      json.writeBoolean(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** An object of numbers whose digits are given. */
  JsonLine plainNumbers(String name, Map<String, String> digits) {
    try {
      json.writeObjectFieldStart(name);
      for (Map.Entry<String, String> number : digits.entrySet()) {
        json.writeFieldName(number.getKey());
        json.writeNumber(number.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  JsonLine texts(String name, List<String> values) {
    if (values == null) {
      return this;
    }
    try {
      json.writeFieldName(name);
      json.writeStartArray();
      for (String value : values) {
        json.writeString(value);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** A time: RFC 3339 text in two of five fields, an integer in the others. */
  JsonLine time(String name, long value) {
    try {
      json.writeFieldName(name);
      if (Long.remainderUnsigned(Draws.mix(timesWritten++), 5) < 2) {
        Timestamps.format(value, timeText);
        json.writeString(timeText, 0, timeText.length);
      } else {
        json.writeNumber(value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  JsonLine timeOrNone(String name, Long value) {
    return value == null ? this : time(name, value);
  }

  /** Ends the event and gives its line. */
  byte[] end() {
    try {
      json.writeEndObject();
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes.write('\n');
    byte[] line = bytes.toByteArray();
    bytes.reset();
    return line;
  }
}

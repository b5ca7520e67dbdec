package io.trustlift.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/** Reads the files of a world as somebody would who knows nothing of how they were made. */
final class WorldFiles {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private WorldFiles() {}

  /** Gives every usable event of a topic once, in the order of arrival, with its time. */
  static void read(Path directory, Topic topic, BiConsumer<JsonNode, Long> consumer)
      throws IOException {
    Set<String> known = new HashSet<>();
    try (BufferedReader lines = Files.newBufferedReader(directory.resolve(topic.fileName()))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode event = parse(line);
        if (event != null && known.add(event.path("event_id").textValue())) {
          consumer.accept(event, time(event.path("event_time")));
        }
      }
    }
  }

  /** The event of a line, or null when the record is one that was broken on purpose. */
  static JsonNode parse(String line) {
    JsonNode event;
    try {
      event = MAPPER.readTree(line);
    } catch (IOException e) {
      return null;
    }
    String id = event.path("event_id").textValue();
    boolean usable = event.isObject() && id != null && !id.contains("broken");
    return usable ? event : null;
  }

  /** Epoch milliseconds. */
  static long time(JsonNode value) {
    return value.isTextual() ? Instant.parse(value.textValue()).toEpochMilli() : value.longValue();
  }
}

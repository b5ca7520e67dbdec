package io.trustlift.reference;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All records of the five topics, each topic in the order of arrival. */
public final class History {
  private final Map<Topic, List<RawRecord>> records = new EnumMap<>(Topic.class);

  /** A topic that is not in the map is empty. */
  public History(Map<Topic, List<RawRecord>> records) {
    for (Topic topic : Topic.values()) {
      this.records.put(topic, List.copyOf(records.getOrDefault(topic, List.of())));
    }
  }

  /** Takes raw values by topic name; they have no record time. */
  public static History of(Map<String, List<byte[]>> values) {
    Map<Topic, List<RawRecord>> records = new EnumMap<>(Topic.class);
    values.forEach(
        (name, list) -> records.put(Topic.named(name), list.stream().map(RawRecord::new).toList()));
    return new History(records);
  }

  public List<RawRecord> records(Topic topic) {
    return records.get(topic);
  }

  /** The values of a topic, by its name. */
  public List<byte[]> values(String topicName) {
    return records(Topic.named(topicName)).stream().map(RawRecord::value).toList();
  }

  /** The records by topic name. */
  public Map<String, List<RawRecord>> byTopicName() {
    Map<String, List<RawRecord>> named = new LinkedHashMap<>();
    records.forEach((topic, list) -> named.put(topic.topicName(), list));
    return named;
  }

  public int size() {
    return records.values().stream().mapToInt(List::size).sum();
  }

  /** Writes one file for each topic, one record a line; the record times are lost. */
  public void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Topic topic : Topic.values()) {
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      for (RawRecord record : records(topic)) {
        lines.writeBytes(record.value());
        lines.write('\n');
      }
      Files.write(folder.resolve(topic.fileName()), lines.toByteArray());
    }
  }

  /** Reads what {@link #writeTo} wrote; a file that is missing is an empty topic. */
  public static History readFrom(Path folder) throws IOException {
    Map<Topic, List<RawRecord>> records = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      Path file = folder.resolve(topic.fileName());
      records.put(topic, Files.exists(file) ? lines(Files.readAllBytes(file)) : List.of());
    }
    return new History(records);
  }

  /** The lines of a file as records, less the blank ones. */
  static List<RawRecord> lines(byte[] file) {
    List<RawRecord> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (byte b : file) {
      if (b == '\n') {
        addLine(lines, line);
      } else {
        line.write(b);
      }
    }
    addLine(lines, line);
    return lines;
  }

  private static void addLine(List<RawRecord> lines, ByteArrayOutputStream line) {
    RawRecord record = new RawRecord(line.toByteArray());
    line.reset();
    if (!record.isBlank()) {
      lines.add(record);
    }
  }
}

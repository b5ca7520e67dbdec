package io.trustlift.reference;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A golden case: input files and the rows that they must produce. */
public final class GoldenCase {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final List<String> NAMES = List.of("tiny", "small", "medium", "replay", "edges");

  private final String name;

  private GoldenCase(String name) {
    this.name = name;
  }

  public static List<GoldenCase> all() {
    return NAMES.stream().map(GoldenCase::new).toList();
  }

  public static GoldenCase named(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("no such golden case: " + name);
    }
    return new GoldenCase(name);
  }

  public String name() {
    return name;
  }

  /** The input lines, in the order of the files. */
  public History history() {
    Map<Topic, List<RawRecord>> records = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      records.put(topic, History.lines(read("input/" + topic.fileName())));
    }
    return new History(records);
  }

  public Tables expected() {
    Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
    for (String table : Tables.NAMES) {
      List<Map<String, Object>> list = new ArrayList<>();
      for (RawRecord line : History.lines(read("expected/" + table + ".jsonl"))) {
        list.add(row(line));
      }
      rows.put(table, list);
    }
    return Tables.of(rows);
  }

  /** Writes the input files, byte for byte, to a folder. */
  public void writeInputTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Topic topic : Topic.values()) {
      Files.write(folder.resolve(topic.fileName()), read("input/" + topic.fileName()));
    }
  }

  private static Map<String, Object> row(RawRecord line) {
    try {
      return JSON.readValue(line.value(), new TypeReference<Map<String, Object>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] read(String file) {
    String resource = "/golden/" + name + "/" + file;
    try (InputStream stream = GoldenCase.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}

package io.trustlift.local.redrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trustlift.local.process.StartException;
import io.trustlift.model.Topic;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The file that dead letters are repaired in: JSON lines in UTF-8, one dead letter each, with
 * {@code topic}, {@code partition} and {@code offset}, which say which one it is; {@code reason}
 * and {@code detail}, which are for people and not read again; and {@code value}, the record's
 * value as text, or {@code value_base64} where its bytes are no UTF-8. When it is read, {@code
 * value} may be a JSON object as well, which is easier to edit.
 */
public final class RepairFile {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // An amount stays as it is written: 9.90, not 9.9.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  private RepairFile() {}

  /**
   * Writes dead letters to a new file that its owner alone may read: they hold what the tables hold
   * of people.
   *
   * @throws StartException when there is such a file, which may hold repairs
   */
  public static void write(List<DeadLetter> letters, Path file) throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      throw new StartException(
          file + " is there already, maybe with repairs in it: name another file.", e);
    } catch (NoSuchFileException e) {
      throw new StartException("The folder of " + file + " does not exist.", e);
    }
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (DeadLetter letter : letters) {
        out.write(line(letter));
        out.write('\n');
      }
    }
  }

  /** One dead letter, without the end of the line. */
  static String line(DeadLetter letter) throws IOException {
    ObjectNode line =
        JSON.createObjectNode()
            .put("topic", letter.position().topic().topicName())
            .put("partition", letter.position().partition())
            .put("offset", letter.position().offset())
            .put("reason", letter.reason().text())
            .put("detail", letter.detail());
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(letter.payload())).toString();
      line.put("value", text);
    } catch (CharacterCodingException notUtf8) {
      line.put("value_base64", Base64.getEncoder().encodeToString(letter.payload()));
    }
    return JSON.writeValueAsString(line);
  }

  /**
   * Reads the repairs of a file; blank lines do not count.
   *
   * @throws StartException when there is no such file, or naming the first line that cannot be
   *     understood
   */
  public static List<Repair> read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new StartException("The file " + file + " does not exist.", e);
    } catch (CharacterCodingException e) {
      throw new StartException(file + " is not UTF-8.", e);
    }
    return parse(lines, file.toString());
  }

  static List<Repair> parse(List<String> lines, String file) {
    List<Repair> repairs = new ArrayList<>();
    Map<Position, Integer> seen = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      int number = i + 1;
      Repair repair;
      try {
        repair = repair(number, lines.get(i));
      } catch (JsonProcessingException e) {
        throw complaint(file, number, "is not one JSON object: " + e.getOriginalMessage(), e);
      } catch (IllegalArgumentException e) {
        throw complaint(file, number, e.getMessage(), e);
      }
      Integer before = seen.put(repair.position(), number);
      if (before != null) {
        throw complaint(file, number, "has the dead letter of line " + before + " once more", null);
      }
      repairs.add(repair);
    }
    return repairs;
  }

  private static StartException complaint(String file, int line, String what, Exception cause) {
    return new StartException(
        "Line " + line + " of " + file + " " + what + ". Nothing was sent.", cause);
  }

  private static Repair repair(int number, String text) throws JsonProcessingException {
    JsonNode line = JSON.readTree(text);
    if (!line.isObject()) {
      throw new IllegalArgumentException("is not a JSON object");
    }
    Position position =
        new Position(
            topic(line.path("topic")),
            Math.toIntExact(whole(line, "partition", Integer.MAX_VALUE)),
            whole(line, "offset", Long.MAX_VALUE));
    return new Repair(number, position, value(line));
  }

  private static Topic topic(JsonNode name) {
    return Arrays.stream(Topic.values())
        .filter(topic -> topic.topicName().equals(name.textValue()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "has no topic that is one of "
                        + String.join(
                            ", ", Arrays.stream(Topic.values()).map(Topic::topicName).toList())));
  }

  private static long whole(JsonNode line, String name, long max) {
    JsonNode number = line.path(name);
    if (!number.isIntegralNumber()
        || !number.canConvertToLong()
        || number.longValue() < 0
        || number.longValue() > max) {
      throw new IllegalArgumentException("has no " + name + " that is a whole number from 0");
    }
    return number.longValue();
  }

  private static byte[] value(JsonNode line) throws JsonProcessingException {
    JsonNode value = line.path("value");
    JsonNode base64 = line.path("value_base64");
    if (value.isMissingNode() == base64.isMissingNode()) {
      throw new IllegalArgumentException(
          "needs either value or value_base64, and has "
              + (value.isMissingNode() ? "neither" : "both"));
    }
    if (value.isTextual()) {
      return value.textValue().getBytes(StandardCharsets.UTF_8);
    }
    if (value.isObject()) {
      return JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
    }
    if (base64.isTextual()) {
      try {
        return Base64.getDecoder().decode(base64.textValue());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("has a value_base64 that is no base64", e);
      }
    }
    throw new IllegalArgumentException("has a value that is neither text nor an object");
  }
}

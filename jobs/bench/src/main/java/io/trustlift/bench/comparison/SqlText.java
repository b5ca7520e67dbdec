package io.trustlift.bench.comparison;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** SQL that stands beside these classes in files of its own. */
final class SqlText {

  private SqlText() {}

  /**
   * The statements of a file.
   *
   * @param values for what stands there as <code>${name}</code>
   */
  static List<String> statements(String file, Map<String, String> values) {
    return Arrays.stream(text(file, values).split(";\n"))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toList();
  }

  static String text(String file, Map<String, String> values) {
    try (InputStream in = SqlText.class.getResourceAsStream(file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace("${" + value.getKey() + "}", value.getValue());
      }
      return text;
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }
}

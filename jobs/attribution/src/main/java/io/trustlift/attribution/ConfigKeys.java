package io.trustlift.attribution;

import io.trustlift.adapters.SourceFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The keys of a configuration file, each checked where it is read. */
record ConfigKeys(Properties properties, Path file) {

  String orElse(String key, String absent) {
    return properties.getProperty(key, absent).strip();
  }

  String required(String key) {
    String value = orElse(key, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(key + " is missing in " + file);
    }
    return value;
  }

  int number(String key, int absent) {
    String value = orElse(key, Integer.toString(absent));
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " in " + file + " is not a number: " + value, e);
    }
  }

  boolean flag(String key, boolean absent) {
    String value = orElse(key, Boolean.toString(absent));
    if (!value.equals("true") && !value.equals("false")) {
      throw new IllegalArgumentException(
          key + " in " + file + " is neither true nor false: " + value);
    }
    return value.equals("true");
  }

  SourceFormats formats() {
    try {
      return SourceFormats.of(orElse("source.format", SourceFormats.CONTRACT.text()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("source.format in " + file + ": " + e.getMessage(), e);
    }
  }

  Duration duration(String key, Duration absent) {
    return Duration.ofMillis(number(key, Math.toIntExact(absent.toMillis())));
  }

  /**
   * The path of a file that a key names; empty without the key.
   *
   * @throws IllegalArgumentException naming key and file where it cannot be read
   */
  String readable(String key) {
    String path = orElse(key, "");
    if (!path.isEmpty() && !Files.isReadable(Path.of(path))) {
      throw new IllegalArgumentException(key + " in " + file + " cannot be read: " + path);
    }
    return path;
  }

  /** What a file holds that a key names, or else a variable; empty without either. */
  String secret(String fileKey, String variable, Map<String, String> environment)
      throws IOException {
    String secretFile = readable(fileKey);
    return secretFile.isEmpty()
        ? environment.getOrDefault(variable, "")
        : Files.readString(Path.of(secretFile)).strip();
  }

  /**
   * Refuses keys that nobody reads.
   *
   * @throws IllegalArgumentException naming the first of them
   */
  void requireKnown(Set<String> known) {
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException("There is no key " + key + ", as in " + file);
      }
    }
  }

  /**
   * Refuses a secret that stands in the file itself.
   *
   * @throws IllegalArgumentException with the way out
   */
  void forbid(String key, String variable) {
    if (properties.containsKey(key)) {
      throw new IllegalArgumentException(
          "%1$s stands in %2$s: put it into a file and name that as %1$s.file, or into %3$s"
              .formatted(key, file, variable));
    }
  }
}

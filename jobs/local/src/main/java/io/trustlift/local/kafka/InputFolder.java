package io.trustlift.local.kafka;

import io.trustlift.local.process.StartException;
import io.trustlift.model.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A folder with one file for each topic, one record a line. */
public record InputFolder(Path folder) {

  private static final int BUFFER = 1 << 16;

  /**
   * A folder in which all five files stand.
   *
   * @throws StartException naming what is missing
   */
  public static InputFolder of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new StartException("The input folder " + folder + " does not exist.");
    }
    List<String> missing = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      if (!Files.isReadable(folder.resolve(topic.fileName()))) {
        missing.add(topic.fileName());
      }
    }
    if (!missing.isEmpty()) {
      throw new StartException(
          "In the input folder "
              + folder
              + " there is no readable "
              + String.join(", ", missing)
              + " (an empty file stands for a topic without records).");
    }
    return new InputFolder(folder);
  }

  /** Bytes of all files. */
  public long bytes() throws IOException {
    long bytes = 0;
    for (Topic topic : Topic.values()) {
      bytes += Files.size(folder.resolve(topic.fileName()));
    }
    return bytes;
  }

  /**
   * Hands out the records of a topic in the order of the file: its lines, less those of only
   * spaces, tabs and carriage returns.
   */
  public void forEach(Topic topic, Consumer<byte[]> consumer) throws IOException {
    try (InputStream in = Files.newInputStream(folder.resolve(topic.fileName()))) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        int from = 0;
        for (int at = 0; at < length; at++) {
          if (buffer[at] == '\n') {
            line.write(buffer, from, at - from);
            accept(line, consumer);
            from = at + 1;
          }
        }
        line.write(buffer, from, length - from);
      }
      accept(line, consumer);
    }
  }

  private static void accept(ByteArrayOutputStream line, Consumer<byte[]> consumer) {
    byte[] value = line.toByteArray();
    line.reset();
    for (byte b : value) {
      if (b != ' ' && b != '\t' && b != '\r') {
        consumer.accept(value);
        return;
      }
    }
  }
}

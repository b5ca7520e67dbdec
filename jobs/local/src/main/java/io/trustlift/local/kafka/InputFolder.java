package io.trustlift.local.kafka;

import io.trustlift.local.process.StartException;
import io.trustlift.model.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A folder with one file for each topic, one record a line. */
public record InputFolder(Path folder) {

  private static final int BUFFER = 1 << 16;

  /**
   * Topics whose file need not be there: most folders are of rooms without a declared experiment or
   * a plan.
   */
  private static final Set<Topic> OPTIONAL =
      EnumSet.of(Topic.EXPERIMENTS, Topic.SCHEDULE, Topic.ERASURES);

  /**
   * A folder in which all files stand that have to.
   *
   * @throws StartException naming what is missing
   */
  public static InputFolder of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new StartException("The input folder " + folder + " does not exist.");
    }
    List<String> missing = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      Path file = folder.resolve(topic.fileName());
      if (!Files.isReadable(file) && !isLeftOut(topic, file)) {
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

  /**
   * Exchange rates for the orders among the records, {@code fx.csv}; empty where the folder has
   * none.
   */
  public Optional<Path> exchangeRates() {
    return Optional.of(folder.resolve("fx.csv")).filter(Files::exists);
  }

  /** Bytes of all files. */
  public long bytes() throws IOException {
    long bytes = 0;
    for (Topic topic : Topic.values()) {
      Path file = folder.resolve(topic.fileName());
      bytes += isLeftOut(topic, file) ? 0 : Files.size(file);
    }
    return bytes;
  }

  private static boolean isLeftOut(Topic topic, Path file) {
    return OPTIONAL.contains(topic) && Files.notExists(file);
  }

  /**
   * Hands out the records of a topic in the order of the file: its lines, less those of only
   * spaces, tabs and carriage returns.
   */
  public void forEach(Topic topic, Consumer<byte[]> consumer) throws IOException {
    Path file = folder.resolve(topic.fileName());
    if (isLeftOut(topic, file)) {
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
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

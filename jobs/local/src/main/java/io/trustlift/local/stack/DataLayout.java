package io.trustlift.local.stack;

import io.trustlift.attribution.ViewerIdSecret;
import io.trustlift.local.process.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What stands where below the folder that {@code --data} names. */
public record DataLayout(Path root) {

  /** Who filled the tables, which decides who may replace them. */
  public enum Contents {
    /** Nobody yet. */
    NOTHING,
    /** A run over files that has not come to its end. */
    INCOMPLETE,
    /** A run over files, which can be repeated. */
    BATCH,
    /** A stack on live topics, which cannot. */
    LIVE
  }

  public DataLayout {
    root = root.toAbsolutePath().normalize();
  }

  /** The tables. */
  public Path clickHouse() {
    return root.resolve("clickhouse");
  }

  /** The topics of a stack that stays up. */
  public Path kafka() {
    return root.resolve("kafka");
  }

  /** The topics of one batch. */
  public Path batchKafka() {
    return root.resolve("kafka-batch");
  }

  public Path checkpoints() {
    return root.resolve("checkpoints");
  }

  public Path batchCheckpoints() {
    return root.resolve("checkpoints-batch");
  }

  /** What the demo simulates. */
  public Path demoInput() {
    return root.resolve("demo");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path log(String name) {
    return logs().resolve(name + ".log");
  }

  /** Tells where a stack that is up can be reached. */
  public Path stackFile() {
    return root.resolve("stack.json");
  }

  /** Erasures that wait for the next start of the stack, one JSON object a line. */
  public Path waitingErasures() {
    return root.resolve("erasures.jsonl");
  }

  private Path viewerIdsFile() {
    return root.resolve("viewer-ids");
  }

  /** Remembers how viewer ids stand in the tables: with which secret, or as they came. */
  public void setViewerIds(ViewerIdSecret secret) throws IOException {
    Files.writeString(viewerIdsFile(), secret.mark() + "\n");
  }

  /** Whether the tables, if there are any, have their viewer ids by this secret. */
  public boolean areViewerIdsBy(ViewerIdSecret secret) throws IOException {
    return !Files.exists(viewerIdsFile())
        || Files.readString(viewerIdsFile()).strip().equals(secret.mark());
  }

  /**
   * Makes sure that a viewer can be found in the tables.
   *
   * @throws StartException when their viewer ids are by another secret
   */
  public void checkViewerIds(ViewerIdSecret secret) throws IOException {
    if (!areViewerIdsBy(secret)) {
      boolean plain = Files.readString(viewerIdsFile()).strip().equals(ViewerIdSecret.NONE.mark());
      throw new StartException(
          "The viewer ids in "
              + root
              + (plain ? " stand as they came" : " are pseudonyms of another secret")
              + ", but "
              + secret
              + " is configured now: "
              + (plain ? "unset " : "name that one in ")
              + ViewerIdSecret.FILE_VARIABLE
              + (plain ? " and " : " or ")
              + ViewerIdSecret.VARIABLE
              + ", or give another folder with --data.");
    }
  }

  private Path contentsFile() {
    return root.resolve("contents");
  }

  /** Creates the folders. */
  public void create() {
    try {
      Files.createDirectories(logs());
    } catch (IOException e) {
      throw new StartException("The folder " + root + " cannot be created: " + e, e);
    }
  }

  public Contents contents() throws IOException {
    return Files.exists(contentsFile())
        ? Contents.valueOf(Files.readString(contentsFile()).strip())
        : Contents.NOTHING;
  }

  public void setContents(Contents contents) throws IOException {
    Files.writeString(contentsFile(), contents.name() + "\n");
  }

  /** Deletes a folder with all that is in it; nothing happens where there is none. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}

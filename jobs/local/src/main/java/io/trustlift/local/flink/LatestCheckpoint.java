package io.trustlift.local.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** From where a job whose cluster is gone goes on. */
public final class LatestCheckpoint {

  private LatestCheckpoint() {}

  /**
   * The folder of the checkpoint or savepoint that was completed last.
   *
   * @param checkpoints folder that they were written below; it need not be there
   */
  public static Optional<Path> in(Path checkpoints) throws IOException {
    if (!Files.exists(checkpoints)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(checkpoints)) {
      return files
          .filter(file -> file.getFileName().toString().equals("_metadata"))
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .map(Path::getParent);
    }
  }
}

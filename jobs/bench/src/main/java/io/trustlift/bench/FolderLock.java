package io.trustlift.bench;

import io.trustlift.local.process.StartException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps other benchmarks out of a folder: each begins by emptying Kafka's and ClickHouse's part.
 */
final class FolderLock implements AutoCloseable {

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Makes the folder where there is none, and takes it until it is closed or the process ends.
   *
   * @throws StartException when another benchmark has it
   */
  static FolderLock take(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            Files.createDirectories(folder).resolve(".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new StartException(
          "Another benchmark works in "
              + folder
              + ": wait until it is done, or name another folder by --data.");
    }
    return new FolderLock(channel);
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException inThisProcess) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close(); // and the lock goes
  }
}

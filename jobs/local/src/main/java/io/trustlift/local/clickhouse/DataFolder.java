package io.trustlift.local.clickhouse;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The folder of an embedded ClickHouse: the engine's own folder, a log, and two small files by
 * which others find the running server. One server at a time: the lock is the operating system's,
 * so that a server that was killed leaves none behind.
 */
final class DataFolder implements AutoCloseable {

  private final Path folder;
  private final FileChannel lockFile;

  private DataFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /**
   * Takes the folder, creating it if need be.
   *
   * @throws EngineUnavailableException if another server has it, or it cannot be written
   */
  static DataFolder take(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel file =
          FileChannel.open(
              folder.resolve("clickhouse.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      FileLock lock = tryLock(file);
      if (lock == null) {
        file.close();
        throw new EngineUnavailableException(
            "The data folder "
                + folder
                + " is in use by another ClickHouse process"
                + pidNote(folder)
                + ": stop that one, or choose another folder.");
      }
      // A server that was killed has left its own: its port beside the new one's process would send
      // who waits for the new one to where nobody answers.
      forgetServer(folder);
      return new DataFolder(folder, file);
    } catch (IOException e) {
      throw new EngineUnavailableException(
          "The data folder " + folder + " cannot be used: " + e.getMessage(), e);
    }
  }

  /** Where the engine keeps its files. */
  static Path engineFolder(Path folder) {
    return folder.resolve("engine");
  }

  /** What the server process has to say. */
  static Path logFile(Path folder) {
    return folder.resolve("clickhouse.log");
  }

  /** Holds the port of the running server, in decimal digits. */
  static Path portFile(Path folder) {
    return folder.resolve("clickhouse.port");
  }

  /** Holds the process id of the running server, in decimal digits. */
  static Path pidFile(Path folder) {
    return folder.resolve("clickhouse.pid");
  }

  /** Tells others where the server is. The port comes last: who sees it can connect. */
  void publish(int port) throws IOException {
    writeAtomically(pidFile(folder), Long.toString(ProcessHandle.current().pid()));
    writeAtomically(portFile(folder), Integer.toString(port));
  }

  /** Takes back what {@link #publish} said and lets the folder go. */
  @Override
  public void close() throws IOException {
    forgetServer(folder);
    lockFile.close();
  }

  private static void forgetServer(Path folder) throws IOException {
    Files.deleteIfExists(portFile(folder));
    Files.deleteIfExists(pidFile(folder));
  }

  private static FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static String pidNote(Path folder) throws IOException {
    Path pidFile = pidFile(folder);
    return Files.exists(pidFile) ? " (process " + Files.readString(pidFile) + ")" : "";
  }

  private static void writeAtomically(Path file, String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, text, StandardCharsets.US_ASCII);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}

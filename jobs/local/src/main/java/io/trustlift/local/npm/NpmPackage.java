package io.trustlift.local.npm;

import io.trustlift.local.process.StartException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package that the {@code package-lock.json} of a folder pins, and that npm fetches where it is
 * missing. Version and checksum are those of the lock file; where from is npm's configuration.
 *
 * @param folder holds {@code package-lock.json}, and {@code node_modules} once fetched
 * @param name npm's name, such as {@code echarts}
 * @param file what is used of it, relative to the package; without it the package is not there
 * @param title what it is for a person, as in "npm could not fetch TITLE"
 * @param size what it takes on disk, in words, such as {@code about 540 MB on disk}
 * @param fetchCommand what fetches it, run in the folder
 */
public record NpmPackage(
    Path folder, String name, String file, String title, String size, List<String> fetchCommand) {

  /** Fetches everything that a folder's lock file pins. */
  public static final List<String> FETCH_ALL = List.of("npm", "ci", "--no-audit", "--no-fund");

  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(5);

  public NpmPackage {
    fetchCommand = List.copyOf(fetchCommand);
  }

  /** Whether the lock file pins this package; false too if there is no lock file. */
  public boolean isPinned() {
    return versionIn(lockFile()) != null;
  }

  /** Whether the folder is one of npm's, pinned packages and all. */
  public boolean hasLockFile() {
    return Files.exists(lockFile());
  }

  /**
   * The {@link #file}, fetched first if it is not there. Two processes that need it at once fetch
   * it once.
   *
   * @param progress takes lines to show to a person while fetching; not called when the package is
   *     there
   * @throws StartException if it is not pinned or cannot be fetched
   */
  public Path locateOrFetch(Consumer<String> progress) {
    String version = versionIn(lockFile());
    if (version == null) {
      throw new StartException(
          hasLockFile()
              ? name + " is not in " + lockFile() + "."
              : "The folder "
                  + folder
                  + " holds no package-lock.json: is this a TrustLift checkout?");
    }
    synchronized (NpmPackage.class) { // the lock on the file is one against other processes only
      if (!isComplete(version)) {
        fetchOnce(version, progress);
      }
    }
    return usedFile();
  }

  private void fetchOnce(String version, Consumer<String> progress) {
    try (FileChannel lockFile =
            FileChannel.open(
                folder.resolve(".fetch.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = acquire(lockFile, progress)) {
      if (lock.isValid() && !isComplete(version)) {
        fetch(version, progress);
      }
    } catch (IOException e) {
      throw new StartException(
          upperCaseFirst(title) + " cannot be fetched into " + folder + ": " + e.getMessage(), e);
    }
  }

  private FileLock acquire(FileChannel lockFile, Consumer<String> progress) throws IOException {
    FileLock lock = lockFile.tryLock();
    if (lock != null) {
      return lock;
    }
    progress.accept("Another process is fetching " + title + "; waiting for it.");
    return lockFile.lock();
  }

  private void fetch(String version, Consumer<String> progress) throws IOException {
    String what = title + " " + name + " " + version;
    progress.accept("Fetching " + what + " by npm, once (" + size + ").");
    Path log = Files.createTempFile("trustlift-npm", ".log");
    long start = System.nanoTime();
    Process npm = startNpm(log);
    try {
      while (!npm.waitFor(PROGRESS_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        progress.accept("  still fetching, " + secondsSince(start) + " s");
      }
    } catch (InterruptedException e) {
      npm.destroy();
      Thread.currentThread().interrupt();
      throw new StartException("Fetching " + title + " was interrupted.", e);
    }
    if (npm.exitValue() != 0 || !isComplete(version)) {
      throw new StartException(
          "npm could not fetch "
              + what
              + " (is there a network?); what npm said is in "
              + log
              + ".");
    }
    Files.deleteIfExists(log);
    progress.accept("  done after " + secondsSince(start) + " s");
  }

  private Process startNpm(Path log) {
    try {
      return new ProcessBuilder(fetchCommand)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException e) {
      throw new StartException(
          upperCaseFirst(title)
              + " is not there yet and npm, which fetches it, is not installed: install Node.js, then try again.",
          e);
    }
  }

  /** npm writes its own lock file into the folder as the last step of an installation. */
  private boolean isComplete(String version) {
    Path installed = folder.resolve("node_modules").resolve(".package-lock.json");
    return Files.exists(usedFile()) && version.equals(versionIn(installed));
  }

  private Path usedFile() {
    return folder.resolve("node_modules").resolve(name).resolve(file);
  }

  private Path lockFile() {
    return folder.resolve("package-lock.json");
  }

  /** The version of the package in a lock file of npm; null if it is not in it. */
  private String versionIn(Path lockFile) {
    try {
      if (!Files.exists(lockFile)) {
        return null;
      }
      Matcher matcher =
          Pattern.compile(
                  Pattern.quote("\"node_modules/" + name + "\"")
                      + "\\s*:\\s*\\{\\s*\"version\"\\s*:\\s*\"([^\"]+)\"")
              .matcher(Files.readString(lockFile, StandardCharsets.UTF_8));
      return matcher.find() ? matcher.group(1) : null;
    } catch (IOException e) {
      throw new StartException("Cannot read " + lockFile + ": " + e.getMessage(), e);
    }
  }

  private static String upperCaseFirst(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static long secondsSince(long startNanos) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
  }
}

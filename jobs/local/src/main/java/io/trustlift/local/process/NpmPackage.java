package io.trustlift.local.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package that a {@code package-lock.json} pins and npm fetches where it is missing. Version and
 * checksum are those of the lock file; where from is npm's configuration.
 *
 * @param folder holds {@code package-lock.json}, and {@code node_modules} once fetched
 * @param name npm's name for it
 * @param file what has to be there of it, below its folder
 * @param what what it is to people, such as «the ClickHouse library»
 * @param size how much will be fetched, in words
 * @param command what fetches it, run in the folder
 * @param progress takes lines to show to a person while fetching; not called when the package is
 *     there
 */
public record NpmPackage(
    Path folder,
    String name,
    Path file,
    String what,
    String size,
    List<String> command,
    Consumer<String> progress) {

  /** Fetches all that a folder's lock file pins. */
  public static final List<String> NPM = List.of("npm", "ci", "--no-audit", "--no-fund");

  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(5);

  public NpmPackage {
    command = List.copyOf(command);
  }

  /**
   * The file, fetched first if it is not there. Two processes that need it at once fetch it once.
   *
   * @throws StartException if it is not pinned or cannot be fetched
   */
  public Path locateOrFetch() {
    String version =
        pinnedVersion()
            .orElseThrow(
                () ->
                    new StartException(
                        name + " is not in " + folder + ": is this a TrustLift checkout?"));
    synchronized (NpmPackage.class) { // the lock on the file is one against other processes only
      if (!isComplete(version)) {
        fetchOnce(version);
      }
    }
    return located();
  }

  /** The version that the lock file pins; empty where it has no such package, or is not there. */
  public Optional<String> pinnedVersion() {
    return versionIn(folder.resolve("package-lock.json"));
  }

  private void fetchOnce(String version) {
    try (FileChannel lockFile =
            FileChannel.open(
                folder.resolve(".fetch.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = acquire(lockFile)) {
      if (lock.isValid() && !isComplete(version)) {
        fetch(version);
      }
    } catch (IOException e) {
      throw new StartException(
          "npm cannot fetch " + what + " into " + folder + ": " + e.getMessage(), e);
    }
  }

  private FileLock acquire(FileChannel lockFile) throws IOException {
    FileLock lock = lockFile.tryLock();
    if (lock != null) {
      return lock;
    }
    progress.accept("Another process is fetching " + what + "; waiting for it.");
    return lockFile.lock();
  }

  private void fetch(String version) throws IOException {
    progress.accept(
        "Fetching " + what + " " + name + " " + version + " by npm, once (" + size + ").");
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
      throw new StartException("Fetching " + what + " was interrupted.", e);
    }
    if (npm.exitValue() != 0 || !isComplete(version)) {
      throw new StartException(
          "npm could not fetch "
              + what
              + " "
              + name
              + " "
              + version
              + " (is there a network?); what npm said is in "
              + log
              + ".");
    }
    Files.deleteIfExists(log);
    progress.accept("  done after " + secondsSince(start) + " s");
  }

  private Process startNpm(Path log) {
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException e) {
      throw new StartException(
          "npm is not installed, and fetches "
              + what
              + ", which is not there yet: install Node.js, then try again.",
          e);
    }
  }

  /** npm writes its own lock file into the folder as the last step of an installation. */
  private boolean isComplete(String version) {
    Path installed = folder.resolve("node_modules").resolve(".package-lock.json");
    return Files.exists(located()) && versionIn(installed).filter(version::equals).isPresent();
  }

  private Path located() {
    return folder.resolve("node_modules").resolve(name).resolve(file);
  }

  private Optional<String> versionIn(Path lockFile) {
    try {
      if (!Files.exists(lockFile)) {
        return Optional.empty();
      }
      Matcher matcher =
          Pattern.compile(
                  Pattern.quote("\"node_modules/" + name + "\"")
                      + "\\s*:\\s*\\{\\s*\"version\"\\s*:\\s*\"([^\"]+)\"")
              .matcher(Files.readString(lockFile, StandardCharsets.UTF_8));
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    } catch (IOException e) {
      throw new StartException("Cannot read " + lockFile + ": " + e.getMessage(), e);
    }
  }

  private static long secondsSince(long startNanos) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
  }
}

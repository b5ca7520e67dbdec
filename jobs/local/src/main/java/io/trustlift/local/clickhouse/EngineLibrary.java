package io.trustlift.local.clickhouse;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the ClickHouse library that {@code infra/clickhouse/package-lock.json} pins, and has npm
 * fetch it where it is missing. Version and checksum are those of the lock file; where from is
 * npm's configuration.
 */
public final class EngineLibrary {

  /** System property naming the root of the checkout. */
  public static final String HOME_PROPERTY = "trustlift.home";

  private static final Path FOLDER = Path.of("infra", "clickhouse");
  private static final List<String> NPM = List.of("npm", "ci", "--no-audit", "--no-fund");
  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(5);

  private final Path folder;
  private final String packageName;
  private final List<String> fetchCommand;
  private final Consumer<String> progress;

  /**
   * A search.
   *
   * @param folder holds {@code package-lock.json}, and {@code node_modules} once fetched
   * @param packageName npm's name for the library of this machine
   * @param fetchCommand what fetches it, run in the folder
   */
  EngineLibrary(
      Path folder, String packageName, List<String> fetchCommand, Consumer<String> progress) {
    this.folder = folder;
    this.packageName = packageName;
    this.fetchCommand = List.copyOf(fetchCommand);
    this.progress = progress;
  }

  /**
   * The root of the checkout: the value of {@value #HOME_PROPERTY}, or else the closest folder at
   * or above the working directory that holds {@code infra/clickhouse/package.json}.
   *
   * @throws EngineUnavailableException if there is none
   */
  public static Path findHome() {
    String property = System.getProperty(HOME_PROPERTY);
    if (property != null && !property.isEmpty()) {
      return Path.of(property).toAbsolutePath().normalize();
    }
    Path start = Path.of("").toAbsolutePath();
    for (Path at = start; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(FOLDER).resolve("package.json"))) {
        return at;
      }
    }
    throw new EngineUnavailableException(
        "No TrustLift checkout at or above "
            + start
            + ": start from within it, or set the system property "
            + HOME_PROPERTY
            + ".");
  }

  /**
   * The library file, fetched first if it is not there. Two processes that need it at once fetch it
   * once.
   *
   * @param home root of the checkout
   * @param progress takes lines to show to a person while fetching; not called when the library is
   *     there
   * @throws EngineUnavailableException if there is no library for this machine, or it cannot be
   *     fetched
   */
  public static Path locateOrFetch(Path home, Consumer<String> progress) {
    return new EngineLibrary(home.resolve(FOLDER), platformPackage(), NPM, progress)
        .locateOrFetch();
  }

  Path locateOrFetch() {
    String version = pinnedVersion();
    synchronized (EngineLibrary.class) { // the lock on the file is one against other processes only
      if (!isComplete(version)) {
        fetchOnce(version);
      }
    }
    return libraryFile();
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
      throw new EngineUnavailableException(
          "The ClickHouse library cannot be fetched into " + folder + ": " + e.getMessage(), e);
    }
  }

  private FileLock acquire(FileChannel lockFile) throws IOException {
    FileLock lock = lockFile.tryLock();
    if (lock != null) {
      return lock;
    }
    progress.accept("Another process is fetching the ClickHouse library; waiting for it.");
    return lockFile.lock();
  }

  private void fetch(String version) throws IOException {
    progress.accept(
        "Fetching the ClickHouse library "
            + packageName
            + " "
            + version
            + " by npm, once (about 540 MB on disk).");
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
      throw new EngineUnavailableException("Fetching the ClickHouse library was interrupted.", e);
    }
    if (npm.exitValue() != 0 || !isComplete(version)) {
      throw new EngineUnavailableException(
          "npm could not fetch the ClickHouse library "
              + packageName
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
      return new ProcessBuilder(fetchCommand)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException e) {
      throw new EngineUnavailableException(
          "The ClickHouse library is not there yet and npm, which fetches it, is not installed: install Node.js, then try again.",
          e);
    }
  }

  /** npm writes its own lock file into the folder as the last step of an installation. */
  private boolean isComplete(String version) {
    Path installed = folder.resolve("node_modules").resolve(".package-lock.json");
    return Files.exists(libraryFile()) && version.equals(versionIn(installed));
  }

  private Path libraryFile() {
    return folder.resolve("node_modules").resolve(packageName).resolve("libchdb.so");
  }

  private String pinnedVersion() {
    Path lock = folder.resolve("package-lock.json");
    String version = versionIn(lock);
    if (version == null) {
      throw new EngineUnavailableException(
          Files.exists(lock)
              ? "There is no embedded ClickHouse for this machine ("
                  + packageName
                  + " is not in "
                  + lock
                  + "): use a ClickHouse server instead."
              : "The folder "
                  + folder
                  + " holds no package-lock.json: is this a TrustLift checkout?");
    }
    return version;
  }

  /** The version of the package in a lock file of npm; null if it is not in it. */
  private String versionIn(Path lockFile) {
    try {
      if (!Files.exists(lockFile)) {
        return null;
      }
      Matcher matcher =
          Pattern.compile(
                  Pattern.quote("\"node_modules/" + packageName + "\"")
                      + "\\s*:\\s*\\{\\s*\"version\"\\s*:\\s*\"([^\"]+)\"")
              .matcher(Files.readString(lockFile, StandardCharsets.UTF_8));
      return matcher.find() ? matcher.group(1) : null;
    } catch (IOException e) {
      throw new EngineUnavailableException("Cannot read " + lockFile + ": " + e.getMessage(), e);
    }
  }

  private static String platformPackage() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch");
    String architecture = machine.equals("aarch64") || machine.equals("arm64") ? "arm64" : "x64";
    if (system.contains("linux")) {
      return "@chdb/lib-linux-" + architecture + "-gnu";
    }
    return "@chdb/lib-" + (system.contains("mac") ? "darwin" : system) + "-" + architecture;
  }

  private static long secondsSince(long startNanos) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
  }
}

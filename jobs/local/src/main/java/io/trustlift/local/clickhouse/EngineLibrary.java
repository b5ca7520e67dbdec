package io.trustlift.local.clickhouse;

import io.trustlift.local.process.NpmPackage;
import io.trustlift.local.process.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Finds the ClickHouse library that {@code infra/clickhouse/package-lock.json} pins, and has npm
 * fetch it where it is missing. Version and checksum are those of the lock file; where from is
 * npm's configuration.
 */
public final class EngineLibrary {

  /** System property naming the root of the checkout. */
  public static final String HOME_PROPERTY = "trustlift.home";

  private static final Path FOLDER = Path.of("infra", "clickhouse");

  private final NpmPackage npmPackage;

  /**
   * A search.
   *
   * @param folder holds {@code package-lock.json}, and {@code node_modules} once fetched
   * @param packageName npm's name for the library of this machine
   * @param fetchCommand what fetches it, run in the folder
   */
  EngineLibrary(
      Path folder, String packageName, List<String> fetchCommand, Consumer<String> progress) {
    npmPackage =
        new NpmPackage(
            folder,
            packageName,
            Path.of("libchdb.so"),
            "the ClickHouse library",
            "about 540 MB on disk",
            fetchCommand,
            progress);
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
    return new EngineLibrary(home.resolve(FOLDER), platformPackage(), NpmPackage.NPM, progress)
        .locateOrFetch();
  }

  Path locateOrFetch() {
    try {
      requireBuild();
      return npmPackage.locateOrFetch();
    } catch (StartException e) {
      throw new EngineUnavailableException(e.getMessage(), e);
    }
  }

  private void requireBuild() {
    Path lock = npmPackage.folder().resolve("package-lock.json");
    if (Files.exists(lock) && npmPackage.pinnedVersion().isEmpty()) {
      throw new EngineUnavailableException(
          "There is no embedded ClickHouse for this machine ("
              + npmPackage.name()
              + " is not in "
              + lock
              + "): use a ClickHouse server instead.");
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
}

package io.trustlift.local.clickhouse;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ClickHouse engine inside this process, on one data folder. A process can open an engine once
 * and for one folder only.
 *
 * <p>Safe for use by many threads; each asks for a {@link ChdbSession} of its own.
 */
final class ChdbEngine implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChdbEngine.class);

  private final ChdbLibrary library;
  private final String pathArgument;

  /** Kept open as long as the engine is: the last connection to close shuts the engine down. */
  private final Pointer keeper;

  private ChdbEngine(ChdbLibrary library, String pathArgument, Pointer keeper) {
    this.library = library;
    this.pathArgument = pathArgument;
    this.keeper = keeper;
  }

  /**
   * Loads the library and opens the folder, creating it if need be.
   *
   * @throws EngineUnavailableException if the library cannot be loaded or the folder cannot be
   *     opened
   */
  static ChdbEngine open(Path libraryFile, Path dataFolder) {
    ChdbLibrary library = load(libraryFile);
    library.chdb_set_signal_handlers_enabled(0);
    String pathArgument = "--path=" + dataFolder.toAbsolutePath();
    Pointer keeper = connect(library, pathArgument);
    if (keeper == null) {
      throw new EngineUnavailableException(
          "ClickHouse cannot open "
              + dataFolder
              + ": another engine has it open, or it is damaged; the line above this one is the engine's own word on it.");
    }
    LOG.info("ClickHouse engine {} is open on {}", library.chdb_version(), dataFolder);
    return new ChdbEngine(library, pathArgument, keeper);
  }

  /**
   * A fresh session, with the default settings of the engine and no state of any other. It takes
   * about 0.1 ms.
   */
  ChdbSession session() throws EngineException {
    Pointer holder = connect(library, pathArgument);
    if (holder == null) {
      throw EngineException.of(
          EngineException.UNKNOWN_EXCEPTION, "UNKNOWN_EXCEPTION", "The engine is shutting down");
    }
    return new ChdbSession(library, holder);
  }

  /**
   * Shuts the engine down. All sessions must be closed before: the library aborts the process
   * otherwise.
   */
  @Override
  public void close() {
    library.chdb_close_conn(keeper);
    if (library.chdb_shutdown() != 0) {
      LOG.warn("the ClickHouse engine did not stop all of its threads");
    }
  }

  private static ChdbLibrary load(Path libraryFile) {
    try {
      return Native.load(libraryFile.toAbsolutePath().toString(), ChdbLibrary.class);
    } catch (UnsatisfiedLinkError e) {
      throw new EngineUnavailableException(
          "The ClickHouse library " + libraryFile + " cannot be loaded: " + e.getMessage(), e);
    }
  }

  private static Pointer connect(ChdbLibrary library, String pathArgument) {
    String[] arguments = {"clickhouse", pathArgument};
    return library.chdb_connect(arguments.length, arguments);
  }
}

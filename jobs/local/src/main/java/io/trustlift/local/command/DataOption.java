package io.trustlift.local.command;

import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.process.StartException;
import io.trustlift.local.stack.DataLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The folder that a command works in. */
final class DataOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder for tables, topics, checkpoints and logs (default: .trustlift).")
  private Path folder;

  /** The folder, made if need be; from now on the log goes there. */
  DataLayout open(String command) {
    DataLayout data = layout();
    data.create();
    System.setProperty("trustlift.log", data.log(command).toString());
    return data;
  }

  /**
   * The folder, which has to be there.
   *
   * @throws StartException when it is not
   */
  DataLayout openExisting(String command) {
    DataLayout data = layout();
    if (!Files.isDirectory(data.root())) {
      throw new StartException(
          "There is nothing in "
              + data.root()
              + " yet: begin with «trustlift demo», «trustlift run» or «trustlift up».");
    }
    return open(command);
  }

  private DataLayout layout() {
    return new DataLayout(folder == null ? EngineLibrary.findHome().resolve(".trustlift") : folder);
  }
}

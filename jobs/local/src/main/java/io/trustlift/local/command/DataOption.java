package io.trustlift.local.command;

import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.stack.DataLayout;
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
    Path root = folder == null ? EngineLibrary.findHome().resolve(".trustlift") : folder;
    DataLayout data = new DataLayout(root);
    data.create();
    System.setProperty("trustlift.log", data.log(command).toString());
    return data;
  }
}

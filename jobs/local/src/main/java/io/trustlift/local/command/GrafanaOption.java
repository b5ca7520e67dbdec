package io.trustlift.local.command;

import io.trustlift.local.stack.GrafanaProcess;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A Grafana of this machine that is to show the dashboards. */
final class GrafanaOption {

  @Option(
      names = "--grafana",
      paramLabel = "HOME",
      description =
          "Also start the Grafana in this folder, with the dashboards. It needs the plugin grafana-clickhouse-datasource, in"
              + " HOME/data/plugins or in the folder that GF_PATHS_PLUGINS names.")
  private Path home;

  @Option(
      names = "--grafana-port",
      paramLabel = "PORT",
      defaultValue = "0",
      converter = BatchOptions.Port.class,
      description = "Grafana's port (default: a free one).")
  private int port;

  /** What is to be started, after a look whether it can be; empty where none was asked for. */
  Optional<GrafanaProcess.Options> toOptions() {
    return Optional.ofNullable(home)
        .map(folder -> GrafanaProcess.Options.of(folder, port, System.getenv()));
  }
}

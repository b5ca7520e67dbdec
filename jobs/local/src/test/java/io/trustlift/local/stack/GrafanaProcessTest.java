package io.trustlift.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trustlift.local.process.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said before anything is started. */
class GrafanaProcessTest {

  @TempDir private Path folder;

  @Test
  void noGrafanaThere() {
    assertThatThrownBy(() -> GrafanaProcess.Options.of(folder, 0, Map.of()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("There is no Grafana in " + folder)
        .hasMessageContaining("bin/grafana");
  }

  @Test
  void pluginMissing() throws Exception {
    StandInGrafana.install(folder);
    Files.delete(folder.resolve("data/plugins/grafana-clickhouse-datasource"));
    assertThatThrownBy(() -> GrafanaProcess.Options.of(folder, 0, Map.of()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("plugin grafana-clickhouse-datasource is not in")
        .hasMessageContaining("plugins install");
  }

  @Test
  void pluginsElsewhere() throws Exception {
    StandInGrafana.install(folder);
    Path elsewhere = folder.resolve("elsewhere");
    Files.createDirectories(elsewhere.resolve("grafana-clickhouse-datasource"));
    assertThat(
            GrafanaProcess.Options.of(folder, 0, Map.of("GF_PATHS_PLUGINS", elsewhere.toString()))
                .plugins())
        .isEqualTo(elsewhere);
  }
}

package io.trustlift.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.process.ChildJvm;
import io.trustlift.local.process.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stand-in of Grafana is started as Grafana would be, and ends with what started it. */
class GrafanaProcessIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private Path home;
  private DataLayout data;

  @BeforeEach
  void install() throws Exception {
    home = folder.resolve("grafana");
    StandInGrafana.install(home);
    data = new DataLayout(folder.resolve("data"));
    data.create();
  }

  @Test
  void isToldEverything() throws Exception {
    long pid;
    try (GrafanaProcess grafana = start(home, data)) {
      Map<?, ?> started = StandInGrafana.started(home);
      pid = ((Number) started.get("pid")).longValue();
      assertThat(started.get("arguments"))
          .isEqualTo(List.of("server", "--homepath", home.toString()));
      Map<?, ?> environment = (Map<?, ?>) started.get("environment");
      assertThat(grafana.url())
          .startsWith("http://127.0.0.1:" + environment.get("GF_SERVER_HTTP_PORT") + "/d/");
      assertThat(environment.get("GF_SERVER_HTTP_ADDR")).isEqualTo("127.0.0.1");
      assertThat(environment.get("GF_AUTH_ANONYMOUS_ORG_ROLE")).isEqualTo("Viewer");
      assertThat(environment.get("GF_PATHS_PLUGINS"))
          .isEqualTo(home.resolve("data/plugins").toString());
      assertThat(environment.get("TRUSTLIFT_CLICKHOUSE_PORT")).isEqualTo("1234");
      assertThat(Path.of((String) environment.get("TRUSTLIFT_DASHBOARDS")))
          .isDirectoryContaining("glob:**/trust-overview.json");
      checkProvisioning(Path.of((String) environment.get("GF_PATHS_PROVISIONING")));
    }
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  private static void checkProvisioning(Path provisioning) throws Exception {
    assertThat(provisioning.resolve("dashboards/trustlift.yaml")).exists();
    assertThat(provisioning.resolve("alerting/rules.yaml")).exists();
    assertThat(provisioning.resolve("alerting/contact-points.yaml")).exists();
    JsonNode source =
        new ObjectMapper(new YAMLFactory())
            .readTree(provisioning.resolve("datasources/clickhouse.yaml").toFile())
            .at("/datasources/0");
    assertThat(source.path("uid").asText()).isEqualTo("trustlift-clickhouse");
    assertThat(source.at("/jsonData/customSettings").findValuesAsText("setting"))
        .containsExactlyInAnyOrder("readonly", "max_execution_time", "max_result_rows");
  }

  @Test
  void saysWhereToLookWhenItEnds() throws Exception {
    Files.createFile(home.resolve("ends"));
    assertThatThrownBy(() -> start(home, data))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("Grafana ended while it started")
        .hasMessageContaining(data.log("grafana").toString());
    assertThat(data.log("grafana")).content().contains("It does not like its settings.");
  }

  @Test
  void endsWithAProcessThatIsKilled() throws Exception {
    ChildJvm parent =
        ChildJvm.start(
            Parent.class,
            List.of("-D" + EngineLibrary.HOME_PROPERTY + "=" + EngineLibrary.findHome()),
            List.of(home.toString(), data.root().toString()),
            folder.resolve("parent.log"));
    Path up = data.root().resolve("up");
    Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(up) || !parent.isAlive());
    assertThat(parent.lastLines()).isEmpty();
    long pid = ((Number) StandInGrafana.started(home).get("pid")).longValue();
    assertThat(ProcessHandle.of(pid)).isPresent();
    parent.kill();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  private static GrafanaProcess start(Path home, DataLayout data) throws Exception {
    return GrafanaProcess.start(
        GrafanaProcess.Options.of(home, 0, Map.of()), EngineLibrary.findHome(), data, 1234);
  }

  /** Starts a Grafana and waits to be killed. */
  static final class Parent {

    private Parent() {}

    public static void main(String[] arguments) throws Exception {
      DataLayout data = new DataLayout(Path.of(arguments[1]));
      try (GrafanaProcess grafana = start(Path.of(arguments[0]), data)) {
        Files.writeString(data.root().resolve("up"), grafana.url());
        System.in.read();
        Thread.currentThread().join();
      }
    }
  }
}

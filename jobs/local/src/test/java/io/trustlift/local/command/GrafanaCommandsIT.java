package io.trustlift.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.local.stack.StandInGrafana;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that start a Grafana, with a stand-in for it. */
class GrafanaCommandsIT {

  @TempDir private Path folder;

  @AfterEach
  void down() {
    CommandLine.run("down", "--data", folder.resolve("data"));
  }

  @Test
  void comesUpAndGoesDownWithTheStack() throws Exception {
    Path home = folder.resolve("grafana");
    StandInGrafana.install(home);
    CommandLine up = CommandLine.run("up", "--data", folder.resolve("data"), "--grafana", home);
    assertThat(up.exitCode()).as(up.err()).isZero();
    assertThat(up.out())
        .containsPattern("Grafana: +http://127.0.0.1:\\d+/d/trustlift-trust-overview");
    long pid = ((Number) StandInGrafana.started(home).get("pid")).longValue();
    assertThat(ProcessHandle.of(pid)).isPresent();
    CommandLine down = CommandLine.run("down", "--data", folder.resolve("data"));
    assertThat(down.exitCode()).as(down.err()).isZero();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void saysWhatIsMissingBeforeAnythingIsStarted() {
    CommandLine up = CommandLine.run("up", "--data", folder.resolve("data"), "--grafana", folder);
    assertThat(up.exitCode()).isEqualTo(1);
    assertThat(up.err()).contains("There is no Grafana in " + folder);
    CommandLine demo =
        CommandLine.run("demo", "--data", folder.resolve("data"), "--grafana", folder);
    assertThat(demo.exitCode()).isEqualTo(1);
    assertThat(demo.err()).contains("There is no Grafana in " + folder);
  }
}

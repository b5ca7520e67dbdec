package io.trustlift.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting, stopping and crashing. */
class ClickHouseProcessIT {

  private static final Path HOME = EngineLibrary.findHome();

  @TempDir Path folder;

  @Test
  void acknowledgedRowsSurviveAKill() throws Exception {
    long acknowledged = 0;
    try (ClickHouseProcess server = start(0)) {
      try (Connection connection = server.url().connect();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE default.t (a UInt64) ENGINE = MergeTree ORDER BY a");
        for (int batch = 0; batch < 30; batch++) {
          statement.execute("INSERT INTO default.t VALUES (" + batch + ")");
          acknowledged++;
        }
        server.kill();
      }
      assertThat(server.isAlive()).isFalse();
    }

    try (ClickHouseProcess server = start(0)) {
      assertThat(count(server)).isEqualTo(acknowledged);
    }
  }

  @Test
  void aKillInTheMidstOfWritingKeepsWhatWasAcknowledged() throws Exception {
    long acknowledged = 0;
    try (ClickHouseProcess server = start(0);
        Connection connection = server.url().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE default.t (a UInt64) ENGINE = MergeTree ORDER BY a");
      Thread killer = new Thread(server::kill);
      try {
        while (true) {
          statement.execute("INSERT INTO default.t SELECT number FROM numbers(1000)");
          acknowledged += 1_000;
          if (acknowledged == 20_000) {
            killer.start();
          }
        }
      } catch (SQLException killed) {
        killer.join();
      }
    }

    try (ClickHouseProcess server = start(0)) {
      assertThat(count(server)).isBetween(acknowledged, acknowledged + 1_000);
    }
  }

  @Test
  void stopsInGoodOrderAndStartsAgain() throws Exception {
    ClickHouseProcess first = start(0);
    try (Connection connection = first.url().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE default.t (a UInt64) ENGINE = MergeTree ORDER BY a");
      statement.execute("INSERT INTO default.t VALUES (1)");
    }
    first.close();

    assertThat(first.isAlive()).isFalse();
    assertThat(folder.resolve("clickhouse.port")).doesNotExist();
    assertThat(folder.resolve("clickhouse.pid")).doesNotExist();
    assertThat(Files.readString(first.logFile())).doesNotContain("left as a crash");
    try (ClickHouseProcess second = start(first.port())) {
      assertThat(second.port()).isEqualTo(first.port());
      assertThat(count(second)).isEqualTo(1);
    }
  }

  @Test
  void aFolderInUseIsRefusedInOneSentence() {
    try (ClickHouseProcess first = start(0)) {
      assertThatThrownBy(() -> start(0))
          .isInstanceOf(EngineUnavailableException.class)
          .hasMessageContaining(
              "is in use by another ClickHouse process (process " + first.pid() + ")")
          .message()
          .doesNotContain("\n");
      assertThat(first.isAlive()).isTrue();
    }
  }

  @Test
  void aPortInUseIsRefusedInOneSentenceAndLeavesNothing() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> start(taken.getLocalPort()))
          .isInstanceOf(EngineUnavailableException.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " is in use");
      assertThat(folder.resolve("engine")).doesNotExist();
      assertThat(folder.resolve("clickhouse.port")).doesNotExist();
    }
  }

  @Test
  void anUnusableFolderIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> ClickHouseProcess.start(HOME, file, 0, System.out::println))
        .isInstanceOf(EngineUnavailableException.class);
  }

  @Test
  void endsWithTheProcessThatStartedIt() throws Exception {
    Path library = EngineLibrary.locateOrFetch(HOME, System.out::println);
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ClickHouseServer.class.getName(),
                "--data",
                folder.toString(),
                "--library",
                library.toString(),
                "--stop-with-stdin")
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(
              server
                  .inputReader()
                  .lines()
                  .anyMatch(line -> line.startsWith("listening on 127.0.0.1:")))
          .isTrue();
      server.getOutputStream().close(); // which is what the death of the starter looks like

      assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(server.exitValue()).isZero();
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void takesNoNoticeOfControlC() throws Exception {
    try (ClickHouseProcess server = start(0)) {
      assertThat(new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start().waitFor())
          .isZero();

      new HttpCall(server.port()).post("SELECT 1").requireOk();
      assertThat(server.isAlive()).isTrue();
    }
  }

  @Test
  void theEngineLeavesTheSignalsOfTheJvmAlone() throws Exception {
    Path library = EngineLibrary.locateOrFetch(HOME, System.out::println);
    Process probe =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SignalProbe.class.getName(),
                library.toString(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(probe.waitFor()).as(said).isZero();
    assertThat(said).contains("caught");
  }

  private ClickHouseProcess start(int port) {
    return ClickHouseProcess.start(HOME, folder, port, System.out::println);
  }

  private static long count(ClickHouseProcess server) throws SQLException {
    try (Connection connection = server.url().connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count() FROM default.t")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}

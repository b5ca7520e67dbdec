package io.trustlift.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.local.http.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Flink's page answers to whom, on a cluster without a job. */
class LoopbackOnlyIT {

  @TempDir static Path folder;
  private static LocalFlink flink;
  private static int port;

  @BeforeAll
  static void start() {
    flink = LocalFlink.start(new LocalFlink.Options(1, 0, folder, Duration.ofHours(1), 0));
    port = URI.create(flink.webUrl()).getPort();
    Awaitility.await("Flink's page, which waits for a leader")
        .until(() -> call("GET", "/overview", "localhost").startsWith("HTTP/1.1 200 "));
  }

  @AfterAll
  static void stop() {
    flink.close();
  }

  @Test
  void thisMachineMayLook() throws IOException {
    assertThat(call("GET", "/overview", "127.0.0.1:" + port))
        .startsWith("HTTP/1.1 200 ")
        .contains("taskmanagers");
    assertThat(call("GET", "/overview", "localhost")).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "10.0.0.1"})
  void underAnotherNameNobodyMay(String host) throws IOException {
    assertThat(call("GET", "/overview", host))
        .startsWith("HTTP/1.1 403 ")
        .doesNotContain("taskmanagers");
  }

  @Test
  void pagesOfElsewhereMayNot() throws IOException {
    assertThat(call("GET", "/overview", "localhost", "Origin: http://evil.example"))
        .startsWith("HTTP/1.1 403 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/jars/upload", "/jars/x/run", "/jobs", "/cluster"})
  void nobodyMayRunOrEndAnything(String path) throws IOException {
    assertThat(call("POST", path, "localhost")).doesNotStartWith("HTTP/1.1 2");
  }

  private static String call(String method, String path, String host, String... headers)
      throws IOException {
    return RawHttp.call(port, method, path, host, headers);
  }
}

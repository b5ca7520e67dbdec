package io.trustlift.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trustlift.local.browser.Browser;
import io.trustlift.local.browser.Seen;
import io.trustlift.local.browser.Visit;
import io.trustlift.local.clickhouse.EmbeddedClickHouse;
import io.trustlift.local.clickhouse.EngineLibrary;
import io.trustlift.local.http.RawHttp;
import io.trustlift.local.npm.WebPackages;
import io.trustlift.local.stack.ClickHouseHttp;
import io.trustlift.report.look.LookServer;
import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page's server admits and answers, over tables without events. */
class LookHttpIT {

  @RegisterExtension static final EmbeddedClickHouse CLICK_HOUSE = new EmbeddedClickHouse();

  private static Path echarts;
  private static LookServer server;

  @BeforeAll
  static void serve() throws IOException {
    echarts =
        LookCommand.chartLibrary(
            WebPackages.echarts(EngineLibrary.findHome(), System.out::println));
    server = start(0);
    server.warm().join();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
  void isForReadingOnly(String method) throws IOException {
    assertThat(call(method, "/overview", "localhost")).startsWith("HTTP/1.1 405 ");
  }

  @Test
  void headHasNoBody() throws IOException {
    String answer = call("HEAD", "/overview", "localhost");
    assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "10.0.0.1"})
  void refusesOtherHosts(String host) throws IOException {
    assertThat(call("GET", "/api/state", host)).startsWith("HTTP/1.1 403 ").doesNotContain("as_of");
    assertThat(call("GET", "/overview", host)).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void refusesPagesOfElsewhere() throws IOException {
    assertThat(call("GET", "/api/state", "localhost", "Origin: http://evil.example"))
        .startsWith("HTTP/1.1 403 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/../LookServer.class",
        "/assets/%2e%2e/LookServer.class",
        "/assets/..%2fLookServer.class",
        "/../../../../etc/passwd",
        "//etc/passwd",
        "/assets/",
        "/assets/look.css/",
        "/page.html",
        "/assets/echarts.js%00.css",
      })
  void servesNothingButItsFiles(String path) throws IOException {
    assertThat(call("GET", path, "localhost")).startsWith("HTTP/1.1 404 ").doesNotContain("root:");
  }

  @Test
  void allowsNothingButItself() throws IOException {
    for (String path : List.of("/overview", "/assets/app.js", "/api/state", "/nowhere")) {
      assertThat(call("GET", path, "127.0.0.1"))
          .contains("Content-security-policy: default-src 'self';")
          .contains("X-content-type-options: nosniff")
          .doesNotContain("unsafe");
    }
    assertThat(call("GET", "/overview", "127.0.0.1"))
        .doesNotContain("onload=", "style=", "http://", "https://");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/minutes?stream=nowhere|404|There is no stream «nowhere» in the tables, nor any other yet.",
        "/api/minutes|400|Which stream? Name one with stream=ID.",
        "/api/totals?market=XX|404|There is no viewer-time of market «XX» in the tables, nor any other yet.",
        "/api/estimates?experiment=none|404|There is no experiment «none» in the tables, nor any other yet.",
        "/api/nothing|404|There is no answer called «nothing».",
        "/api/totals?mode=dead|400|The filter mode is one of all, live, replay, not «dead».",
        "/api/totals?range=soon|400|The range soon is not understood",
      })
  void whatIsNotThereIsSaidClearly(String path, int status, String message) throws IOException {
    assertThat(call("GET", path, "localhost"))
        .startsWith("HTTP/1.1 " + status + " ")
        .contains(message);
  }

  /** Values travel beside the query: as text they are unknown names at most. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/minutes?stream=x%27%29+UNION+ALL+SELECT+1+--",
        "/api/overlays?stream=%27%29%3B+DROP+TABLE+trust.visits_versions%3B+--",
        "/api/event-study?market=%27+OR+1%3D1+--",
        "/api/estimates?experiment=%5C%27%29+OR+1%3D1",
        "/api/minutes?stream=%7Bmode%3AString%7D",
      })
  void valuesAreNeverPartOfTheQuery(String path) throws IOException, SQLException {
    assertThat(call("GET", path, "localhost"))
        .startsWith("HTTP/1.1 404 ")
        .doesNotContain("SYNTAX", "Exception");
    assertThat(CLICK_HOUSE.column("EXISTS TABLE trust.visits_versions")).containsExactly("1");
  }

  @Test
  void aValueWithQuotesIsBound() throws IOException, SQLException {
    // Known to the tables, so that it reaches the queries.
    String stream = "it's \\a ') -- \n{x:String}";
    CLICK_HOUSE.execute(
        "INSERT INTO trust.visits_versions (visit_id, viewer_id, stream_id, market, mode, started_at, ended_at) VALUES ('v', 'w', '"
            + stream.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
            + "', 'DE', 'live', '2026-03-02 18:00:00', '2026-03-02 18:30:00')");
    try (LookServer fresh = start(0)) {
      String path =
          "/api/overlays?stream=" + java.net.URLEncoder.encode(stream, StandardCharsets.UTF_8);
      assertThat(RawHttp.call(fresh.port(), "GET", path, "localhost"))
          .startsWith("HTTP/1.1 200 ")
          .contains("\"rows\":[]");
    } finally {
      CLICK_HOUSE.execute("TRUNCATE TABLE trust.visits_versions");
    }
  }

  @Test
  void withoutEventsItSaysWhatToDo() {
    String base = "http://127.0.0.1:" + server.port();
    for (String view : List.of("/", "/overview", "/market", "/stream", "/experiment")) {
      Seen seen = Browser.open(Visit.of(base + view, "body[data-ready=true]", 1280));
      assertThat(seen.messages())
          .as(view)
          .containsExactly(
              "Nobody has watched anything yet. Send events to the topics, or begin with infra/trustlift demo. This page looks again by itself.");
      assertThat(seen.complaints()).isEmpty();
    }
  }

  @Test
  void whatTheBrowserHasIsNotSentAgain() throws IOException {
    String first = call("GET", "/assets/echarts.js", "localhost");
    String tag =
        first
            .lines()
            .filter(line -> line.startsWith("Etag: "))
            .findFirst()
            .orElseThrow()
            .substring(6);

    assertThat(call("GET", "/assets/echarts.js", "localhost", "If-None-Match: " + tag))
        .startsWith("HTTP/1.1 304 ")
        .endsWith("\r\n\r\n");
    assertThat(call("GET", "/assets/echarts.js", "localhost", "If-None-Match: \"other\""))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aTakenPortIsToldAsOne() {
    assertThatThrownBy(() -> start(server.port())).isInstanceOf(BindException.class);
  }

  private static LookServer start(int port) throws IOException {
    return LookServer.start(
        port, LookCommand.rows(new ClickHouseHttp(CLICK_HOUSE.process().port())), echarts);
  }

  private static String call(String method, String path, String host, String... headers)
      throws IOException {
    return RawHttp.call(server.port(), method, path, host, headers);
  }
}

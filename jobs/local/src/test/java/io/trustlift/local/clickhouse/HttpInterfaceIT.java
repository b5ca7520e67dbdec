package io.trustlift.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clickhouse.client.api.internal.ClickHouseLZ4InputStream;
import com.clickhouse.client.api.internal.ClickHouseLZ4OutputStream;
import io.trustlift.local.http.RawHttp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP interface as curl uses it. */
class HttpInterfaceIT {

  @RegisterExtension static final EmbeddedClickHouse CLICKHOUSE = new EmbeddedClickHouse();

  @BeforeAll
  static void createTables() throws SQLException {
    CLICKHOUSE.execute(
        "CREATE DATABASE other",
        "CREATE TABLE other.here (a Int64) ENGINE = MergeTree ORDER BY a",
        "CREATE TABLE other.alone (a Int64) ENGINE = MergeTree ORDER BY a",
        "CREATE TABLE default.bytes (id Int64, value String) ENGINE = MergeTree ORDER BY id");
  }

  private static HttpCall call() {
    return new HttpCall(CLICKHOUSE.process().port());
  }

  @Test
  void answersPings() {
    assertThat(call().get("/ping").requireOk().text()).isEqualTo("Ok.\n");
    assertThat(call().get("/").requireOk().text()).isEqualTo("Ok.\n");
    assertThat(call().send("HEAD", "/ping", HttpRequest.BodyPublishers.noBody()).status())
        .isEqualTo(200);
  }

  @Test
  void takesTheQueryFromUrlOrBodyOrBoth() {
    assertThat(call().with("query", "SELECT 1 + 1").get("/").requireOk().text()).isEqualTo("2\n");
    assertThat(call().post("SELECT 'a', [1, 2]").requireOk().text()).isEqualTo("a\t[1,2]\n");
    assertThat(call().with("query", "SELECT 40 +").post("2").requireOk().text()).isEqualTo("42\n");
  }

  @Test
  void saysWhatItDidInHeaders() {
    HttpCall.Answer answer =
        call()
            .with("query_id", "id-1")
            .post("SELECT number FROM numbers(3) FORMAT CSV")
            .requireOk();

    assertThat(answer.header("X-ClickHouse-Format")).isEqualTo("CSV");
    assertThat(answer.header("Content-Type")).isEqualTo("text/csv; charset=UTF-8");
    assertThat(answer.header("X-ClickHouse-Timezone")).isEqualTo("UTC");
    assertThat(answer.header("X-ClickHouse-Query-Id")).isEqualTo("id-1");
    assertThat(answer.header("X-ClickHouse-Server-Display-Name")).isNotBlank();
    assertThat(answer.header("X-ClickHouse-Summary"))
        .contains("\"read_rows\":\"3\"", "\"result_rows\":\"3\"", "\"written_rows\":\"0\"");
    assertThat(answer.text()).isEqualTo("0\n1\n2\n");
  }

  @Test
  void usesDefaultFormatAndDatabase() {
    call().with("database", "other").post("INSERT INTO alone VALUES (7)").requireOk();

    assertThat(
            call()
                .with("database", "other")
                .with("default_format", "JSONEachRow")
                .post("SELECT a FROM alone")
                .requireOk()
                .text())
        .isEqualTo("{\"a\":7}\n");
    assertThat(
            call().header("X-ClickHouse-Database", "other").post("SELECT currentDatabase()").text())
        .isEqualTo("other\n");
    assertThat(
            call()
                .with("database", "nowhere")
                .post("SELECT 1")
                .header("X-ClickHouse-Exception-Code"))
        .isEqualTo("81");
  }

  @Test
  void bindsParameters() {
    String hostile = "'; DROP TABLE default.bytes; --";

    assertThat(
            call()
                .with("param_text", hostile)
                .with("param_list", "['x','y']")
                .with("param_number", "-5")
                .with("param_none", "\\N")
                .with("param_escaped", "a\\tb\\nc")
                .post(
                    "SELECT {text:String} AS t, {list:Array(String)} AS l, {number:Int32} AS n,"
                        + " {none:Nullable(String)} AS z, {escaped:String} AS e FORMAT JSONEachRow")
                .requireOk()
                .text())
        .isEqualTo(
            "{\"t\":\""
                + hostile
                + "\",\"l\":[\"x\",\"y\"],\"n\":-5,\"z\":null,\"e\":\"a\\tb\\nc\"}\n");
    assertThat(call().post("SELECT {text:String}").header("X-ClickHouse-Exception-Code"))
        .as("parameters belong to one request")
        .isEqualTo("456");
  }

  @Test
  void appliesSettingsToOneRequestOnly() {
    String sql = "SELECT getSetting('max_block_size')";

    assertThat(call().with("max_block_size", "123").post(sql).requireOk().text())
        .isEqualTo("123\n");
    assertThat(call().post(sql).text()).isNotEqualTo("123\n");
    assertThat(call().post("SET max_block_size = 5").status()).isEqualTo(200);
    assertThat(call().post(sql).text()).isNotEqualTo("5\n");
  }

  @ParameterizedTest
  @CsvSource({
    "SELECT * FROM nowhere.nothing, 404, 81",
    "SELECT * FROM nothing, 404, 60",
    "SELEC 1, 400, 62",
    "SELECT 1 FORMAT Nonsense, 404, 73",
    "SELECT noSuchFunction(1), 404, 46",
    "SELECT toInt8('x'), 400, 6",
    "INSERT INTO nothing VALUES (1), 404, 60",
    "INSERT INTO other.here VALUES ('x'), 400, 6",
    "SELECT 1; SELECT 2, 400, 62",
    "SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) = 1 SETTINGS max_execution_time = 1, 408, 159",
  })
  void reportsErrorsWithCodeAndMessage(String sql, int status, String code) {
    HttpCall.Answer answer = call().post(sql);

    assertThat(answer.header("X-ClickHouse-Exception-Code")).as(answer.text()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text()).contains("Code: " + code + ". DB::Exception: ").endsWith("\n");
  }

  @Test
  void reportsUnknownSettingsAndUnsafeNames() {
    HttpCall.Answer answer = call().with("no_such_setting", "1").post("SELECT 1");

    assertThat(answer.header("X-ClickHouse-Exception-Code")).isEqualTo("115");
    assertThat(answer.text()).contains("no_such_setting");
    assertThat(
            call()
                .with("max_threads%20=%201,readonly", "0")
                .post("SELECT 1")
                .header("X-ClickHouse-Exception-Code"))
        .isEqualTo("115");
  }

  @Test
  void emptyQueryIsAnError() {
    assertThat(call().post(" \n").header("X-ClickHouse-Exception-Code")).isEqualTo("62");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO other.here VALUES (1)",
        "INSERT INTO other.here SELECT 1",
        "DROP TABLE other.here",
        "CREATE TABLE other.there (a Int8) ENGINE = Memory",
        "TRUNCATE TABLE other.here",
      })
  void getReadsOnly(String sql) {
    HttpCall.Answer answer = call().with("query", sql).get("/");

    assertThat(answer.header("X-ClickHouse-Exception-Code")).as(answer.text()).isEqualTo("164");
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void readOnlyCannotBeSwitchedOffByGet() {
    assertThat(
            call().with("query", "DROP TABLE other.here").with("readonly", "0").get("/").status())
        .isEqualTo(403);
    assertThat(
            call()
                .with("query", "SELECT 1")
                .with("readonly", "1")
                .with("max_threads", "1")
                .get("/")
                .status())
        .isEqualTo(200);
    assertThat(call().with("readonly", "1").post("DROP TABLE other.here").status()).isEqualTo(403);
  }

  @Test
  void insertsRowsThatAreBytesOfAnyKind() throws SQLException {
    Random random = new Random(1);
    byte[] awkward = ";\n\r \t\u0000select1'\"`$-/*".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    long sum = 0;
    for (int id = 0; id < 20_000; id++) {
      byte[] value = new byte[random.nextInt(60)];
      for (int i = 0; i < value.length; i++) {
        value[i] =
            random.nextInt(4) == 0
                ? (byte) random.nextInt(256)
                : awkward[random.nextInt(awkward.length)];
        sum += value[i] & 0xff;
      }
      for (int shift = 0; shift < 64; shift += 8) {
        rows.write(id >>> Math.min(shift, 31));
      }
      rows.write(value.length);
      rows.writeBytes(value);
    }
    String insert = "INSERT INTO default.bytes (id, value) FORMAT RowBinary";

    HttpCall.Answer answer = call().with("query", insert).post(rows.toByteArray()).requireOk();
    assertThat(answer.header("X-ClickHouse-Summary")).contains("\"written_rows\":\"20000\"");
    ByteArrayOutputStream oneText = new ByteArrayOutputStream();
    oneText.writeBytes((insert + "\n").getBytes(StandardCharsets.UTF_8));
    oneText.writeBytes(rows.toByteArray());
    call().post(oneText.toByteArray()).requireOk();

    assertThat(CLICKHOUSE.column("SELECT count() FROM default.bytes")).containsExactly("40000");
    assertThat(
            CLICKHOUSE.column(
                "SELECT sum(arraySum(arrayMap(i -> reinterpretAsUInt8(substring(value, i, 1)), range(1, length(value) + 1))))"
                    + " FROM default.bytes"))
        .containsExactly(Long.toString(2 * sum));
    assertThat(
            call()
                .post(
                    "SELECT id, value FROM default.bytes WHERE id < 20000 ORDER BY id LIMIT 1 BY id FORMAT RowBinary")
                .body())
        .isEqualTo(rows.toByteArray());
  }

  @Test
  void rowsOfAnInsertAreNeverRunAsStatements() {
    call().post("CREATE TABLE other.victim (a Int8) ENGINE = MergeTree ORDER BY a").requireOk();
    call().post("INSERT INTO other.here VALUES (8);\nDROP TABLE other.victim");
    call()
        .with("query", "INSERT INTO other.here FORMAT TSV")
        .post("9\n;\nDROP TABLE other.victim\n");

    assertThat(call().post("EXISTS TABLE other.victim").text()).isEqualTo("1\n");
  }

  @Test
  void unpacksAndPacksAsHttpDoes() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("SELECT 'packed'".getBytes(StandardCharsets.UTF_8));
    }

    HttpCall.Answer answer =
        call()
            .with("enable_http_compression", "1")
            .header("Accept-Encoding", "gzip")
            .header("Content-Encoding", "gzip")
            .post(packed.toByteArray())
            .requireOk();
    assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
    try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      assertThat(unpacked.readAllBytes()).asString().isEqualTo("packed\n");
    }
    HttpCall.Answer error =
        call()
            .with("enable_http_compression", "1")
            .header("Accept-Encoding", "gzip")
            .post("SELECT * FROM nothing");
    assertThat(error.header("Content-Encoding")).isNull();
    assertThat(error.text()).contains("UNKNOWN_TABLE");
    assertThat(call().header("Content-Encoding", "br").post("SELECT 1").status()).isEqualTo(400);
  }

  @Test
  void unpacksAndPacksAsClickHouseDoes() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream lz4 =
        new ClickHouseLZ4OutputStream(
            packed, LZ4Factory.fastestInstance().fastCompressor(), 1_000)) {
      lz4.write("SELECT number FROM numbers(100000)".getBytes(StandardCharsets.UTF_8));
    }

    HttpCall.Answer answer =
        call().with("compress", "1").with("decompress", "1").post(packed.toByteArray()).requireOk();
    try (InputStream unpacked =
        new ClickHouseLZ4InputStream(
            new ByteArrayInputStream(answer.body()),
            LZ4Factory.fastestInstance().fastDecompressor(),
            1_000)) {
      assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8).lines())
          .hasSize(100_000);
    }
    assertThat(call().with("decompress", "1").post("SELECT 1").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JSON",
        "JSONCompact",
        "CSVWithNames",
        "TabSeparatedWithNamesAndTypes",
        "XML",
        "Markdown"
      })
  void aLargeResultIsOneDocumentInEveryFormat(String format) {
    String text =
        call().post("SELECT number AS n FROM numbers(300000) FORMAT " + format).requireOk().text();

    assertThat(text.split("\\bn\\b", -1).length - 1)
        .as("the name of the column is there once, not once for each piece")
        .isEqualTo(format.equals("XML") ? 2 * 300_000 + 1 : format.equals("JSON") ? 300_001 : 1);
    assertThat(text).contains("299999");
  }

  @Test
  void streamsResultsLargerThanItsHeap() throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + CLICKHOUSE.process().port() + "/"))
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "SELECT number, repeat('x', 100) FROM numbers(6000000)"))
                    .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      assertThat(body.transferTo(OutputStream.nullOutputStream()))
          .as("more than the 512 MiB of the server's heap")
          .isGreaterThan(600_000_000L);
    }
  }

  @Test
  void aResultThatFailsHalfWayDoesNotLookComplete() {
    assertThatThrownBy(() -> call().post("SELECT throwIf(number = 5000000) FROM numbers(6000000)"))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(
            call()
                .post("SELECT throwIf(number = 10) FROM numbers(20)")
                .header("X-ClickHouse-Exception-Code"))
        .as("an early failure still has its status")
        .isEqualTo("395");
  }

  @Test
  void refusesPagesFromElsewhere() throws IOException {
    assertThat(rawStatus("evil.example")).contains(" 403 ");
    assertThat(rawStatus("127.0.0.1.evil.example")).contains(" 403 ");
    assertThat(rawStatus("localhost", "Origin: http://evil.example")).contains(" 403 ");
    assertThat(rawStatus("localhost", "Origin: null")).contains(" 403 ");
    assertThat(rawStatus("localhost:1", "Origin: http://localhost:3000")).contains(" 200 ");
    assertThat(rawStatus("[::1]:80")).contains(" 200 ");
  }

  @Test
  void refusesOtherMethodsAndPaths() {
    assertThat(call().send("DELETE", "/", HttpRequest.BodyPublishers.noBody()).status())
        .isEqualTo(405);
    assertThat(call().get("/secret").status()).isEqualTo(404);
    assertThat(
            call()
                .with("session_id", "s")
                .with("user", "u")
                .with("password", "p")
                .post("SELECT 1")
                .status())
        .isEqualTo(200);
  }

  @Test
  void refusesStatementsWithoutEnd() {
    byte[] sql = new byte[17 * 1024 * 1024];
    java.util.Arrays.fill(sql, (byte) ' ');
    byte[] select = "SELECT 1".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(select, 0, sql, 0, select.length);

    assertThat(call().post(sql).status()).isEqualTo(413);
  }

  private static String rawStatus(String host, String... headers) throws IOException {
    String answer =
        RawHttp.call(CLICKHOUSE.process().port(), "GET", "/?query=SELECT+1", host, headers);
    return answer.substring(0, answer.indexOf('\n'));
  }
}

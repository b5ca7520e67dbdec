package io.trustlift.local.clickhouse;

import com.clickhouse.client.api.internal.ClickHouseLZ4OutputStream;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.trustlift.report.http.LoopbackGuard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4Factory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests as ClickHouse's HTTP interface does. Every request has a session of its own. */
final class QueryHandler implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(QueryHandler.class);

  /** A statement, without the rows of an INSERT, may be this long. */
  private static final int MAX_STATEMENT_BYTES = 16 * 1024 * 1024;

  /** The rows of one INSERT may be this long, unpacked; they are streamed. */
  private static final long MAX_BODY_BYTES = 1024L * 1024 * 1024;

  /** The head of an INSERT is looked for in this much of what was sent. */
  private static final int INSERT_HEAD_BYTES = 64 * 1024;

  private static final int LZ4_BLOCK_BYTES = 64 * 1024;

  private final ChdbEngine engine;

  QueryHandler(ChdbEngine engine) {
    this.engine = engine;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    boolean reads = method.equals("GET") || method.equals("HEAD");
    if (!LoopbackGuard.admits(exchange.getRequestHeaders())) {
      sendText(exchange, 403, "This server answers this machine only, under the name localhost.\n");
    } else if (!reads && !method.equals("POST")) {
      sendText(exchange, 405, "Only GET, HEAD and POST are supported.\n");
    } else if (path.equals("/ping") || path.equals("/replicas_status")) {
      sendText(exchange, 200, "Ok.\n");
    } else if (!path.equals("/")) {
      sendText(exchange, 404, "There is no " + path + " here: statements go to /.\n");
    } else {
      answer(exchange, reads);
    }
  }

  private void answer(HttpExchange exchange, boolean readOnly) throws IOException {
    DelayedResponse response = new DelayedResponse(exchange);
    try {
      QueryRequest request =
          QueryRequest.of(
              exchange.getRequestURI().getRawQuery(), exchange.getRequestHeaders(), readOnly);
      InputStream sent = sent(exchange, request);
      byte[] head = sent.readNBytes(INSERT_HEAD_BYTES);
      if (isBlank(head)) {
        greet(exchange, readOnly);
        return;
      }
      run(exchange, request, head, sent, response);
    } catch (EngineException e) {
      fail(exchange, response, e.httpStatus(), e.code(), e);
    } catch (RequestBody.TooLargeException e) {
      fail(exchange, response, 413, EngineException.BAD_ARGUMENTS, e);
    } catch (RequestBody.MalformedException | IllegalArgumentException e) {
      fail(exchange, response, 400, EngineException.BAD_ARGUMENTS, e);
    } catch (IOException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("a request failed for a reason of this server's own", e);
      fail(exchange, response, 500, EngineException.UNKNOWN_EXCEPTION, e);
    }
  }

  private void run(
      HttpExchange exchange,
      QueryRequest request,
      byte[] head,
      InputStream rest,
      DelayedResponse response)
      throws IOException, EngineException {
    long start = System.nanoTime();
    QueryParameters parameters = new QueryParameters(request.parameters());
    InsertStatement insert = InsertStatement.at(head);
    QueryStatistics statistics;
    try (ChdbSession session = engine.session()) {
      // The database first: where settings make the session read-only, they are the last to be
      // changed.
      if (!request.database().isEmpty()) {
        session.use(request.database());
      }
      session.set(request.settings());
      if (insert != null) {
        describe(exchange, request, ResultFormat.of(request.format()));
        InputStream rows =
            new ByteArrayInputStream(head, insert.rowsStart(), head.length - insert.rowsStart());
        statistics =
            session.insert(
                insert.sql(), insert.format(), parameters, new SequenceInputStream(rows, rest));
      } else {
        byte[] sql = wholeStatement(head, rest);
        ResultFormat format = ResultFormat.of(sql, request.format());
        describe(exchange, request, format);
        try (OutputStream out = encoded(exchange, request, format, response)) {
          statistics = session.query(sql, request.format(), format.delivery(), parameters, out);
        }
      }
    }
    if (!response.isUnderWay()) {
      exchange
          .getResponseHeaders()
          .set("X-ClickHouse-Summary", statistics.toSummary(System.nanoTime() - start));
    }
    response.finish();
    exchange.close();
  }

  /** What the client sent, as one text: the statement in the URL, a line end, the body. */
  private static InputStream sent(HttpExchange exchange, QueryRequest request) throws IOException {
    InputStream body =
        exchange.getRequestMethod().equals("POST")
            ? RequestBody.of(
                exchange.getRequestBody(),
                exchange.getRequestHeaders().getFirst("Content-Encoding"),
                request.decompress(),
                MAX_BODY_BYTES)
            : InputStream.nullInputStream();
    if (request.query().length == 0) {
      return body;
    }
    byte[] line = Arrays.copyOf(request.query(), request.query().length + 1);
    line[line.length - 1] = '\n';
    return new SequenceInputStream(new ByteArrayInputStream(line), body);
  }

  private static byte[] wholeStatement(byte[] head, InputStream rest) throws IOException {
    byte[] tail = rest.readNBytes(MAX_STATEMENT_BYTES);
    if (rest.read() >= 0) {
      throw new RequestBody.TooLargeException(MAX_STATEMENT_BYTES);
    }
    byte[] whole = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, whole, head.length, tail.length);
    return whole;
  }

  private static void describe(HttpExchange exchange, QueryRequest request, ResultFormat format) {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", format.contentType());
    headers.set("X-ClickHouse-Format", format.name());
    headers.set("X-ClickHouse-Timezone", request.settings().get("session_timezone"));
    headers.set(
        "X-ClickHouse-Query-Id",
        request.queryId().isEmpty() ? UUID.randomUUID().toString() : headerText(request.queryId()));
    headers.set("X-ClickHouse-Server-Display-Name", "TrustLift embedded ClickHouse");
  }

  private static OutputStream encoded(
      HttpExchange exchange, QueryRequest request, ResultFormat format, DelayedResponse response)
      throws IOException {
    OutputStream out = response;
    if (request.gzip()) {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      out = new GZIPOutputStream(out, LZ4_BLOCK_BYTES);
    }
    if (request.compress()) {
      out =
          new ClickHouseLZ4OutputStream(
              out, LZ4Factory.fastestInstance().fastCompressor(), LZ4_BLOCK_BYTES);
    }
    if (format.isNative() && request.protocolVersion() > 0) {
      out = new NativeRevisionStream(out, request.protocolVersion());
    }
    return out;
  }

  private static void greet(HttpExchange exchange, boolean readOnly) throws IOException {
    if (readOnly) {
      sendText(exchange, 200, "Ok.\n");
    } else {
      exchange
          .getResponseHeaders()
          .set("X-ClickHouse-Exception-Code", Integer.toString(EngineException.SYNTAX_ERROR));
      sendText(exchange, 400, "Code: 62. DB::Exception: Empty query. (SYNTAX_ERROR)\n");
    }
  }

  private static void fail(
      HttpExchange exchange, DelayedResponse response, int status, int code, Exception cause)
      throws IOException {
    if (response.isUnderWay()) {
      // The status has gone out as 200. Leaving the response without an end is what tells the
      // client.
      LOG.warn("a statement failed after part of its result had been sent: {}", cause.getMessage());
      throw new IOException("the response is cut off", cause);
    }
    response.discard();
    exchange.getResponseHeaders().remove("Content-Encoding");
    exchange.getResponseHeaders().set("X-ClickHouse-Exception-Code", Integer.toString(code));
    sendText(exchange, status, cause.getMessage() + "\n");
  }

  private static void sendText(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=UTF-8");
    boolean headOnly = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, headOnly ? -1 : body.length);
    if (!headOnly) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static boolean isBlank(byte[] text) {
    return new String(text, StandardCharsets.ISO_8859_1).isBlank();
  }

  private static String headerText(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", "?");
  }
}

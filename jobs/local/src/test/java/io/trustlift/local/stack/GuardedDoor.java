package io.trustlift.local.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the embedded ClickHouse lacks and a server has: TLS, and a user whose password is asked for.
 * Behind it everything is the embedded one's.
 */
final class GuardedDoor implements AutoCloseable {

  private static final int UNAUTHORIZED = 401;
  private static final int SHOWN = 40;
  private static final Pattern STATEMENT = Pattern.compile("(?:^|&)query=([^&]*)");

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int target;
  private final String expected;
  private final Queue<String> passed = new ConcurrentLinkedQueue<>();

  GuardedDoor(SelfSigned key, int target, String user, String password) throws Exception {
    this.target = target;
    expected =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(key.serverContext()));
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** What was asked with the right password: the statements' first words. */
  List<String> passed() {
    return List.copyOf(passed);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        byte[] refusal = "Code: 516. Authentication failed".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("X-ClickHouse-Exception-Code", "516");
        exchange.sendResponseHeaders(UNAUTHORIZED, refusal.length);
        exchange.getResponseBody().write(refusal);
        return;
      }
      passed.add(beginning(exchange, body));
      pass(exchange, body);
    }
  }

  /** Of the statement, which stands in the body or, before rows, in the address. */
  private static String beginning(HttpExchange exchange, byte[] body) {
    String query = exchange.getRequestURI().getQuery();
    Matcher statement = STATEMENT.matcher(query == null ? "" : query);
    String text =
        statement.find()
            ? statement.group(1)
            : new String(body, 0, Math.min(body.length, SHOWN), StandardCharsets.ISO_8859_1);
    return text.strip().substring(0, Math.min(SHOWN, text.strip().length()));
  }

  private void pass(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + target + exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (name.startsWith("X-clickhouse-")
                  || name.equals("Content-encoding")
                  || name.equals("Accept-encoding")) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      HttpResponse<InputStream> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (name.startsWith("x-clickhouse-") || name.startsWith("content-type")) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      exchange.sendResponseHeaders(answer.statusCode(), 0);
      try (InputStream in = answer.body();
          OutputStream out = exchange.getResponseBody()) {
        in.transferTo(out);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

package io.trustlift.report.look;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trustlift.report.http.LoopbackGuard;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the page on 127.0.0.1, to this machine only and for reading only: GET and HEAD, no request
 * from a page of elsewhere, and nothing that the page could fetch but from here.
 */
public final class LookServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LookServer.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API = "/api/";
  private static final int THREADS = 16;
  private static final int BACKLOG = 64;

  private final HttpServer http;
  private final ExecutorService threads;
  private final Answers answers;
  private final CompletableFuture<Void> warm;

  private LookServer(
      HttpServer http, ExecutorService threads, Answers answers, CompletableFuture<Void> warm) {
    this.http = http;
    this.threads = threads;
    this.answers = answers;
    this.warm = warm;
  }

  /**
   * Starts serving, and asks in the background for what the pages will want first.
   *
   * @param port 0 for a free one
   * @param tables where the answers come from
   * @param echarts the chart library as one ES module
   * @throws java.net.BindException if the port is taken
   * @throws IOException if the tables or the library cannot be read
   */
  public static LookServer start(int port, Rows tables, Path echarts) throws IOException {
    // Without it, the two packets of an answer meet the client's delayed acknowledgement: 40 ms
    // each.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    Assets assets = new Assets(echarts);
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    Answers answers;
    try {
      answers = new Answers(tables);
    } catch (IOException | RuntimeException e) {
      http.stop(0);
      throw e;
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    Api api = new Api(answers);
    http.createContext("/", exchange -> handle(exchange, api, assets));
    http.setExecutor(threads);
    http.start();
    List<Panel> ahead =
        Panels.ALL.stream().filter(panel -> !panel.placeholders().contains("stream")).toList();
    return new LookServer(http, threads, answers, answers.warm(ahead, Filters.parse(null)));
  }

  public int port() {
    return http.getAddress().getPort();
  }

  /** Completes once what the pages want first has been asked for. */
  public CompletableFuture<Void> warm() {
    return warm;
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdown();
    answers.close();
  }

  private static void handle(HttpExchange exchange, Api api, Assets assets) {
    try (exchange) {
      try {
        route(exchange, api, assets);
      } catch (LookException e) {
        sendError(exchange, e.status(), e.getMessage());
      } catch (IOException | RuntimeException e) {
        LOG.warn("no answer to {}", exchange.getRequestURI(), e);
        sendError(exchange, 500, "The tables gave no answer: " + firstLine(e));
      }
    } catch (IOException e) {
      LOG.debug("the reader has gone", e);
    }
  }

  private static void route(HttpExchange exchange, Api api, Assets assets) throws IOException {
    Headers sent = exchange.getRequestHeaders();
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    if (!LoopbackGuard.admits(sent)) {
      sendError(exchange, 403, "Only this machine may look.");
    } else if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      sendError(exchange, 405, "This page is for reading only.");
    } else if (path.startsWith(API)) {
      byte[] body =
          api.answer(path.substring(API.length()), exchange.getRequestURI().getRawQuery());
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      send(exchange, 200, "application/json; charset=utf-8", body);
    } else {
      Optional<Assets.Asset> asset = assets.at(path);
      if (asset.isEmpty()) {
        throw LookException.notFound("There is no page here: begin at /overview.");
      }
      String tag = asset.get().tag();
      exchange.getResponseHeaders().set("Cache-Control", "no-cache");
      exchange.getResponseHeaders().set("ETag", tag);
      if (tag.equals(sent.getFirst("If-None-Match"))) {
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      send(exchange, 200, asset.get().mediaType(), asset.get().bytes());
    }
  }

  private static void sendError(HttpExchange exchange, int status, String message)
      throws IOException {
    send(
        exchange,
        status,
        "application/json; charset=utf-8",
        JSON.writeValueAsBytes(Map.of("error", message)));
  }

  private static void send(HttpExchange exchange, int status, String mediaType, byte[] body)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", mediaType);
    headers.set(
        "Content-Security-Policy",
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static String firstLine(Exception e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.lines().findFirst().orElse("");
  }
}

package io.trustlift.local.clickhouse;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded ClickHouse as a process: the engine on a data folder, behind HTTP on 127.0.0.1.
 *
 * <pre>ClickHouseServer --data FOLDER [--port N] [--library FILE] [--stop-with-stdin]</pre>
 *
 * <p>Port 0, which is the default, takes a free one. Without {@code --library} the engine is looked
 * for, and fetched if need be, below the checkout. With {@code --stop-with-stdin} the server ends
 * when its standard input does, which is to say with the process that started it, and takes no
 * notice of Ctrl-C. When it is ready it prints one line, {@code listening on 127.0.0.1:PORT}, and
 * the data folder holds the port and the process id in two files; SIGTERM ends it in good order.
 *
 * <p>Exit codes: 0 stopped (143 by SIGTERM), 2 could not start, with one sentence on standard
 * error.
 */
public final class ClickHouseServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ClickHouseServer.class);

  /** Statements that run at once; further requests wait. */
  private static final int THREADS = 16;

  /** The engine plans a query in the thread that asks, and views over views go deep. */
  private static final long STACK_BYTES = 16L << 20;

  private static final int BACKLOG = 128;
  private static final int DRAIN_SECONDS = 5;
  private static final int CANNOT_START = 2;

  private final HttpServer http;
  private final ExecutorService threads;
  private final DataFolder folder;
  private final ChdbEngine engine;

  private ClickHouseServer(
      HttpServer http, ExecutorService threads, DataFolder folder, ChdbEngine engine) {
    this.http = http;
    this.threads = threads;
    this.folder = folder;
    this.engine = engine;
  }

  /** Runs the server; see the class. */
  public static void main(String[] arguments) {
    try {
      Map<String, String> options = options(List.of(arguments));
      Path data = Path.of(required(options, "--data"));
      int port = Integer.parseInt(options.getOrDefault("--port", "0"));
      Path library =
          options.containsKey("--library")
              ? Path.of(options.get("--library"))
              : EngineLibrary.locateOrFetch(EngineLibrary.findHome(), System.err::println);
      ClickHouseServer server = start(data, port, library);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
      System.out.println("listening on 127.0.0.1:" + server.port());
      System.out.flush();
      if (options.containsKey("--stop-with-stdin")) {
        // Ctrl-C is for the starter: it may still have rows to write here. Its end is the end of
        // standard input.
        TerminalSignals.ignore();
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
      }
    } catch (EngineUnavailableException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(CANNOT_START);
    } catch (IOException e) {
      LOG.error("standard input broke", e);
      System.exit(CANNOT_START);
    }
  }

  /**
   * Starts serving.
   *
   * @param port 0 for a free one
   * @throws EngineUnavailableException if the port or the folder is taken, or the engine does not
   *     start; nothing is left behind then
   */
  static ClickHouseServer start(Path data, int port, Path library) {
    // Without it, the two packets of a short answer meet the client's delayed acknowledgement: 40
    // ms each.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer http = bind(port);
    DataFolder folder = null;
    try {
      folder = DataFolder.take(data);
      ChdbEngine engine = ChdbEngine.open(library, DataFolder.engineFolder(data));
      ExecutorService threads =
          Executors.newFixedThreadPool(
              THREADS, task -> new Thread(null, task, "query", STACK_BYTES));
      http.createContext("/", new QueryHandler(engine));
      http.setExecutor(threads);
      http.start();
      folder.publish(http.getAddress().getPort());
      return new ClickHouseServer(http, threads, folder, engine);
    } catch (EngineUnavailableException e) {
      http.stop(0);
      closeQuietly(folder);
      throw e;
    } catch (IOException e) {
      throw new EngineUnavailableException(
          "The data folder " + data + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return http.getAddress().getPort();
  }

  /** Stops taking requests, lets running statements end for a few seconds, closes the engine. */
  @Override
  public void close() {
    http.stop(0);
    threads.shutdown();
    try {
      if (threads.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
        engine.close();
      } else {
        LOG.warn("statements are still running: the engine is left as a crash would leave it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeQuietly(folder);
  }

  private static HttpServer bind(int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      return HttpServer.create(address, BACKLOG);
    } catch (BindException e) {
      throw new EngineUnavailableException(
          "Port "
              + port
              + " is in use: stop what listens there, or choose another port for ClickHouse.",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + address, e);
    }
  }

  private static void closeQuietly(DataFolder folder) {
    if (folder == null) {
      return;
    }
    try {
      folder.close();
    } catch (IOException e) {
      LOG.warn("the data folder could not be tidied", e);
    }
  }

  private static Map<String, String> options(List<String> arguments) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      switch (name) {
        case "--stop-with-stdin" -> options.put(name, "");
        case "--data", "--port", "--library" -> {
          i++;
          if (i == arguments.size()) {
            throw new IllegalArgumentException(name + " needs a value");
          }
          options.put(name, arguments.get(i));
        }
        default -> throw new IllegalArgumentException("unknown option " + name);
      }
    }
    return options;
  }

  private static String required(Map<String, String> options, String name) {
    String value = options.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }
}

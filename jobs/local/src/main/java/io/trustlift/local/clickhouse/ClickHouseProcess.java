package io.trustlift.local.clickhouse;

import io.trustlift.clickhouse.ClickHouseUrl;
import io.trustlift.local.process.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * An embedded ClickHouse in a process of its own, started by this one and ended with it. Apart from
 * memory, a separate process means that a crash of the engine is not one of the job.
 */
public final class ClickHouseProcess implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration POLL_EVERY = Duration.ofMillis(25);
  private static final int CANNOT_START = 2;

  private final ChildJvm process;
  private final Path data;
  private final int port;

  private ClickHouseProcess(ChildJvm process, Path data, int port) {
    this.process = process;
    this.data = data;
    this.port = port;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param home root of the checkout; see {@link EngineLibrary#findHome()}
   * @param data folder for its tables, log and state; created if need be
   * @param port 0 for a free one
   * @param progress takes lines to show to a person, should the engine have to be fetched first
   * @throws EngineUnavailableException if it does not start, with the reason in one sentence or the
   *     last lines of its log
   */
  public static ClickHouseProcess start(Path home, Path data, int port, Consumer<String> progress) {
    Path library = EngineLibrary.locateOrFetch(home, progress);
    try {
      Files.createDirectories(data);
      ChildJvm process = launch(library, data, port);
      int listening = awaitPort(process, data);
      awaitAnswer(process, listening);
      return new ClickHouseProcess(process, data, listening);
    } catch (IOException e) {
      throw new EngineUnavailableException("ClickHouse cannot be started: " + e.getMessage(), e);
    }
  }

  /** The port of its HTTP interface on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** How to connect to it by JDBC. */
  public ClickHouseUrl url() {
    return ClickHouseUrl.loopback(port);
  }

  /** The file that the server logs to. */
  public Path logFile() {
    return DataFolder.logFile(data);
  }

  /** The server's process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether the server is still running. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Kills the server as a crash would (SIGKILL) and waits until it is gone. */
  public void kill() {
    process.kill();
  }

  /** Asks the server to stop, and kills it if it has not done so in time. */
  @Override
  public void close() {
    process.close();
  }

  private static ChildJvm launch(Path library, Path data, int port) throws IOException {
    return ChildJvm.start(
        ClickHouseServer.class,
        // Threads have the stack that ClickHouse's own have: views over views over views are deep.
        List.of("-Xmx512m", "-Xss8m", "-XX:+UseSerialGC"),
        List.of(
            "--data",
            data.toAbsolutePath().toString(),
            "--port",
            Integer.toString(port),
            "--library",
            library.toString(),
            "--stop-with-stdin"),
        DataFolder.logFile(data));
  }

  /**
   * The files of an earlier server that was killed are told from the new one's by the process id;
   * the new one takes them away before it writes its own.
   */
  private static int awaitPort(ChildJvm process, Path data) throws IOException {
    String pid = Long.toString(process.pid());
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!pid.equals(content(DataFolder.pidFile(data)))
        || content(DataFolder.portFile(data)).isEmpty()) {
      requireStarting(process, deadline);
    }
    return Integer.parseInt(content(DataFolder.portFile(data)));
  }

  private static void awaitAnswer(ChildJvm process, int port) throws IOException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!answers(port)) {
      requireStarting(process, deadline);
    }
  }

  /** Waits a little for the process to end, which it should not. */
  private static void requireStarting(ChildJvm process, long deadline) throws IOException {
    if (process.awaitEnd(POLL_EVERY)) {
      List<String> lines = process.lastLines();
      if (process.exitValue() == CANNOT_START && !lines.isEmpty()) {
        throw new EngineUnavailableException(lines.get(lines.size() - 1));
      }
      throw new EngineUnavailableException(
          "ClickHouse ended with code "
              + process.exitValue()
              + " while it started. Its last words:\n"
              + String.join("\n", lines));
    }
    if (System.nanoTime() > deadline) {
      process.kill();
      throw new EngineUnavailableException(
          "ClickHouse did not answer within "
              + START_TIMEOUT.toSeconds()
              + " s. Its last words:\n"
              + String.join("\n", process.lastLines()));
    }
  }

  private static boolean answers(int port) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + "/ping").toURL().openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(5_000);
      try (InputStream body = connection.getInputStream()) {
        return new String(body.readAllBytes(), StandardCharsets.US_ASCII).equals("Ok.\n");
      }
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String content(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII).strip();
    } catch (NoSuchFileException notYet) {
      return "";
    }
  }
}

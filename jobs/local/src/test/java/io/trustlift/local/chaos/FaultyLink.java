package io.trustlift.local.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between the job and ClickHouse, byte for byte, and breaks what passes when it is told to.
 */
final class FaultyLink implements AutoCloseable {

  /** What becomes of a request. */
  enum Mode {
    /** It passes. */
    PASS,
    /** It is answered with an error of the server, and does not reach it. */
    SERVER_ERROR,
    /** The first half of what was sent arrives, then the connection is gone. */
    CUT,
    /** It arrives and is carried out, but the answer is lost. */
    ANSWER_LOST
  }

  private static final byte[] SERVER_ERROR =
      "HTTP/1.1 500 Internal Server Error\r\nX-ClickHouse-Exception-Code: 241\r\nContent-Length: 24\r\nConnection: close\r\n\r\nCode: 241. Out of memory"
          .getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER = 1 << 16;
  private static final int BACKLOG = 128;

  private final ServerSocket listening;
  private final int target;
  private final AtomicLong broken = new AtomicLong();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "faulty-link");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Mode mode = Mode.PASS;

  /** Opens a way to a port of this machine. */
  FaultyLink(int target) throws IOException {
    this.target = target;
    listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  void set(Mode wanted) {
    mode = wanted;
  }

  /** How many requests were broken so far. */
  long broken() {
    return broken.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        threads.execute(() -> connect(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    try {
      client.setTcpNoDelay(true);
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      server.setTcpNoDelay(true);
      threads.execute(() -> pump(client, server, true));
      pump(server, client, false);
    } catch (IOException refused) {
      // ClickHouse is down: whoever called is told as much.
      close(client);
    }
  }

  /** Passes bytes on one way until an end is gone; both are closed then. */
  private void pump(Socket from, Socket to, boolean request) {
    byte[] buffer = new byte[BUFFER];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        Mode now = mode;
        if (request && now == Mode.SERVER_ERROR) {
          broken.incrementAndGet();
          from.getOutputStream().write(SERVER_ERROR);
          return;
        }
        if (request && now == Mode.CUT) {
          broken.incrementAndGet();
          out.write(buffer, 0, length / 2);
          return;
        }
        if (!request && now == Mode.ANSWER_LOST) {
          broken.incrementAndGet();
          return;
        }
        out.write(buffer, 0, length);
      }
    } catch (IOException gone) {
      // An end is gone: closing the other tells so.
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
  }
}

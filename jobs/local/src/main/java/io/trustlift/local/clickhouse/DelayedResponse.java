package io.trustlift.local.clickhouse;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The body of a response whose head is sent as late as possible: a statement that fails within its
 * first megabyte of result still gets the status of its error, and a short result gets its length
 * and its statistics as headers. Longer ones are sent as they come.
 */
final class DelayedResponse extends OutputStream {

  private static final int HELD_BACK_BYTES = 1024 * 1024;

  private final HttpExchange exchange;
  private ByteArrayOutputStream held = new ByteArrayOutputStream();
  private OutputStream sending;

  DelayedResponse(HttpExchange exchange) {
    this.exchange = exchange;
  }

  /** Whether the head has been sent, with status 200: it is too late for an error then. */
  boolean isUnderWay() {
    return sending != null;
  }

  /** Forgets what has been held back. */
  void discard() {
    held = new ByteArrayOutputStream();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (sending != null) {
      sending.write(bytes, offset, length);
      return;
    }
    held.write(bytes, offset, length);
    if (held.size() > HELD_BACK_BYTES) {
      exchange.sendResponseHeaders(200, 0);
      sending = exchange.getResponseBody();
      held.writeTo(sending);
      held = null;
    }
  }

  /** Sends what is left. Headers may be set until now, as far as {@link #isUnderWay} is false. */
  void finish() throws IOException {
    if (sending == null) {
      exchange.sendResponseHeaders(200, held.size() == 0 ? -1 : held.size());
      sending = exchange.getResponseBody();
      held.writeTo(sending);
    }
    sending.close();
  }

  /**
   * Does nothing: only {@link #finish} ends the response, so that a broken one cannot look
   * complete.
   */
  @Override
  public void close() {}

  /** Does nothing: what is held back stays so. */
  @Override
  public void flush() {}
}

package io.trustlift.local.stack;

import io.trustlift.local.process.StartException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Asks a ClickHouse over its HTTP interface, where the answer is wanted as text in one of its
 * formats.
 */
public final class ClickHouseHttp {

  /** ClickHouse refused a query; the message is its own. */
  public static final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QueryException(String message) {
      super(message);
    }
  }

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;

  public ClickHouseHttp(int port) {
    this.port = port;
  }

  /**
   * The answer to a query, as it comes.
   *
   * @param format such as {@code JSONEachRow}, unless the query names one itself
   * @throws QueryException when ClickHouse refuses the query
   * @throws IOException when it cannot be reached
   */
  public InputStream query(String sql, String format, Map<String, String> settings)
      throws IOException {
    StringBuilder url = new StringBuilder("http://127.0.0.1:" + port + "/?database=trust");
    parameter(url, "default_format", format);
    settings.forEach((name, value) -> parameter(url, name, value));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url.toString()))
            .POST(HttpRequest.BodyPublishers.ofString(sql))
            .build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        try (InputStream body = response.body()) {
          throw new QueryException(new String(body.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
      }
      return response.body();
    } catch (ConnectException e) {
      throw new StartException(
          "ClickHouse on 127.0.0.1:" + port + " does not answer: see its log, and start again.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Waiting for ClickHouse was interrupted", e);
    }
  }

  private static void parameter(StringBuilder url, String name, String value) {
    url.append('&').append(name).append('=');
    url.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }
}

package io.trustlift.local.stack;

import java.io.IOException;
import java.io.InputStream;
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
    StringBuilder url =
        new StringBuilder("http://127.0.0.1:" + port + "/?database=trust&default_format=" + format);
    settings.forEach(
        (name, value) ->
            url.append('&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
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
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Waiting for ClickHouse was interrupted", e);
    }
  }

  /** The whole answer as text. */
  public String text(String sql, String format) throws IOException {
    try (InputStream answer = query(sql, format, Map.of())) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

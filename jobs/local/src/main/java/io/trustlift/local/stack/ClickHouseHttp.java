package io.trustlift.local.stack;

import io.trustlift.local.process.StartException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.net.URIBuilder;
import org.apache.hc.core5.util.Timeout;

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

  private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(10);

  /** Between two pieces of an answer: far longer than any view takes. */
  private static final Timeout SILENCE = Timeout.ofMinutes(10);

  private final CloseableHttpClient client =
      HttpClients.custom()
          .setConnectionManager(
              PoolingHttpClientConnectionManagerBuilder.create()
                  .setDefaultConnectionConfig(
                      ConnectionConfig.custom()
                          .setConnectTimeout(CONNECT_TIMEOUT)
                          .setSocketTimeout(SILENCE)
                          .build())
                  .build())
          .disableAutomaticRetries()
          .build();
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
    HttpPost request = new HttpPost(url(format, settings));
    request.setEntity(new StringEntity(sql, StandardCharsets.UTF_8));
    try {
      ClassicHttpResponse response = client.executeOpen(null, request, null);
      if (response.getCode() != HttpStatus.SC_OK) {
        try (response) {
          throw new QueryException(
              new String(response.getEntity().getContent().readAllBytes(), StandardCharsets.UTF_8)
                  .strip());
        }
      }
      return response.getEntity().getContent();
    } catch (ConnectException e) {
      throw new StartException(
          "ClickHouse on 127.0.0.1:" + port + " does not answer: see its log, and start again.", e);
    }
  }

  private URI url(String format, Map<String, String> settings) {
    URIBuilder url =
        new URIBuilder()
            .setScheme("http")
            .setHost("127.0.0.1")
            .setPort(port)
            .setPath("/")
            .addParameter("database", "trust")
            .addParameter("default_format", format);
    settings.forEach(url::addParameter);
    try {
      return url.build();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

package io.trustlift.local.clickhouse;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a request to ClickHouse's HTTP interface asks for, besides its body.
 *
 * @param query statement, or the beginning of it, from the URL; empty without one
 * @param database to be the current one; empty for the default
 * @param format of the result unless the statement names one
 * @param compress whether the result is to be in ClickHouse's own compressed framing
 * @param decompress whether the body is in that framing
 * @param gzip whether the result is to be compressed as HTTP has it
 * @param protocolVersion revision of the native protocol that {@code Native} blocks are to have; 0
 *     for none
 * @param queryId id of the query; empty where the client gave none
 * @param settings settings for this statement, by name
 * @param parameters values of the statement's placeholders, by name
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that only travel; requests are never compared
record QueryRequest(
    byte[] query,
    String database,
    String format,
    boolean compress,
    boolean decompress,
    boolean gzip,
    int protocolVersion,
    String queryId,
    Map<String, String> settings,
    Map<String, byte[]> parameters) {

  /**
   * Names in the URL that are no settings. Credentials are taken and not looked at: there are no
   * users here, only this machine. Sessions are taken too, but keep nothing: each request has its
   * own temporary tables and settings.
   */
  private static final Set<String> RESERVED =
      Set.of(
          "query",
          "database",
          "default_format",
          "compress",
          "decompress",
          "enable_http_compression",
          "client_protocol_version",
          "query_id",
          "user",
          "password",
          "quota_key",
          "role",
          "session_id",
          "session_timeout",
          "session_check",
          "session_timezone_check",
          "stacktrace",
          "wait_end_of_query",
          "buffer_size",
          "close_session",
          "http_response_headers");

  /**
   * What TrustLift relies on, unless the request says otherwise: UTC, and inserts that are there
   * when they are acknowledged.
   */
  private static final Map<String, String> DEFAULT_SETTINGS =
      Map.of(
          "session_timezone", "UTC",
          "async_insert", "0",
          "implicit_select", "0");

  /**
   * Reads a request.
   *
   * @param readOnly whether the method allows reading only
   * @throws IllegalArgumentException if the URL is malformed
   */
  static QueryRequest of(String rawUrlQuery, Headers headers, boolean readOnly) {
    Map<String, byte[]> url = UrlQuery.parse(rawUrlQuery);
    Map<String, String> settings = new LinkedHashMap<>(DEFAULT_SETTINGS);
    Map<String, byte[]> parameters = new LinkedHashMap<>();
    url.forEach(
        (name, value) -> {
          if (name.startsWith("param_")) {
            parameters.put(name.substring("param_".length()), value);
          } else if (!RESERVED.contains(name)) {
            settings.put(name, text(value));
          }
        });
    if (readOnly) {
      settings.merge("readonly", "2", (given, two) -> given.equals("1") ? given : two);
    }
    boolean httpCompression = flag(url, "enable_http_compression");
    return new QueryRequest(
        url.getOrDefault("query", new byte[0]),
        first(text(url.get("database")), headers.getFirst("X-ClickHouse-Database"), ""),
        first(
            text(url.get("default_format")),
            headers.getFirst("X-ClickHouse-Format"),
            "TabSeparated"),
        flag(url, "compress"),
        flag(url, "decompress"),
        httpCompression && acceptsGzip(headers),
        number(text(url.get("client_protocol_version"))),
        first(text(url.get("query_id")), ""),
        settings,
        parameters);
  }

  private static boolean acceptsGzip(Headers headers) {
    String accepted = headers.getFirst("Accept-Encoding");
    return accepted != null && accepted.contains("gzip");
  }

  private static boolean flag(Map<String, byte[]> url, String name) {
    String value = text(url.get(name));
    return value != null && (value.equals("1") || value.equalsIgnoreCase("true"));
  }

  private static int number(String text) {
    try {
      return text == null || text.isEmpty() ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("client_protocol_version is not a number: " + text, e);
    }
  }

  private static String first(String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null && !candidate.isEmpty()) {
        return candidate;
      }
    }
    return "";
  }

  private static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}

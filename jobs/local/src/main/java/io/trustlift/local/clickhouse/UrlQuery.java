package io.trustlift.local.clickhouse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes the query part of a URL apart. Values stay bytes: a statement may hold any. */
final class UrlQuery {

  private UrlQuery() {}

  /**
   * Names and values in order; of a repeated name the last counts.
   *
   * @param raw the part after the question mark as it was sent; may be null
   * @throws IllegalArgumentException if a percent sign is not followed by two hexadecimal digits
   */
  static Map<String, byte[]> parse(String raw) {
    Map<String, byte[]> parameters = new LinkedHashMap<>();
    if (raw == null) {
      return parameters;
    }
    for (String pair : raw.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.put(new String(decode(name), StandardCharsets.UTF_8), decode(value));
      }
    }
    return parameters;
  }

  private static byte[] decode(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] == '%') {
        if (i + 2 >= encoded.length) {
          throw new IllegalArgumentException("incomplete percent escape in the URL");
        }
        int high = Character.digit(encoded[i + 1], 16);
        int low = Character.digit(encoded[i + 2], 16);
        if (high < 0 || low < 0) {
          throw new IllegalArgumentException("bad percent escape in the URL");
        }
        decoded.write(high * 16 + low);
        i += 2;
      } else {
        decoded.write(encoded[i] == '+' ? ' ' : encoded[i]);
      }
    }
    return decoded.toByteArray();
  }
}

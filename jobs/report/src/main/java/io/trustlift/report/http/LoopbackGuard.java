package io.trustlift.report.http;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps web pages away. The server listens on this machine only, but so does the browser: a page
 * from elsewhere could reach it under a name that it has made to point here (DNS rebinding), or
 * simply post to it. The name in {@code Host} and, where a browser sends one, the page's {@code
 * Origin} must therefore be this machine's own.
 */
public final class LoopbackGuard {

  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private LoopbackGuard() {}

  /** Whether a request with these headers comes from this machine and means it. */
  public static boolean admits(Headers headers) {
    return admits(headers.getFirst("Host"), headers.getFirst("Origin"));
  }

  /** The same by the values of the headers {@code Host} and {@code Origin}; null where not sent. */
  public static boolean admits(String host, String origin) {
    return host != null && NAMES.contains(withoutPort(host)) && (origin == null || isLocal(origin));
  }

  private static boolean isLocal(String origin) {
    try {
      String host = URI.create(origin).getHost();
      return host != null && NAMES.contains(host.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    boolean port = colon >= 0 && host.indexOf(']', colon) < 0;
    return (port ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
  }
}

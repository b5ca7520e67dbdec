package io.trustlift.local.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests as bytes on the wire: clients of a library tidy paths, and set Host themselves. */
public final class RawHttp {

  private RawHttp() {}

  /**
   * Sends a request without a body to a port of this machine.
   *
   * @param headers others than {@code Host}, such as {@code Origin: http://evil.example}
   * @return the whole answer, with its status line and headers
   */
  public static String call(int port, String method, String path, String host, String... headers)
      throws IOException {
    StringBuilder request = new StringBuilder();
    request.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    request.append("Host: ").append(host).append("\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    request.append("Connection: close\r\n\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

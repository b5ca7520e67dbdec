package io.trustlift.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of the loopback address. */
public final class Ports {

  private Ports() {}

  /** A port that nobody listens on now. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new StartException("No free port on 127.0.0.1: " + e.getMessage(), e);
    }
  }

  /**
   * The wanted port, or a free one for 0.
   *
   * @param what is to listen there, for the message
   * @throws StartException when somebody listens there already
   */
  public static int wantedOrFree(int wanted, String what) {
    if (wanted == 0) {
      return free();
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      return wanted;
    } catch (IOException e) {
      throw new StartException(
          "Port "
              + wanted
              + ", meant for "
              + what
              + ", is in use or not allowed: stop what listens there or choose another port.",
          e);
    }
  }
}

package io.trustlift.exposure;

import java.io.DataInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads texts that are few and come again and again, such as streams and markets: mostly as the one
 * instance that was read before, so that those which are kept take no room and are found equal
 * without a look at their letters.
 */
final class Names {

  /** A power of two. */
  private static final int SLOTS = 4096;

  /**
   * By hash. Tasks may overwrite each other's: a string is whole for whoever finds it, and one that
   * was put out of its place is only read anew.
   */
  private static final String[] KNOWN = new String[SLOTS];

  private Names() {}

  /** Reads what {@link Codec#writeText} wrote. */
  static String read(DataInput in) throws IOException {
    byte[] bytes = Codec.readBytes(in);
    if (bytes.length == 0) {
      return "";
    }
    int hash = 0;
    for (byte b : bytes) {
      hash = 31 * hash + b;
    }
    int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
    String known = KNOWN[slot];
    if (known == null || !isAscii(known, bytes)) {
      known = new String(bytes, StandardCharsets.UTF_8);
      KNOWN[slot] = known;
    }
    return known;
  }

  /** Whether these are the bytes of the text, and all of them ASCII. */
  private static boolean isAscii(String text, byte[] bytes) {
    if (text.length() != bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] < 0 || text.charAt(i) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}

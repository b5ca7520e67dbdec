package io.trustlift.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What an erased viewer is remembered by, so that the id itself need not be kept. */
public final class ViewerHash {

  private ViewerHash() {}

  /** SHA-256 of the id as it stands behind the source, 64 lower-case hexadecimal digits. */
  public static String of(String viewerId) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(viewerId.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}

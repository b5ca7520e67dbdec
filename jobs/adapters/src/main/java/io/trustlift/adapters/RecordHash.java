package io.trustlift.adapters;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** An event id for records that bring none: the same bytes give the same id. */
final class RecordHash {

  private static final int BYTES = 16;

  private RecordHash() {}

  /** 32 hexadecimal digits of the record's SHA-256. */
  static String of(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}

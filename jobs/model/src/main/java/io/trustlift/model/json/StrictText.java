package io.trustlift.model.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What the contract asks of a record's bytes before any JSON is read, and JSON parsers let pass:
 * well-formed UTF-8 without byte order mark, and no half of a surrogate pair written as an escape.
 */
final class StrictText {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = ONES << 7;
  private static final long BACKSLASHES = ONES * '\\';

  private StrictText() {}

  /** What is wrong with {@code bytes}, or null. */
  static String complaint(byte[] bytes) {
    // Most records are plain, which eight bytes at a time tell together.
    int plain = 0;
    while (plain + Long.BYTES <= bytes.length && isPlain((long) EIGHT.get(bytes, plain))) {
      plain += Long.BYTES;
    }
    boolean ascii = true;
    boolean escapes = false;
    for (int i = plain; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b <= 0) {
        if (b == 0) {
          return "holds a NUL byte";
        }
        ascii = false;
      } else if (b == '\\') {
        escapes = true;
      }
    }
    if (!ascii) {
      if (startsWithByteOrderMark(bytes)) {
        return "begins with a byte order mark";
      }
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      } catch (CharacterCodingException e) {
        return "is not UTF-8";
      }
    }
    return escapes && hasHalfSurrogate(bytes) ? "holds half a surrogate pair" : null;
  }

  /** Whether each of eight bytes is ASCII and neither NUL nor a backslash. */
  private static boolean isPlain(long eight) {
    // Of ASCII, only a byte of 0 borrows from its own high bit, or one above another such byte.
    long backslash = eight ^ BACKSLASHES;
    return ((eight | (eight - ONES) | (backslash - ONES)) & HIGH_BITS) == 0;
  }

  private static boolean startsWithByteOrderMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  private static boolean hasHalfSurrogate(byte[] bytes) {
    int i = 0;
    while (i < bytes.length) {
      if (bytes[i] != '\\') {
        i++;
        continue;
      }
      int unit = escapedUnit(bytes, i);
      if (unit < 0 || !Character.isSurrogate((char) unit)) {
        i += 2; // whatever is escaped, it does not begin an escape itself
        continue;
      }
      int next = escapedUnit(bytes, i + 6);
      boolean pair =
          Character.isHighSurrogate((char) unit)
              && next >= 0
              && Character.isLowSurrogate((char) next);
      if (!pair) {
        return true;
      }
      i += 12;
    }
    return false;
  }

  /**
   * The UTF-16 unit of the escape {@code \}{@code uXXXX} at {@code at}, or -1 where none stands
   * there.
   */
  private static int escapedUnit(byte[] bytes, int at) {
    if (at + 6 > bytes.length || bytes[at] != '\\' || bytes[at + 1] != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit * 16 + digit;
    }
    return unit;
  }
}

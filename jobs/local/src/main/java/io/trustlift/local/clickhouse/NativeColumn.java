package io.trustlift.local.clickhouse;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Steps over the values of one column of a {@code Native} block. Running out of bytes is a {@link
 * BufferUnderflowException}: the caller comes back with more.
 */
final class NativeColumn {

  private static final long MAX_LENGTH = Integer.MAX_VALUE;

  private final ByteBuffer bytes;

  NativeColumn(ByteBuffer littleEndianBytes) {
    this.bytes = littleEndianBytes;
  }

  /**
   * Moves the position of the buffer behind the column.
   *
   * @throws IllegalArgumentException for types that cannot be stepped over
   */
  void skip(NativeType type, long rows) {
    if (rows > 0) {
      skipPrefix(type);
      skipValues(type, rows);
    }
  }

  /** Dictionaries announce their version once, before everything else of the column. */
  private void skipPrefix(NativeType type) {
    switch (type.name()) {
      case "LowCardinality" -> skipBytes(8);
      case "Array", "Nullable" -> skipPrefix(type.argument(0));
      case "SimpleAggregateFunction" -> skipPrefix(type.argument(1));
      case "Map", "Tuple" -> {
        for (int i = 0; i < type.arguments().size(); i++) {
          skipPrefix(type.argument(i));
        }
      }
      default -> {
        // all other types begin with their values
      }
    }
  }

  private void skipValues(NativeType type, long rows) {
    int width = type.width();
    if (width >= 0) {
      skipBytes(rows * width);
      return;
    }
    switch (type.name()) {
      case "String" -> {
        for (long i = 0; i < rows; i++) {
          skipBytes(readVarint());
        }
      }
      case "Nullable" -> {
        skipBytes(rows);
        skipValues(type.argument(0), rows);
      }
      case "Array" -> skipElements(rows, type.argument(0));
      case "Map" -> skipElements(rows, type.argument(0), type.argument(1));
      case "Tuple" -> {
        for (int i = 0; i < type.arguments().size(); i++) {
          skipValues(type.argument(i), rows);
        }
      }
      case "SimpleAggregateFunction" -> skipValues(type.argument(1), rows);
      case "LowCardinality" -> skipDictionary(type.argument(0), rows);
      default ->
          throw new IllegalArgumentException(
              "Values of type "
                  + type.name()
                  + " cannot be sent in the Native format by this server");
    }
  }

  private void skipElements(long rows, NativeType... types) {
    skipBytes((rows - 1) * Long.BYTES);
    long elements = readLength();
    for (NativeType type : types) {
      if (elements > 0) {
        skipValues(type, elements);
      }
    }
  }

  private void skipDictionary(NativeType type, long rows) {
    long flags = readLong();
    NativeType key = type.name().equals("Nullable") ? type.argument(0) : type;
    long keys = readLength();
    if (keys > 0) {
      skipValues(key, keys);
    }
    readLong(); // the number of rows again
    skipBytes(rows << (flags & 0xff));
  }

  /** A length that is written seven bits at a time. */
  long readVarint() {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      byte b = bytes.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a length in a Native block has no end");
  }

  private long readLong() {
    return bytes.getLong();
  }

  private long readLength() {
    long length = readLong();
    if (length < 0 || length > MAX_LENGTH) {
      throw new IllegalArgumentException("a length in a Native block is out of bounds");
    }
    return length;
  }

  private void skipBytes(long count) {
    if (count > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    bytes.position(bytes.position() + (int) count);
  }
}

package io.trustlift.exposure;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The binary form of the state machines' parts. Text is length-prefixed UTF-8: {@link
 * DataOutput#writeUTF} would refuse the longest ids that the contract allows.
 */
public final class Codec {

  /** Writes one element of a list. */
  @FunctionalInterface
  public interface Writer<T> {
    void write(DataOutput out, T value) throws IOException;
  }

  /** Reads one element of a list. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  private static final byte[] NONE = {};

  private Codec() {}

  /** Writes a number of at least 0 in one to five bytes. */
  public static void writeVarInt(DataOutput out, int value) throws IOException {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      out.writeByte((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }

  public static int readVarInt(DataInput in) throws IOException {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.readByte();
      value |= (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  public static void writeText(DataOutput out, String text) throws IOException {
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  public static String readText(DataInput in) throws IOException {
    byte[] bytes = readBytes(in);
    return bytes.length == 0 ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  public static void writeBytes(DataOutput out, byte[] bytes) throws IOException {
    writeVarInt(out, bytes.length);
    out.write(bytes);
  }

  public static byte[] readBytes(DataInput in) throws IOException {
    int length = readVarInt(in);
    if (length == 0) {
      return NONE;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  public static <T> void writeList(DataOutput out, List<T> list, Writer<T> writer)
      throws IOException {
    writeVarInt(out, list.size());
    for (T element : list) {
      writer.write(out, element);
    }
  }

  /** A list that can grow. */
  public static <T> ArrayList<T> readList(DataInput in, Reader<T> reader) throws IOException {
    int size = readVarInt(in);
    ArrayList<T> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(reader.read(in));
    }
    return list;
  }
}

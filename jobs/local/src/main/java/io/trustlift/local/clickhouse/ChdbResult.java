package io.trustlift.local.clickhouse;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A result of the engine in native memory, or a piece of one. */
final class ChdbResult implements AutoCloseable {

  private static final int COPY_BYTES = 64 * 1024;

  private final ChdbLibrary library;
  private final Pointer pointer;

  ChdbResult(ChdbLibrary library, Pointer pointer) throws EngineException {
    if (pointer == null) {
      throw EngineException.of(
          EngineException.UNKNOWN_EXCEPTION, "UNKNOWN_EXCEPTION", "The engine returned no result");
    }
    this.library = library;
    this.pointer = pointer;
  }

  /** The native result, for calls that take it. */
  Pointer pointer() {
    return pointer;
  }

  /** What went wrong, in the engine's words; null when nothing did. */
  String error() {
    Pointer message = library.chdb_result_error(pointer);
    return message == null ? null : message.getString(0, StandardCharsets.UTF_8.name());
  }

  /** Throws the error of this result, if it is one. */
  void requireSuccess() throws EngineException {
    String error = error();
    if (error != null) {
      throw EngineException.ofEngine(error);
    }
  }

  long length() {
    return library.chdb_result_length(pointer);
  }

  /**
   * Bytes of the names and types of columns at the beginning of {@code RowBinaryWithNamesAndTypes}.
   */
  long headerLength() {
    ByteBuffer bytes = library.chdb_result_buffer(pointer).getByteBuffer(0, length());
    NativeColumn cursor = new NativeColumn(bytes);
    long texts = 2 * cursor.readVarint();
    for (long i = 0; i < texts; i++) {
      cursor.skip(NativeType.parse("String"), 1);
    }
    return bytes.position();
  }

  /** Writes the bytes from an index on. */
  void copyTo(OutputStream out, long from) throws IOException {
    long length = length();
    Pointer buffer = library.chdb_result_buffer(pointer);
    byte[] part = new byte[(int) Math.min(COPY_BYTES, length)];
    for (long at = from; at < length; at += part.length) {
      int count = (int) Math.min(part.length, length - at);
      buffer.read(at, part, 0, count);
      out.write(part, 0, count);
    }
  }

  QueryStatistics statistics() {
    return new QueryStatistics(
        library.chdb_result_storage_rows_read(pointer),
        library.chdb_result_storage_bytes_read(pointer),
        library.chdb_result_rows_written(pointer),
        library.chdb_result_bytes_written(pointer),
        library.chdb_result_rows_read(pointer),
        library.chdb_result_bytes_read(pointer));
  }

  @Override
  public void close() {
    library.chdb_destroy_query_result(pointer);
  }
}

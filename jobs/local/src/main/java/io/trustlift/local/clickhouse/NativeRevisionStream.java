package io.trustlift.local.clickhouse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns {@code Native} blocks as the engine writes them, which is without a protocol revision, into
 * blocks of the revision that a client asked for: with a few bytes about the block before it and,
 * from revision 54454 on, a byte before each column saying that its values are stored the plain
 * way. The Go client, and so Grafana, reads no others.
 */
final class NativeRevisionStream extends OutputStream {

  private static final int COLUMN_FLAG_REVISION = 54_454;

  /** Field 1: no overflow rows; field 2: bucket -1; end of fields. */
  private static final byte[] BLOCK_INFO = {1, 0, 2, -1, -1, -1, -1, 0};

  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;
  private static final int INITIAL_BYTES = 64 * 1024;

  private final OutputStream out;
  private final boolean columnFlag;

  /** Bytes that are not a whole block yet, in the first {@link #pendingLength} of the array. */
  private byte[] pending = new byte[INITIAL_BYTES];

  private int pendingLength;

  /** How many bytes to wait for before looking for a whole block again. */
  private int worthALook;

  /**
   * A stream that writes converted blocks to another.
   *
   * @param revision above 0
   */
  NativeRevisionStream(OutputStream out, int revision) {
    this.out = out;
    this.columnFlag = revision >= COLUMN_FLAG_REVISION;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int needed = Math.addExact(pendingLength, length);
    if (needed > pending.length) {
      pending =
          Arrays.copyOf(pending, (int) Math.max(needed, Math.min(2L * pending.length, MAX_ARRAY)));
    }
    System.arraycopy(bytes, offset, pending, pendingLength, length);
    pendingLength = needed;
    if (pendingLength >= worthALook) {
      convertWholeBlocks();
    }
  }

  /** Closes the stream below; an {@link IOException} if a block is incomplete. */
  @Override
  public void close() throws IOException {
    convertWholeBlocks();
    if (pendingLength > 0) {
      throw new IOException("the engine ended its result within a block");
    }
    out.close();
  }

  /**
   * A look at an incomplete block is in vain and takes as long as the block is: the next one waits
   * until there is twice as much, so that a large block that comes in many parts costs no more than
   * twice its length.
   */
  private void convertWholeBlocks() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(pending, 0, pendingLength).order(ByteOrder.LITTLE_ENDIAN);
    int done = 0;
    try {
      while (bytes.hasRemaining()) {
        out.write(convert(bytes));
        done = bytes.position();
      }
    } catch (BufferUnderflowException incomplete) {
      // the rest of the block is still to come
    }
    pendingLength -= done;
    System.arraycopy(pending, done, pending, 0, pendingLength);
    worthALook = (int) Math.min(2L * pendingLength, Integer.MAX_VALUE);
  }

  private byte[] convert(ByteBuffer bytes) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    NativeColumn column = new NativeColumn(bytes);
    block.writeBytes(BLOCK_INFO);
    int start = bytes.position();
    long columns = column.readVarint();
    long rows = column.readVarint();
    copy(bytes, start, block);
    for (long i = 0; i < columns; i++) {
      start = bytes.position();
      readText(bytes, column);
      String type = readText(bytes, column);
      copy(bytes, start, block);
      if (columnFlag) {
        block.write(0);
      }
      start = bytes.position();
      column.skip(NativeType.parse(type), rows);
      copy(bytes, start, block);
    }
    return block.toByteArray();
  }

  private static String readText(ByteBuffer bytes, NativeColumn column) {
    long length = column.readVarint();
    if (length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] text = new byte[(int) length];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static void copy(ByteBuffer bytes, int start, ByteArrayOutputStream to) {
    to.write(bytes.array(), bytes.arrayOffset() + start, bytes.position() - start);
  }
}

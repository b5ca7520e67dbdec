package io.trustlift.local.clickhouse;

import com.clickhouse.client.api.ClientException;
import com.clickhouse.client.api.internal.ClickHouseLZ4InputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import net.jpountz.lz4.LZ4Factory;

/** The body of a request, unpacked, and cut off by an error where it gets larger than is sane. */
final class RequestBody extends FilterInputStream {

  /** A body is larger than is taken. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(long limit) {
      super("the body is larger than " + limit + " bytes");
    }
  }

  /** A body is not packed as it says it is. */
  static final class MalformedException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedException(Exception cause) {
      super("the body cannot be unpacked: " + cause.getMessage(), cause);
    }
  }

  private static final int LZ4_BUFFER_BYTES = 64 * 1024;

  private final boolean packed;
  private final long limit;
  private long count;

  private RequestBody(InputStream in, boolean packed, long limit) {
    super(in);
    this.packed = packed;
    this.limit = limit;
  }

  /**
   * Wraps a body.
   *
   * @param contentEncoding header of that name, or null
   * @param framed whether the body is in ClickHouse's compressed framing
   * @param limit bytes taken at most, unpacked
   * @throws IllegalArgumentException if the encoding is not known
   */
  static InputStream of(InputStream body, String contentEncoding, boolean framed, long limit)
      throws IOException {
    String encoding = contentEncoding == null ? "identity" : contentEncoding;
    InputStream plain = unpacked(body, encoding);
    if (framed) {
      plain =
          new ClickHouseLZ4InputStream(
              plain, LZ4Factory.fastestInstance().fastDecompressor(), LZ4_BUFFER_BYTES);
    }
    return new RequestBody(plain, framed || !encoding.equals("identity"), limit);
  }

  private static InputStream unpacked(InputStream body, String encoding) throws IOException {
    try {
      return switch (encoding) {
        case "identity" -> body;
        case "gzip" -> new GZIPInputStream(body);
        case "deflate" -> new InflaterInputStream(body);
        default ->
            throw new IllegalArgumentException(
                "Content-Encoding " + encoding + " is not supported: send gzip or deflate");
      };
    } catch (IOException e) {
      throw new MalformedException(e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read;
    try {
      read = super.read(buffer, offset, length);
    } catch (IOException e) {
      throw packed ? new MalformedException(e) : e;
    } catch (ClientException e) {
      throw new MalformedException(e);
    }
    count += Math.max(0, read);
    if (count > limit) {
      throw new TooLargeException(limit);
    }
    return read;
  }
}

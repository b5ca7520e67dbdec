package io.trustlift.local.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class RequestBodyTest {

  @Test
  void unpacks() throws IOException {
    assertThat(RequestBody.of(gzip(new byte[1_000]), "gzip", false, 1_000).readAllBytes())
        .hasSize(1_000);
  }

  @Test
  void countsWhatIsUnpackedNotWhatIsSent() {
    assertThatThrownBy(
            () -> RequestBody.of(gzip(new byte[1_001]), "gzip", false, 1_000).readAllBytes())
        .isInstanceOf(RequestBody.TooLargeException.class)
        .hasMessageContaining("1000");
  }

  @Test
  void tellsBrokenPackingFromABrokenConnection() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
          }
        };

    assertThatThrownBy(
            () -> RequestBody.of(new ByteArrayInputStream(new byte[50]), "gzip", false, 1_000))
        .isInstanceOf(RequestBody.MalformedException.class);
    assertThatThrownBy(
            () ->
                RequestBody.of(new ByteArrayInputStream(new byte[50]), null, true, 1_000)
                    .readAllBytes())
        .isInstanceOf(RequestBody.MalformedException.class);
    assertThatThrownBy(() -> RequestBody.of(broken, null, false, 1_000).readAllBytes())
        .isExactlyInstanceOf(IOException.class);
    assertThatThrownBy(() -> RequestBody.of(broken, "br", false, 1_000))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static InputStream gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return new ByteArrayInputStream(packed.toByteArray());
  }
}

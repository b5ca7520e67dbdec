package io.trustlift.model.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes are looked at by eights: what is wrong is found wherever it stands among them. */
class StrictTextTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 15, 16, 19})
  void findsWhatIsWrongWhereverItStands(int at) {
    assertThat(StrictText.complaint(with(at, (byte) 0))).isEqualTo("holds a NUL byte");
    assertThat(StrictText.complaint(with(at, (byte) 0xFF))).isEqualTo("is not UTF-8");
    assertThat(StrictText.complaint(with(at, "\\ud800".getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo("holds half a surrogate pair");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 15, 16, 19})
  void letsPassWhatIsRightWhereverItStands(int at) {
    assertThat(StrictText.complaint(with(at, (byte) 1))).isNull();
    assertThat(StrictText.complaint(with(at, (byte) 0x7F))).isNull();
    assertThat(StrictText.complaint(with(at, "\\n".getBytes(StandardCharsets.US_ASCII)))).isNull();
    assertThat(StrictText.complaint(with(at, "é".getBytes(StandardCharsets.UTF_8)))).isNull();
  }

  private static byte[] with(int at, byte... part) {
    byte[] bytes = new byte[at + part.length + 9];
    Arrays.fill(bytes, (byte) 'x');
    System.arraycopy(part, 0, bytes, at, part.length);
    return bytes;
  }
}

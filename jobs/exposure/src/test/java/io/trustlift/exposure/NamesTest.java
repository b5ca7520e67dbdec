package io.trustlift.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "DE", "stream-1", "Zürich", "日本", "a\u0000b", "\uD83D\uDE00"})
  void aNameIsReadAsItWasWritten(String name) throws IOException {
    assertThat(read(name)).isEqualTo(name);
    assertThat(read(name)).isEqualTo(name);
  }

  @Test
  void theSameInstanceComesAgain() throws IOException {
    assertThat(read("stream-2")).isSameAs(read("stream-2"));
  }

  /** {@code Aa} and {@code BB} have one hash, and so one place. */
  @Test
  void namesOfOnePlaceAreNotMixedUp() throws IOException {
    assertThat(read("Aa")).isEqualTo("Aa");
    assertThat(read("BB")).isEqualTo("BB");
    assertThat(read("Aa")).isEqualTo("Aa");
  }

  private static String read(String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Codec.writeText(new DataOutputStream(bytes), name);
    return Names.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }
}

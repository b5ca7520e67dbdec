package io.trustlift.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CodePointsTest {

  /** UTF-8 was made so that its bytes, unsigned, sort as the code points do. */
  private static final Comparator<String> BY_BYTES =
      (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

  /** From every length of UTF-8, and from both sides of the surrogates. */
  private static final int[] EDGES = {
    0, 'A', 'a', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x10001,
    0x10FFFF
  };

  @Test
  void ordersAsUtf8BytesDo() {
    long seed = 1;
    System.out.printf("random texts from seed %d%n", seed);
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>(List.of(""));
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(5); length >= 0; length--) {
        text.appendCodePoint(EDGES[random.nextInt(EDGES.length)]);
      }
      texts.add(text.toString());
    }
    List<String> expected = new ArrayList<>(texts);
    expected.sort(BY_BYTES);

    texts.sort(CodePoints.ORDER);

    assertThat(texts).isEqualTo(expected);
  }

  @Test
  void aSupplementaryCharacterComesAfterEveryOther() {
    String emoji = "\uD83D\uDE00";
    assertThat(CodePoints.ORDER.compare(emoji, "\uFFFD")).isPositive();
    assertThat(CodePoints.ORDER.compare("\uE000", emoji)).isNegative();
    assertThat(emoji).as("unlike String.compareTo").isLessThan("\uFFFD");
  }

  @Test
  void aPrefixComesFirstAndEqualTextsAreEqual() {
    assertThat(CodePoints.ORDER.compare("a", "ab")).isNegative();
    assertThat(CodePoints.ORDER.compare("ab", "a")).isPositive();
    assertThat(CodePoints.ORDER.compare("ab", "ab")).isZero();
  }
}

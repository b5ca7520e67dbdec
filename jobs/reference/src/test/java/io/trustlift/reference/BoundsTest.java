package io.trustlift.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random histories tell a window from one that is a millisecond longer or shorter. */
class BoundsTest {
  private static final int SEEDS = 2_000;
  private static final List<String> NAMES =
      Stream.of(Parameters.class.getRecordComponents()).map(c -> c.getName()).toList();

  static Stream<String> windows() {
    return NAMES.stream().flatMap(name -> Stream.of(name + " -1", name + " +1"));
  }

  @ParameterizedTest
  @MethodSource("windows")
  void aMillisecondMakesADifference(String window) {
    String[] nameAndOffset = window.split(" ");
    Parameters off = off(NAMES.indexOf(nameAndOffset[0]), Integer.parseInt(nameAndOffset[1]));

    assertThat(IntStream.range(0, SEEDS).anyMatch(seed -> differs(seed, off))).isTrue();
  }

  private static boolean differs(int seed, Parameters off) {
    History history = RandomHistory.of(seed, RandomHistory.Size.MEDIUM).history();
    return !Reference.tables(history).equals(Reference.tables(history, off));
  }

  private static Parameters off(int index, int by) {
    Parameters p = Parameters.DEFAULTS;
    long[] values = {
      p.visitGap(),
      p.minView(),
      p.carryOver(),
      p.maxDisplay(),
      p.attributionWindow(),
      p.maxVisit(),
      p.replyWindow(),
      p.orderWindow(),
      p.assignmentWindow(),
      p.replayHorizon()
    };
    values[index] += by;
    return new Parameters(
        values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7],
        values[8], values[9]);
  }
}

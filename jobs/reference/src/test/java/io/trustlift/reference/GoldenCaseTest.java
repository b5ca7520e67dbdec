package io.trustlift.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenCaseTest {
  static List<GoldenCase> cases() {
    return GoldenCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyRowIsAsExpected(GoldenCase golden) {
    Tables tables = Reference.tables(golden.history());

    assertThat(TablesDiff.between(golden.expected(), tables)).isEmpty();
    for (String table : Tables.NAMES) {
      if (!table.equals("outcomes")) { // where the reference knows columns that golden rows lack
        assertThat(tables.rows(table)).isEqualTo(golden.expected().rows(table));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theOrderOfArrivalMakesNoDifference(GoldenCase golden) {
    for (History history : Shuffles.of(golden.history(), 1, 2)) {
      assertThat(TablesDiff.between(golden.expected(), Reference.tables(history))).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void watchTimeAndRecordsAddUp(GoldenCase golden) {
    History history = golden.history();

    Invariants.check(history, Reference.tables(history));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void inputFilesAreWrittenAsTheyAre(GoldenCase golden, @TempDir Path folder) throws IOException {
    golden.writeInputTo(folder);

    History read = History.readFrom(folder);
    for (Topic topic : Topic.values()) {
      assertThat(read.values(topic.topicName()))
          .containsExactlyElementsOf(golden.history().values(topic.topicName()));
    }
  }

  @Test
  void theLargestCaseIsQuick() {
    GoldenCase golden = GoldenCase.named("medium");

    Assertions.assertTimeout(
        Duration.ofSeconds(10), () -> Reference.tables(golden.history()).rows("visits"));
  }
}

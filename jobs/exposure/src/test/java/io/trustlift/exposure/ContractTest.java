package io.trustlift.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.reference.GoldenCase;
import io.trustlift.reference.History;
import io.trustlift.reference.RandomHistory;
import io.trustlift.reference.Reference;
import io.trustlift.reference.Shuffles;
import io.trustlift.reference.Tables;
import io.trustlift.reference.TablesDiff;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The state machines against the golden rows, and against the brute-force reference over random
 * histories.
 */
class ContractTest {

  private static final int HISTORIES = Integer.getInteger("trustlift.histories", 2_000);
  private static final long FIRST_SEED = Long.getLong("trustlift.seed", 1);

  static List<GoldenCase> goldenCases() {
    return GoldenCase.all();
  }

  @ParameterizedTest
  @MethodSource("goldenCases")
  void goldenRowsInFileOrder(GoldenCase golden) {
    assertThat(TablesDiff.between(golden.expected(), run(golden.history(), 1).tables())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("goldenCases")
  void goldenRowsInOtherOrders(GoldenCase golden) {
    for (long seed = 1; seed <= 5; seed++) {
      History shuffled = Shuffles.byEventTime(golden.history(), seed);
      assertThat(TablesDiff.between(golden.expected(), run(shuffled, seed).tables()))
          .as("seed %d", seed)
          .isEmpty();
    }
  }

  @Test
  void randomHistoriesGiveTheRowsOfTheReference() {
    System.out.printf("random histories from seed %d, %d of them%n", FIRST_SEED, HISTORIES);
    Map<String, Integer> atRisk = new TreeMap<>();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
      History history = RandomHistory.of(seed, size(seed)).arrival(seed);
      Tables expected = Reference.tables(history);
      OfflineJob.Result result = run(history, seed);
      assertThat(TablesDiff.between(expected, result.tables())).as("seed %d", seed).isEmpty();
      assertThat(result.assignments())
          .as("assignments, seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(Reference.experimentAssignments(history));
      assertThat(result.atRisk()).as("at risk, seed %d", seed).isEqualTo(Reference.atRisk(history));
      result.atRisk().keySet().forEach(key -> atRisk.merge(kind(key), 1, Integer::sum));
      assertThat(result.counts()).as("counts, seed %d", seed).isEqualTo(counts(expected));
      assertThat(result.nothingIsLeft()).as("nothing is left, seed %d", seed).isTrue();
    }
    assertThat(atRisk).as("of every kind").hasSize(2 * 3);
  }

  private static String kind(Map<String, Object> atRisk) {
    boolean exposed = !((List<?>) atRisk.get("exposed")).isEmpty();
    boolean underExperiment = !((List<?>) atRisk.get("under_experiment")).isEmpty();
    return "inquiry %s, exposed %s, under experiment %s"
        .formatted(atRisk.get("inquiry"), exposed, underExperiment);
  }

  private static Map<String, Integer> counts(Tables tables) {
    Map<String, Integer> counts = new TreeMap<>();
    tables
        .counts()
        .forEach(
            (topic, of) -> {
              counts.put(topic.topicName() + " read", (int) of.read());
              counts.put(topic.topicName() + " used", (int) of.used());
              counts.put(topic.topicName() + " duplicate", (int) of.duplicate());
              counts.put(topic.topicName() + " bot", (int) of.bot());
              counts.put(topic.topicName() + " rejected", (int) of.rejectedTotal());
            });
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  private static RandomHistory.Size size(long seed) {
    return seed % 3 == 0 ? RandomHistory.Size.MEDIUM : RandomHistory.Size.SMALL;
  }

  private static OfflineJob.Result run(History history, long seed) {
    return OfflineJob.run(history, seed);
  }
}

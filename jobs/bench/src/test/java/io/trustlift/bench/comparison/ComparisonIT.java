package io.trustlift.bench.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.trustlift.local.stack.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All contenders once over a small world: figures come out, and all give the same numbers. */
class ComparisonIT {

  private static final long EVENTS = 20_000;

  @TempDir private Path folder;

  @Test
  void allGiveTheSameNumbers() throws Exception {
    Results results =
        Comparison.run(
            new Comparison.Options(EVENTS, 1, 0, 1, 2, Set.of(), folder), Console.standard());
    assertThat(results.medians().keySet()).containsExactlyElementsOf(Comparison.names());
    assertThat(results.agreements().keySet()).containsExactly("flink-sql", "clickhouse-only");
    assertThat(results.agreements().values())
        .allSatisfy(
            agreement -> {
              assertThat(agreement.compared()).isGreaterThan(500);
              assertThat(agreement.examples()).isEmpty();
            });
    assertThat(results.agree()).isTrue();

    Path json = folder.resolve("figures.json");
    results.write(json);
    assertThat(Files.readString(json)).contains("\"events_per_second\"", "\"agreements\"");
    assertThat(results.table()).contains("trustlift / flink-sql", "0 different");
  }
}

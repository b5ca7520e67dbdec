package io.trustlift.local.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The long form of {@link ChaosIT}, behind the profile {@code chaos}: {@code -Dchaos.rounds=N}
 * worlds one after the other, in each every fault in another order, and a comparison after each.
 */
@Tag("chaos")
class ChaosRoundsIT {

  private static final int VIEWERS = 2_000;
  private static final int RECORDS_PER_SECOND = 150;
  private static final Duration FREEZE = Duration.ofSeconds(20);

  @Test
  void everyRowAfterEveryRound() throws Exception {
    long seed = Long.getLong("chaos.seed", System.nanoTime() % 1_000_000);
    int rounds = Integer.getInteger("chaos.rounds", 5);
    Random random = new Random(seed);
    try (Chaos chaos =
        Chaos.start(
            seed, Path.of("target", "chaos", "long"), VIEWERS, RECORDS_PER_SECOND, FREEZE)) {
      for (int round = 0; round < rounds; round++) {
        List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
        Collections.shuffle(faults, random);
        chaos.round(faults);
      }
    }
  }
}

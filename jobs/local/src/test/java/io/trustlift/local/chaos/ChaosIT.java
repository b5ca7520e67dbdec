package io.trustlift.local.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Every kind of fault once, in random order, while a world streams through the job on a cluster of
 * processes: no row is different in the end. {@code -Dchaos.seed=S} repeats a run.
 */
class ChaosIT {

  private static final int VIEWERS = 900;
  private static final int RECORDS_PER_SECOND = 100;

  @Test
  void everyRowAfterEveryFault() throws Exception {
    long seed = Long.getLong("chaos.seed", System.nanoTime() % 1_000_000);
    List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
    Collections.shuffle(faults, new Random(seed));
    try (Chaos chaos =
        Chaos.start(
            seed,
            Path.of("target", "chaos", "short"),
            VIEWERS,
            RECORDS_PER_SECOND,
            Duration.ofSeconds(3))) {
      chaos.round(faults);
    }
  }
}

package io.trustlift.bench.comparison;

import io.trustlift.local.stack.Console;
import io.trustlift.simulator.DisturbanceSettings;
import io.trustlift.simulator.LayoutSettings;
import io.trustlift.simulator.SimulationConfig;
import io.trustlift.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The simulated events that are measured with: the mix of {@code trustlift simulate}, with
 * duplicates, disorder, bots, replays, orders and displays that are never hidden. Two things are
 * left out, which would only burden those who are compared with: broken records, and an experiment
 * on air.
 */
final class BenchWorld {

  /** Viewer events that one simulated viewer brings, about. */
  private static final double EVENTS_PER_VIEWER = 37.5;

  private static final int EVENTS_PER_STREAM = 400_000;
  private static final int FEWEST_STREAMS = 4;
  private static final int MINUTES = 60;
  private static final int STREAMS_PER_DAY = 8;
  private static final int HEARTBEAT_SECONDS = 30;

  /** A day that no world reaches. */
  private static final int NO_EXPERIMENT = 100_000;

  private BenchWorld() {}

  /**
   * Writes about so many viewer events, and all that goes with them, unless the folder holds the
   * same world already.
   *
   * @return the folder with one file for each topic
   */
  static Path make(long events, long seed, Path parent, Console console) throws IOException {
    Path folder = parent.resolve("world-" + events + "-" + seed);
    if (Files.exists(folder.resolve(Simulator.TRUTH_FILE))) {
      return folder;
    }
    try (Console.Progress progress = console.progress("Simulating", 100, "%")) {
      Simulator.simulate(
          config(events, seed),
          folder,
          (made, fraction) -> progress.at(Math.round(100 * fraction)));
    }
    return folder;
  }

  private static SimulationConfig config(long events, long seed) {
    int streams = (int) Math.max(FEWEST_STREAMS, events / EVENTS_PER_STREAM);
    int viewers = (int) Math.max(streams, Math.round(events / EVENTS_PER_VIEWER));
    DisturbanceSettings mix = DisturbanceSettings.defaults();
    return SimulationConfig.defaults()
        .withSeed(seed)
        .withSize(streams, viewers, MINUTES)
        .withStreamsPerDay(STREAMS_PER_DAY)
        .withDisturbances(
            new DisturbanceSettings(
                mix.duplicateShare(),
                0,
                mix.maximumDelayMillis(),
                mix.botShare(),
                mix.replayShare()))
        .withLayout(
            new LayoutSettings(
                HEARTBEAT_SECONDS,
                LayoutSettings.defaults().horizonDays(),
                true,
                false,
                NO_EXPERIMENT,
                List.of()));
  }
}
